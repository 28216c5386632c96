import { decimalOf } from "../amounts";
import type { Reader } from "../collection";
import { dayRangeOf, isOpen, isWithin } from "../day-range";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { between, byId } from "../sorted-view";
import { contacts } from "./contacts";
import { refuseLocked } from "./documents";
import { dropPayment, payments, putPayment, reconciledOf, type Payment } from "./payments-model";
import { treasuryAccounts } from "./treasury-model";

type PaymentInput = {
  readonly type?: Payment["type"] | null;
  readonly amount?: string | null;
  readonly date?: string | null;
  readonly bank_account_id?: string | null;
  readonly contact_id?: string | null;
  readonly description?: string | null;
};

/** Payments by themselves. Those made at a document are listed here too, and show whether the bank knows of them. */
export const paymentHandlers: Handlers = {
  "GET /payments": (call) => {
    const reader = call.read.in(payments);
    const found = page(call, reader, { sorted: candidates(call, reader), keep: keepOf(call) });
    return ok({ ...found, items: found.items.map((one) => shown(call, one)) });
  },
  "POST /payments": (call) => {
    const input = bodyOf<PaymentInput & { readonly amount: string; readonly date: string; readonly type: Payment["type"] }>(call);
    checkReferences(call, input);
    refuseLocked(call, input.date);
    const id = call.write.newId();
    // A payment made here belongs to no document.
    putPayment(call, {
      id,
      type: input.type,
      document_id: null,
      document_type: null,
      bank_account_id: input.bank_account_id ?? null,
      contact_id: input.contact_id ?? null,
      amount: decimalOf("amount", input.amount, "positive").toFixed(2),
      date: input.date,
      description: input.description ?? null,
    });
    return created(id);
  },
  "GET /payments/{paymentId}": (call) => {
    const payment = call.read.in(payments).get(call.params["paymentId"] ?? "");
    if (!payment) throw notFound();
    return ok(shown(call, payment));
  },
  "PUT /payments/{paymentId}": (call) => {
    const old = paymentToChange(call);
    const input = bodyOf<PaymentInput>(call);
    checkReferences(call, input);
    const changed: Payment = {
      ...old,
      ...(input.type ? { type: input.type } : {}),
      ...(typeof input.amount === "string" ? { amount: decimalOf("amount", input.amount, "positive").toFixed(2) } : {}),
      ...(input.date ? { date: input.date } : {}),
      ...(input.bank_account_id === undefined ? {} : { bank_account_id: input.bank_account_id }),
      ...(input.contact_id === undefined ? {} : { contact_id: input.contact_id }),
      ...(input.description === undefined ? {} : { description: input.description }),
    };
    refuseLocked(call, changed.date);
    dropPayment(call, old);
    putPayment(call, changed);
    return ok({ id: old.id });
  },
  "DELETE /payments/{paymentId}": (call) => {
    dropPayment(call, paymentToChange(call));
    return noContent;
  },
};

/** @throws Problem 404, or 422 when its date is locked or the bank already answers for it */
function paymentToChange(call: Call): Payment {
  const payment = call.write.in(payments).get(call.params["paymentId"] ?? "");
  if (!payment) throw notFound();
  refuseLocked(call, payment.date);
  if (!reconciledOf(call.write, payment).isZero()) throw unprocessable("A reconciled payment cannot be changed");
  return payment;
}

function checkReferences(call: Call, { bank_account_id, contact_id }: PaymentInput): void {
  if (bank_account_id && !call.write.in(treasuryAccounts).get(bank_account_id))
    throw unprocessable("bank_account_id: Treasury account not found");
  if (contact_id && !call.write.in(contacts).get(contact_id)) throw unprocessable("contact_id: Contact not found");
}

function candidates(call: Call, reader: Reader<Payment>): readonly Payment[] {
  const { document_id, banking_account_id } = call.query;
  const days = dayRangeOf(call);
  if (typeof document_id === "string") return reader.by("document_id", document_id);
  if (!isOpen(days)) return between(reader.all("date"), (one) => one.date, days).sort(byId);
  return typeof banking_account_id === "string" ? reader.by("bank_account_id", banking_account_id) : reader.all();
}

function keepOf(call: Call): (payment: Payment) => boolean {
  const { document_id, document_type, banking_account_id } = call.query;
  const days = dayRangeOf(call);
  return (payment) =>
    (document_id === undefined || payment.document_id === document_id) &&
    (document_type === undefined || payment.document_type === document_type) &&
    (banking_account_id === undefined || payment.bank_account_id === banking_account_id) &&
    isWithin(days, payment.date);
}

function shown(call: Call, payment: Payment): unknown {
  const write = call.numbers.treasury;
  const amount = exact(payment.amount).abs();
  const reconciled = reconciledOf(call.read, payment);
  const ofDocument = payment.document_id === null ? exact(0) : amount;
  return {
    id: payment.id,
    bank_account_id: payment.bank_account_id,
    contact_id: payment.contact_id,
    contact_name: payment.contact_id === null ? null : (call.read.in(contacts).get(payment.contact_id)?.name ?? null),
    amount: write.amount(exact(payment.amount)),
    description: payment.description,
    date: `${payment.date}T00:00:00+00:00`,
    status: payment.document_id === null ? "no_paid" : "paid",
    reconciliation_status: reconciled.isZero() ? "pending" : reconciled.lessThan(amount) ? "partial_reconciled" : "reconciled",
    total_documents: write.amount(ofDocument),
    total_transactions: write.amount(reconciled),
    total_advance: write.amount(amount.minus(ofDocument)),
    document_type: payment.document_type,
    document_id: payment.document_id,
  };
}
