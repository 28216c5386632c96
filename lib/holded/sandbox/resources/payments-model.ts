import type { CollectionDefinition } from "../collection";

/** Money paid or collected, with the document it belongs to when it was made there. */
export type Payment = {
  readonly id: string;
  readonly document_id: string | null;
  readonly document_type: string | null;
  readonly bank_account_id: string | null;
  readonly contact_id: string | null;
  /** Decimal with a dot. */
  readonly amount: string;
  readonly date: string;
  readonly description: string | null;
};

export const payments: CollectionDefinition<Payment> = { name: "payments", indexes: { document_id: (payment) => payment.document_id } };
