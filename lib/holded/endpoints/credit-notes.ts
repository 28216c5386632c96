import { documentsAt } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

/** Credit notes are under the permission of invoices. */
const documents = documentsAt("/credit-notes", "sales:invoices");

/** What corrects an approved invoice. */
export type CreditNote = HoldedDocument;

export const listCreditNotes = documents.list;
export const getCreditNote = documents.get;
export const createCreditNote = documents.create;
export const approveCreditNote = documents.approve;
export const payCreditNote = documents.pay;
export const sendCreditNote = documents.send;
export const creditNotePdf = documents.pdf;
