import { flowOf, treatmentOf, type ReconciliationPayload, type SettledDocument } from "@/lib/agents/reconciliation/model";
import type { ResidualKind } from "@/lib/agents/reconciliation/engine/model";
import { fromCents, toCents } from "@/lib/kernel/money";

/** Why Holded's API cannot do it as it was approved. */
type ByHandCause = "residual" | "currency" | "both_sides" | "several_partly" | "held_back" | "too_many";

/**
 * What an approval does: links the movement in Holded, writes nothing because there is nothing to link, or writes nothing
 * because a person has to do it in Holded.
 */
export type Way = { readonly way: "reconcile" } | { readonly way: "nothing" } | { readonly way: "by_hand"; readonly because: ByHandCause };

/** Documents that one call takes. */
const maxDocuments = 50;

/**
 * Holded is told which documents a movement belongs to and never how much of each, nor what becomes of a difference. So it
 * is told only where there is one way to understand it: all documents whole, or one of them for as far as the money goes.
 */
export function wayOf({ choice, movement, documents, residual }: ReconciliationPayload): Way {
  if (choice !== "match") return { way: "nothing" };
  if (residual !== null && treatmentOf(residual.kind) === "by_hand") return byHand("residual");
  if (documents.some(({ currency }) => currency !== movement.currency)) return byHand("currency");
  if (new Set(documents.map(flowOf)).size > 1) return byHand("both_sides");
  if (documents.length > maxDocuments) return byHand("too_many");
  if (documents.every(isWhole)) return { way: "reconcile" };
  if (documents.length > 1) return byHand("several_partly");
  // Holded would take the rest of the movement for this document, too.
  return residual === null ? { way: "reconcile" } : byHand("held_back");
}

const byHand = (because: ByHandCause): Way => ({ way: "by_hand", because });
const size = (amount: string): bigint => {
  const cents = toCents(amount);
  return cents < 0n ? -cents : cents;
};
const isWhole = ({ amount, pending }: SettledDocument): boolean => size(amount) === size(pending);

/** What is free of a movement: its amount less what is linked already. */
export function freeOf({ amount, reconciled }: ReconciliationPayload["movement"]): string {
  return fromCents(toCents(amount) - toCents(reconciled));
}

/** What documents and residual leave of the movement; "0.00" when they reckon. */
export function leftOf({ movement, documents, residual }: ReconciliationPayload): string {
  const taken = documents.reduce((sum, { amount }) => sum + toCents(amount), toCents(residual?.amount ?? "0.00"));
  return fromCents(toCents(freeOf(movement)) - taken);
}

/** One thing to do in Holded; `code` is put into words by the screen, amounts in `values` are decimals. */
export type HandOverStep = {
  readonly code: "open_movement" | "add_document" | "book_residual" | "leave_rest" | "confirm";
  readonly values: Readonly<Record<string, string>>;
};

/** What a person does in Holded, with exact figures, where the API has no way; empty where it has one. */
export function handOver(payload: ReconciliationPayload): readonly HandOverStep[] {
  if (wayOf(payload).way !== "by_hand") return [];
  const { movement, documents, residual } = payload;
  const { accountName, valueDate, amount, currency, text } = movement;
  return [
    { code: "open_movement", values: { account: accountName, date: valueDate, amount, currency, text } },
    ...documents.map(addStep),
    ...(residual === null ? [] : [residualStep(residual.kind, residual.amount, movement.currency)]),
    { code: "confirm", values: { amount: freeOf(movement), currency } },
  ];
}

function addStep({ type, number, partyName, pending, amount, currency }: SettledDocument): HandOverStep {
  return { code: "add_document", values: { type, number: number ?? "", party: partyName ?? "", pending, amount, currency } };
}

function residualStep(kind: ResidualKind, amount: string, currency: string): HandOverStep {
  if (treatmentOf(kind) === "stays_on_movement") return { code: "leave_rest", values: { amount, currency } };
  return { code: "book_residual", values: { kind, amount, currency, account: accountFor(kind, toCents(amount) < 0n) } };
}

/** The account of the Spanish chart (PGC 2007) that such a difference is usually booked on: a proposal for the person who books it. */
function accountFor(kind: ResidualKind, isCost: boolean): string {
  switch (kind) {
    case "bank_fee":
    case "card_fee":
    case "psp_fee":
      return "626";
    case "financial_cost":
      return "665";
    case "discount":
      return isCost ? "706" : "606";
    case "fx":
      return isCost ? "668" : "768";
    case "withholding":
      return isCost ? "473" : "4751";
    case "rounding":
      return isCost ? "669" : "769";
    case "unapplied":
      return "";
  }
}
