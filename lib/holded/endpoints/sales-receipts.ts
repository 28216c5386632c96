import { documentsAt } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

const documents = documentsAt("/sales-receipts", "sales:receipts");

/** A ticket: a sale without a full invoice. Read and paid, to reconcile it; never made here. */
export type SalesReceipt = HoldedDocument;

export const listSalesReceipts = documents.list;
export const getSalesReceipt = documents.get;
export const paySalesReceipt = documents.pay;
