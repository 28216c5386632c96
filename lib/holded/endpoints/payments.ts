import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { cents, date, idOrNull, wordOf } from "@/lib/holded/endpoints/fields";

const reads = "accounting:payments.read";

const payment = z
  .object({
    id: z.string().min(1),
    bank_account_id: idOrNull,
    contact_id: idOrNull,
    contact_name: text,
    amount: cents("dot"),
    description: text,
    date,
    status: wordOf(["no_paid", "paid", "partial_paid"]),
    reconciliation_status: wordOf(["pending", "reconciled", "partial_reconciled"]),
    total_documents: cents("dot"),
    total_transactions: cents("dot"),
    document_type: text,
    document_id: idOrNull,
  })
  .transform((raw, context) => {
    if (raw.amount === null) {
      context.addIssue({ code: "custom", message: "a payment without amount" });
      return z.NEVER;
    }
    return {
      id: raw.id,
      treasuryId: raw.bank_account_id,
      contactId: raw.contact_id,
      contactName: raw.contact_name,
      amount: raw.amount,
      description: raw.description,
      date: raw.date,
      status: raw.status,
      /** Whether a bank movement stands behind it. */
      reconciliation: raw.reconciliation_status,
      documentsTotal: raw.total_documents,
      movementsTotal: raw.total_transactions,
      documentType: raw.document_type,
      /** Null for a loose payment. */
      documentId: raw.document_id,
    };
  });
export type Payment = z.infer<typeof payment>;

/** With `document_id` the only way to learn whether the payment of a document is reconciled. */
export const listPayments = endpoint({
  method: "GET",
  path: "/payments",
  effect: "reads",
  permission: reads,
  query: paging.extend({
    start_date: z.iso.date().optional(),
    end_date: z.iso.date().optional(),
    document_id: z.string().optional(),
    document_type: z.string().optional(),
    banking_account_id: z.string().optional(),
  }),
  numbers: "treasury",
  answer: () => pageOf(payment),
});

export const getPayment = endpoint({
  method: "GET",
  path: "/payments/{id}",
  effect: "reads",
  permission: reads,
  numbers: "treasury",
  answer: () => payment,
});

/** A payment that belongs to no document. The one of a document is made at the document. */
export const createPayment = endpoint({
  method: "POST",
  path: "/payments",
  effect: "creates",
  permission: "accounting:payments.write",
  body: z.object({
    /** `collection` is money that comes in. */
    type: z.enum(["payment", "collection"]),
    amount: z.string().regex(/^\d+\.\d{2}$/),
    date: z.iso.date(),
    bank_account_id: z.string().optional(),
    contact_id: z.string().optional(),
    description: z.string().optional(),
  }),
  answer: () => created,
});
