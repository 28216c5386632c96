import { z } from "zod";
import { created, endpoint } from "@/lib/holded/endpoint";
import {
  attachToDocument,
  createDocument,
  deleteDocument,
  documentPdf,
  getAttachment,
  getDocument,
  listAttachments,
  listDocuments,
  sendDocument,
} from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

const reads = "sales:estimates.read";
const writes = "sales:estimates.write";

/** A quote to a customer. It has no payments and is accepted or rejected instead of approved. */
export type Estimate = HoldedDocument;

export const listEstimates = listDocuments("/estimates", reads);
export const getEstimate = getDocument("/estimates", reads);
export const createEstimate = createDocument("/estimates", writes);
export const deleteEstimate = deleteDocument("/estimates", writes);
export const sendEstimate = sendDocument("/estimates", writes);
export const estimatePdf = documentPdf("/estimates", reads);
export const listEstimateAttachments = listAttachments("/estimates", reads);
export const getEstimateAttachment = getAttachment("/estimates", reads);
export const attachToEstimate = attachToDocument("/estimates", writes);

/** The customer who answered, and what they said. */
const verdict = z.object({ name: z.string().min(1), comment: z.string().optional() });

export const acceptEstimate = endpoint({
  method: "POST",
  path: "/estimates/{id}/accept",
  effect: "changes",
  permission: writes,
  body: verdict,
});

export const rejectEstimate = endpoint({
  method: "POST",
  path: "/estimates/{id}/reject",
  effect: "changes",
  permission: writes,
  body: verdict,
});

/** Makes an invoice, as a draft, from an estimate. */
export const invoiceFromEstimate = endpoint({
  method: "POST",
  path: "/documents/convert",
  effect: "creates",
  permission: "sales:invoices.write",
  body: z.object({
    source_type: z.literal("estimate"),
    source_id: z.string().min(1),
    target_type: z.literal("invoice"),
    draft: z.literal(true),
    date: z.iso.date().optional(),
    due_date: z.iso.date().optional(),
    number_line_id: z.string().optional(),
    notes: z.string().optional(),
  }),
  answer: () => created,
});
