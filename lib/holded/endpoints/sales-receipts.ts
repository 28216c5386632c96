import { getDocument, listDocuments } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

/** A ticket: a sale without a full invoice. Read only, to reconcile what was paid. */
export type SalesReceipt = HoldedDocument;

export const listSalesReceipts = listDocuments("/sales-receipts", "sales:receipts.read");
export const getSalesReceipt = getDocument("/sales-receipts", "sales:receipts.read");
