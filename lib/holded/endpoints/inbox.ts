import { z } from "zod";
import { endpoint, fileEndpoint, pageOf, paging, phpObject, text, upload } from "@/lib/holded/endpoint";
import { perMode, cents, date, wordOf } from "@/lib/holded/endpoints/fields";

const reads = "inbox:inbox.read";
const writes = "inbox:inbox.write";

const statuses = ["new", "processing", "error", "pending_to_verify", "done", "rejected"] as const;

const inboxDocument = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      status: wordOf(statuses),
      origin: phpObject(z.object({ name: text, type: text })).optional(),
      document_number: text,
      type: text,
      date,
      contact_name: text,
      total: cents(mode),
      file: phpObject(z.object({ filename: text })).optional(),
      scanned_at: text,
    })
    .transform((raw) => ({
      id: raw.id,
      status: raw.status,
      /** `email`, `upload`, `holdedToHolded`, `bankTransaction`, or what Holded invents next. */
      origin: raw.origin?.type ?? null,
      originName: raw.origin?.name ?? null,
      /** What Holded's own reading found. It knows no lines, taxes or tax id. */
      number: raw.document_number,
      type: raw.type,
      date: raw.date,
      contactName: raw.contact_name,
      total: raw.total,
      fileName: raw.file?.filename ?? null,
      scannedAt: raw.scanned_at,
    })),
);
export type InboxDocument = z.infer<ReturnType<typeof inboxDocument>>;

export const listInbox = endpoint({
  method: "GET",
  path: "/inbox",
  effect: "reads",
  permission: reads,
  query: paging.extend({
    /** Several with commas. */
    status: z.string().optional(),
    start_date: z.iso.date().optional(),
    end_date: z.iso.date().optional(),
  }),
  numbers: "inbox",
  answer: (mode) => pageOf(inboxDocument(mode)),
});

export const getInboxDocument = endpoint({
  method: "GET",
  path: "/inbox/{id}",
  effect: "reads",
  permission: reads,
  numbers: "inbox",
  answer: inboxDocument,
});

/** The field of the upload is `document`. */
export const uploadToInbox = endpoint({
  method: "POST",
  path: "/inbox",
  effect: "creates",
  permission: writes,
  body: upload,
  numbers: "inbox",
  answer: inboxDocument,
});

/** Files an inbox document with the document made from it. */
export const attachInboxDocument = endpoint({
  method: "POST",
  path: "/inbox/{id}/attach",
  effect: "changes",
  permission: writes,
  body: z.object({
    // This one body of Holded's is in camelCase.
    documentId: z.string().min(1),
    documentType: z.enum(["purchase", "order", "purchaserefund", "receipt"]),
  }),
});

export const downloadInboxFile = fileEndpoint({ path: "/inbox/{id}/files/{fileName}/download", permission: reads });
