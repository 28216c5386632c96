import {
  approveDocument,
  createDocument,
  documentPdf,
  getDocument,
  listDocuments,
  payDocument,
  sendDocument,
} from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

/** Credit notes are under the permission of invoices. */
const reads = "sales:invoices.read";
const writes = "sales:invoices.write";

/** What corrects an approved invoice. */
export type CreditNote = HoldedDocument;

export const listCreditNotes = listDocuments("/credit-notes", reads);
export const getCreditNote = getDocument("/credit-notes", reads);
export const createCreditNote = createDocument("/credit-notes", writes);
export const approveCreditNote = approveDocument("/credit-notes", writes);
export const payCreditNote = payDocument("/credit-notes", writes);
export const sendCreditNote = sendDocument("/credit-notes", writes);
export const creditNotePdf = documentPdf("/credit-notes", reads);
