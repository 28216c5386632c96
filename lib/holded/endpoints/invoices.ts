import { z } from "zod";
import { endpoint } from "@/lib/holded/endpoint";
import { documentsAt } from "@/lib/holded/endpoints/document-calls";
import { holdedDocument, type HoldedDocument } from "@/lib/holded/endpoints/documents";

const documents = documentsAt("/invoices", "sales:invoices");

export type Invoice = HoldedDocument;

export const listInvoices = documents.list;
export const getInvoice = documents.get;
export const createInvoice = documents.create;

/**
 * Takes the next number of the series and books the invoice. With Veri*factu, TicketBAI or SII it also sends the record to
 * the tax agency: nothing brings it back.
 */
export const approveInvoice = documents.approve;
export const deleteInvoiceDraft = documents.delete;
export const payInvoice = documents.pay;
export const sendInvoice = documents.send;
export const invoicePdf = documents.pdf;
export const listInvoiceAttachments = documents.attachments;
export const getInvoiceAttachment = documents.attachment;
export const attachToInvoice = documents.attach;

/** The approved invoice with this number; `holded.not_found` when there is none. Compare the number that comes back. */
export const findInvoiceByNumber = endpoint({
  method: "GET",
  path: "/invoices/find-by-number",
  effect: "reads",
  permission: "sales:invoices.read",
  query: z.object({ number: z.string().min(1) }),
  answer: holdedDocument,
});
