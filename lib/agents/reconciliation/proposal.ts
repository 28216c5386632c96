import type { Allocation, Decision, Hypothesis } from "@/lib/agents/reconciliation/engine/model";
import type { DocumentRow } from "@/lib/agents/reconciliation/ledger";
import {
  flowOf,
  type BankLine,
  type MatchingView,
  type MatchOption,
  type MatchResidual,
  type ReconciliationPayload,
  type SettledDocument,
} from "@/lib/agents/reconciliation/model";
import { decisionKey } from "@/lib/agents/reconciliation/propose";
import { freeOf } from "@/lib/agents/reconciliation/way";
import { fromCents, toCents } from "@/lib/kernel/money";

export type Documents = ReadonlyMap<string, DocumentRow>;

/** What the matching said of a movement, in the shape that people choose from. Pure. */
export function viewOf(decision: Decision, line: BankLine, documents: Documents, engineVersion: string): MatchingView {
  const { status, probability, margin, movementClass, blockedBy, chosen, alternatives } = decision;
  const options = [...(chosen ? [chosen] : []), ...alternatives].slice(0, 6);
  return {
    status: status === "untouchable" ? "none" : status,
    probability,
    // A choice without any rival has an infinite margin, which JSON has no word for.
    margin: Number.isFinite(margin) ? margin : 1_000,
    movementClass,
    blockedBy: [...blockedBy],
    options: options.flatMap((one) => optionOf(one, line, documents) ?? []),
    engineVersion,
  };
}

/** What is proposed to a person: the first choice, or that there is no document, or nothing that can be approved. Pure. */
export function payloadOf(view: MatchingView, line: BankLine): ReconciliationPayload {
  const [first] = view.options;
  const none: Omit<ReconciliationPayload, "choice" | "movementClass"> = {
    movement: line,
    documents: [],
    residual: null,
    rememberRule: false,
  };
  if (view.status !== "none" && first)
    return { ...none, choice: "match", documents: first.documents, residual: first.residual, movementClass: null };
  const isMissing = view.movementClass === null || view.movementClass === "document_missing";
  return { ...none, choice: isMissing ? "undecided" : "no_document", movementClass: isMissing ? null : view.movementClass };
}

/**
 * What is left of an answer without what people rejected of it, each as `decisionKey` says it: the next explanation is the
 * first then, and only a person can call it right. Pure.
 */
export function withoutRejected(view: MatchingView, rejected: ReadonlySet<string>): MatchingView {
  if (rejected.size === 0) return view;
  const options = view.options.filter((one) => !rejected.has(decisionKey({ choice: "match", movementClass: null, ...one })));
  const { movementClass } = view;
  const isClassGone =
    movementClass !== null && rejected.has(decisionKey({ choice: "no_document", documents: [], residual: null, movementClass }));
  const isFirstGone = view.status === "none" ? isClassGone : options[0] !== view.options[0];
  if (!isFirstGone) return { ...view, options, movementClass: isClassGone ? null : movementClass };
  return {
    ...view,
    status: options.length > 0 ? "suggested" : "none",
    probability: options[0]?.probability ?? 0,
    margin: 0,
    movementClass: isClassGone ? null : movementClass,
    blockedBy: options.length > 0 ? ["probability"] : [],
    options,
  };
}

/** Null: it names a document that the copy does not have. */
function optionOf(
  { kind, allocations, residual, probability, evidence }: Hypothesis,
  line: BankLine,
  documents: Documents,
): MatchOption | null {
  const rows = allocations.flatMap((one) => documents.get(one.documentId) ?? []);
  if (rows.length < allocations.length || rows.length === 0) return null;
  const free = toCents(freeOf(line));
  const kept = residual === null || residual.cents === 0 ? null : { kind: residual.kind, amount: fromCents(BigInt(residual.cents)) };
  const isForeign = rows.some(({ currency }) => currency !== line.currency);
  const amounts = isForeign
    ? shared(free - toCents(kept?.amount ?? "0.00"), allocations)
    : allocations.map((one, i) => moved(one, rows[i]));
  const settled = rows.map((row, i) => settledOf(row, amounts[i] ?? 0n));
  return { kind, documents: settled, residual: kept ?? unapplied(free - sum(amounts)), probability, evidence: evidence.map(plain) };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);

/** What is left over without a name stays on the movement. */
function unapplied(rest: bigint): MatchResidual | null {
  return rest === 0n ? null : { kind: "unapplied", amount: fromCents(rest) };
}

/** An allocation has the sign of its document's total; money comes in for what was issued, and goes out for what was received. */
function moved({ cents }: Allocation, row: DocumentRow | undefined): bigint {
  const size = BigInt(Math.abs(cents));
  return row && flowOf(row) < 0 ? -size : size;
}

/** Of documents in another currency each has its part of the money, by their amounts; the last takes the cents that are left. */
function shared(money: bigint, allocations: readonly Allocation[]): readonly bigint[] {
  const whole = BigInt(allocations.reduce((total, { cents }) => total + cents, 0));
  if (whole === 0n) return allocations.map(() => 0n);
  const parts = allocations.map(({ cents }) => (money * BigInt(cents)) / whole);
  return parts.map((part, i) => (i === parts.length - 1 ? money - sum(parts.slice(0, -1)) : part));
}

/** A document of the copy as a payload names it. */
function settledOf(row: DocumentRow, amount: bigint): SettledDocument {
  const { type, id, number, partyId, partyName, date, dueDate, total, pending, currency } = row;
  return { type, id, number, partyId, partyName, date, dueDate, total, pending, currency, amount: fromCents(amount) };
}

const plain = ({ values, span, ...rest }: Hypothesis["evidence"][number]): MatchOption["evidence"][number] => ({
  ...rest,
  values: { ...values },
  span: span && { ...span },
});
