import { z } from "zod";
import { created, endpoint } from "@/lib/holded/endpoint";
import {
  approveDocument,
  attachToDocument,
  deleteDocument,
  documentBody,
  getAttachment,
  getDocument,
  listAttachments,
  listDocuments,
  payDocument,
} from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

const reads = "accounting:purchases.read";
const writes = "accounting:purchases.write";

/** A purchase or a supplier's credit note: the API reads both in the same place. `number` is the supplier's. */
export type Purchase = HoldedDocument;

export const listPurchases = listDocuments("/purchases", reads);
export const getPurchase = getDocument("/purchases", reads);

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

export const approvePurchase = approveDocument("/purchases", writes);
export const deletePurchaseDraft = deleteDocument("/purchases", writes);
export const payPurchase = payDocument("/purchases", writes);
export const listPurchaseAttachments = listAttachments("/purchases", reads);
export const getPurchaseAttachment = getAttachment("/purchases", reads);
export const attachToPurchase = attachToDocument("/purchases", writes);
