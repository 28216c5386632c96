import { z } from "zod";
import { created, endpoint } from "@/lib/holded/endpoint";
import { documentsAt } from "@/lib/holded/endpoints/document-calls";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";

const documents = documentsAt("/estimates", "sales:estimates");
const writes = "sales:estimates.write";

/** A quote to a customer. It has no payments and is accepted or rejected instead of approved. */
export type Estimate = HoldedDocument;

export const listEstimates = documents.list;
export const getEstimate = documents.get;
export const createEstimate = documents.create;
export const deleteEstimate = documents.delete;
export const sendEstimate = documents.send;
export const estimatePdf = documents.pdf;
export const listEstimateAttachments = documents.attachments;
export const getEstimateAttachment = documents.attachment;
export const attachToEstimate = documents.attach;

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
