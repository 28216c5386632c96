import { getDocument, listDocuments, payDocument } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

/** A ticket: a sale without a full invoice. Read and paid, to reconcile it; never made here. */
export type SalesReceipt = HoldedDocument;

export const listSalesReceipts = listDocuments("/sales-receipts", "sales:receipts.read");
export const getSalesReceipt = getDocument("/sales-receipts", "sales:receipts.read");
export const paySalesReceipt = payDocument("/sales-receipts", "sales:receipts.write");
