import type { Decimal } from "decimal.js";
import type { Account } from "../account";
import { bodyOf, ok, type Answer, type Call, type Handlers } from "../handler";
import { exact, zero } from "../numbers";
import { notFound, Problem, unprocessable } from "../problem";
import { refuseLocked } from "./documents";
import { documentOf, moneyOf } from "./documents-kinds";
import type { DocumentType, HoldedDocument } from "./documents-model";
import { links } from "./links";
import { payDocument, payments, reconciledOf, type Payment } from "./payments-model";
import { accountToChange } from "./treasury";
import { bankMovements, type BankMovement } from "./treasury-model";

type Asked = { readonly document_id: string; readonly document_type: string };
/** What a movement can be set against: a document with something open, or a payment that the bank does not answer for yet. */
type Open = { readonly type: string; readonly amount: Decimal } & (
  { readonly document: HoldedDocument; readonly payment: null } | { readonly document: null; readonly payment: Payment }
);

/** Until when a movement is held by the call before (milliseconds). It ends with the process, as the lock of a server does. */
const heldUntil = new WeakMap<Account, Map<string, number>>();

export const reconcileHandlers: Handlers = {
  "POST /treasury/accounts/{bankingAccountId}/bank-movements/{movementId}/reconcile": (call) => {
    const movement = movementToReconcile(call);
    if (isHeld(call, movement)) return { status: 423 };
    if (movement.status === "reconciled" || movement.status === "forced_reconciled") {
      return again(call, "The movement is already reconciled");
    }
    const asked = bodyOf<{ readonly documents?: readonly Asked[] }>(call).documents ?? [];
    const linkable = asked.filter((one) => !(call.switches.reconcile_purchase === "forces" && /^purchase/.test(one.document_type)));
    if (linkable.length === 0) return force(call, movement);
    return reconcile(call, movement, linkable);
  },
};

function movementToReconcile(call: Call): BankMovement {
  const account = accountToChange(call, "bankingAccountId");
  const movement = call.write.in(bankMovements).get(call.params["movementId"] ?? "");
  if (movement?.banking_account_id !== account.id) throw notFound();
  return movement;
}

function isHeld(call: Call, movement: BankMovement): boolean {
  const held = heldUntil.get(call.account) ?? new Map<string, number>();
  heldUntil.set(call.account, held);
  const now = call.now.getTime();
  if (now < (held.get(movement.id) ?? 0)) return true;
  if (call.switches.lock_ms > 0) held.set(movement.id, now + call.switches.lock_ms);
  return false;
}

/** The same thing asked twice. @throws Problem 422 unless `reconcile_repeat` lets it pass without effect */
function again(call: Call, sentence: string): Answer {
  if (call.switches.reconcile_repeat === 422) throw unprocessable(sentence);
  return ok(null);
}

/** Without documents a movement counts as dealt with, and nothing is linked to it. */
function force(call: Call, movement: BankMovement): Answer {
  call.write.put(bankMovements, { ...movement, status: "forced_reconciled" });
  return ok(null);
}

/**
 * Sets a movement against documents: those that move money the other way in full, the others in order until the
 * movement is used up, the last of them perhaps in part.
 */
function reconcile(call: Call, movement: BankMovement, asked: readonly Asked[]): Answer {
  refuseLocked(call, movement.value_date);
  if (new Set(asked.map((one) => one.document_id)).size < asked.length) throw unprocessable("documents: the same document twice");
  const found = asked.map((one) => openOf(call, movement, one));
  if (found.some((one) => one.amount.isZero())) return again(call, "The document is already paid");
  const amount = exact(movement.amount);
  const left = amount.minus(movement.reconciled_amount);
  const sum = found.reduce((total, one) => total.plus(one.amount), zero);
  if (sum.isZero() || sum.isNegative() !== left.isNegative()) {
    throw unprocessable(`The documents move money ${amount.isNegative() ? "in" : "out"}, the movement does not`);
  }
  const taken = take(call, movement, found, left);
  const reconciled = exact(movement.reconciled_amount).plus(taken);
  call.write.put(bankMovements, {
    ...movement,
    reconciled_amount: reconciled.toFixed(2),
    status: reconciled.equals(amount) ? "reconciled" : "partial",
  });
  return ok(null);
}

function take(call: Call, movement: BankMovement, found: readonly Open[], left: Decimal): Decimal {
  const against = found.filter((one) => one.amount.isNegative() !== left.isNegative());
  const along = found.filter((one) => one.amount.isNegative() === left.isNegative());
  let rest = left;
  for (const one of against) {
    settle(call, movement, one, one.amount);
    rest = rest.minus(one.amount);
  }
  for (const one of along) {
    if (rest.isZero()) throw unprocessable("documents: nothing of the movement is left for all of them");
    const part = one.amount.abs().lessThan(rest.abs()) ? one.amount : rest;
    settle(call, movement, one, part);
    rest = rest.minus(part);
  }
  return left.minus(rest);
}

/** Pays the document, unless it is a payment already, and keeps the link that Holded does not show. */
function settle(call: Call, movement: BankMovement, open: Open, amount: Decimal): void {
  const payment = open.payment ?? payFrom(call, movement, open.document, amount);
  call.write.put(links, {
    id: call.write.newId(),
    movement_id: movement.id,
    payment_id: payment.id,
    document_id: open.document?.id ?? payment.document_id,
    document_type: open.type,
    amount: amount.toFixed(2),
  });
}

function payFrom(call: Call, movement: BankMovement, document: HoldedDocument, amount: Decimal): Payment {
  return payDocument(call, document, {
    amount: amount.times(moneyOf[document.type] ?? 1),
    date: movement.value_date,
    bankAccountId: movement.banking_account_id,
    description: movement.description,
  });
}

function openOf(call: Call, movement: BankMovement, { document_id, document_type }: Asked): Open {
  if (document_type === "payment" || document_type === "collection") {
    const payment = call.write.in(payments).get(document_id);
    // "payment" is the word for both ways; "collection" says that money came in.
    if (!payment || (document_type === "collection" && payment.type !== "collection")) throw notFound();
    if (payment.bank_account_id !== null && payment.bank_account_id !== movement.banking_account_id) {
      throw unprocessable("The payment belongs to another treasury account");
    }
    const amount = exact(payment.amount).abs().minus(reconciledOf(call.write, payment));
    return { type: document_type, amount: amount.times(payment.type === "collection" ? 1 : -1), document: null, payment };
  }
  if (!(document_type in moneyOf)) {
    throw new Problem(501, `A "${document_type}" exists in Holded, but this local Holded does not reconcile it.`);
  }
  const document = documentOf(call.write, document_type as DocumentType, document_id);
  if (!document) throw notFound();
  if (document.draft) throw unprocessable("A draft cannot be reconciled");
  if (document.cancelled) throw unprocessable("A cancelled document cannot be reconciled");
  return { type: document_type, amount: pendingOf(document), document, payment: null };
}

/** What is open, with the sign of the money it will move; nothing when it is paid or overpaid. */
function pendingOf(document: HoldedDocument): Decimal {
  const total = exact(document.total);
  const pending = total.minus(document.paid);
  return pending.isNegative() === total.isNegative() ? pending.times(moneyOf[document.type] ?? 1) : zero;
}
