import type { Decimal } from "decimal.js";
import type { CollectionDefinition } from "../collection";
import type { Call } from "../handler";
import { exact } from "../numbers";
import type { Database } from "../store";
import { counterAccount } from "./document-booking";
import { documentOf, kindOf, moneyOf } from "./documents-kinds";
import type { DocumentType, HoldedDocument } from "./documents-model";
import { book, standardAccounts, unbook } from "./ledger";
import { links } from "./links";
import { treasuryAccounts } from "./treasury-model";

/** Money paid or collected, with the document it belongs to when it was made there. */
export type Payment = {
  readonly id: string;
  readonly type: "payment" | "collection";
  readonly document_id: string | null;
  readonly document_type: DocumentType | null;
  readonly bank_account_id: string | null;
  readonly contact_id: string | null;
  /** Decimal with a dot, in the document's own sense: positive unless its total is negative. */
  readonly amount: string;
  readonly date: string;
  readonly description: string | null;
};

export const payments: CollectionDefinition<Payment> = {
  name: "payments",
  indexes: { document_id: (payment) => payment.document_id, bank_account_id: (payment) => payment.bank_account_id },
  orders: { date: (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) },
  upgrade: (payment) => ({ ...{ type: "payment" }, ...payment }),
};

type NewPayment = {
  readonly amount: Decimal;
  readonly date: string;
  readonly bankAccountId: string | null;
  readonly description: string | null;
};

/** Pays a document: the payment, the document's own sum, and the entry in the journal. */
export function payDocument(call: Call, document: HoldedDocument, given: NewPayment): Payment {
  const comesIn = (moneyOf[document.type] ?? 1) > 0 !== given.amount.isNegative();
  const payment: Payment = {
    id: call.write.newId(),
    type: comesIn ? "collection" : "payment",
    document_id: document.id,
    document_type: document.type,
    bank_account_id: given.bankAccountId,
    contact_id: document.contact_id,
    amount: given.amount.toFixed(2),
    date: given.date,
    description: given.description,
  };
  putPayment(call, payment);
  return payment;
}

/** Writes a new payment and all that follows from it. */
export function putPayment(call: Call, payment: Payment): void {
  call.write.put(payments, payment);
  count(call, payment, 1);
  bookPayment(call, payment);
}

/** Takes a payment away with all that followed from it. */
export function dropPayment(call: Call, payment: Payment): void {
  call.write.remove(payments, payment.id);
  count(call, payment, -1);
  unbook(call.write, payment.id);
}

/** How much of a payment movements of the bank already answer for. */
export function reconciledOf(database: Database, payment: Payment): Decimal {
  return database
    .in(links)
    .by("payment_id", payment.id)
    .reduce((sum, one) => sum.plus(exact(one.amount).abs()), exact(0));
}

function count(call: Call, payment: Payment, sign: 1 | -1): void {
  if (payment.document_id === null || payment.document_type === null) return;
  const document = documentOf(call.write, payment.document_type, payment.document_id);
  if (!document) return;
  const paid = exact(document.paid).plus(exact(payment.amount).times(sign)).toFixed(2);
  call.write.put(kindOf(document.type).collection, { ...document, paid });
}

/** Bank against customers or suppliers. A payment of nobody waits in an account of its own. */
export function bookPayment(call: Call, payment: Payment): void {
  const comesIn = payment.type === "collection";
  const bank = payment.bank_account_id === null ? undefined : call.write.in(treasuryAccounts).get(payment.bank_account_id);
  const amount = exact(payment.amount)
    .abs()
    .times(comesIn ? 1 : -1);
  const sale = payment.document_type === null ? comesIn : kindOf(payment.document_type).side === "sales";
  const other = payment.contact_id === null ? standardAccounts.unknown[0] : counterAccount(call, sale, payment.contact_id);
  book(call.write, {
    date: payment.date,
    type: comesIn ? "collect" : "payment",
    description: payment.description ?? (comesIn ? "Cobro" : "Pago"),
    docDescription: null,
    sourceId: payment.id,
    postings: [
      { account: bank?.accounting_account_number ?? standardAccounts.banks[0], amount, bankAccountId: payment.bank_account_id },
      { account: other, amount: amount.negated() },
    ],
  });
}
