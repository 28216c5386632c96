import { z } from "zod";
import { created, endpoint } from "@/lib/holded/endpoint";
import { documentBody, documentsAt } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

const documents = documentsAt("/purchases", "accounting:purchases");
const writes = "accounting:purchases.write";

/** A purchase or a supplier's credit note: the API reads both in the same place. `number` is the supplier's. */
export type Purchase = HoldedDocument;

export const listPurchases = documents.list;
export const getPurchase = documents.get;

/** The supplier's number is `number`; `document_number` would be ignored without a word. */
const purchaseBody = documentBody.extend({ number: z.string() });
export type PurchaseBody = z.infer<typeof purchaseBody>;

export const createPurchase = endpoint({
  method: "POST",
  path: "/purchases",
  effect: "creates",
  permission: writes,
  body: purchaseBody,
  answer: () => created,
});

/** The supplier's credit note. It is read and listed like any purchase. */
export const createPurchaseRefund = endpoint({
  method: "POST",
  path: "/purchases/refund",
  effect: "creates",
  permission: writes,
  body: purchaseBody,
  answer: () => created,
});

export const approvePurchase = documents.approve;
export const deletePurchaseDraft = documents.delete;
export const payPurchase = documents.pay;
export const listPurchaseAttachments = documents.attachments;
export const getPurchaseAttachment = documents.attachment;
export const attachToPurchase = documents.attach;
