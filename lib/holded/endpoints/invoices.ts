import { z } from "zod";
import { endpoint } from "@/lib/holded/endpoint";
import {
  approveDocument,
  attachToDocument,
  createDocument,
  deleteDocument,
  documentPdf,
  getAttachment,
  getDocument,
  listAttachments,
  listDocuments,
  payDocument,
  sendDocument,
} from "@/lib/holded/endpoints/document-calls";
import { holdedDocument, type HoldedDocument } from "@/lib/holded/endpoints/documents";

const reads = "sales:invoices.read";
const writes = "sales:invoices.write";

export type Invoice = HoldedDocument;

export const listInvoices = listDocuments("/invoices", reads);
export const getInvoice = getDocument("/invoices", reads);
export const createInvoice = createDocument("/invoices", writes);

/**
 * Takes the next number of the series and books the invoice. With Veri*factu, TicketBAI or SII it also sends the record to
 * the tax agency: nothing brings it back.
 */
export const approveInvoice = approveDocument("/invoices", writes);
export const deleteInvoiceDraft = deleteDocument("/invoices", writes);
export const payInvoice = payDocument("/invoices", writes);
export const sendInvoice = sendDocument("/invoices", writes);
export const invoicePdf = documentPdf("/invoices", reads);
export const listInvoiceAttachments = listAttachments("/invoices", reads);
export const getInvoiceAttachment = getAttachment("/invoices", reads);
export const attachToInvoice = attachToDocument("/invoices", writes);

/** The approved invoice with this number; `holded.not_found` when there is none. Compare the number that comes back. */
export const findInvoiceByNumber = endpoint({
  method: "GET",
  path: "/invoices/find-by-number",
  effect: "reads",
  permission: reads,
  query: z.object({ number: z.string().min(1) }),
  answer: holdedDocument,
});
