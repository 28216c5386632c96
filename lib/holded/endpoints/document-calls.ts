import { z } from "zod";
import { created, endpoint, fileEndpoint, maybeCreated, pageOf, paging, upload } from "@/lib/holded/endpoint";
import { holdedDocument } from "@/lib/holded/endpoints/documents";
import { customFieldsBody, inOneFormat } from "@/lib/holded/endpoints/fields";

/** The calls that all kinds of documents have, at their own addresses. */

/** Dates are days in Europe/Madrid, both inclusive. Some accounts ignore them: check again. */
const documentQuery = paging.extend({
  contact_id: z.string().optional(),
  status: z.enum(["pending", "partial", "completed", "cancelled", "failed", "overdue", "outstanding"]).optional(),
  approval_status: z.enum(["draft", "approved"]).optional(),
  start_date: z.iso.date().optional(),
  end_date: z.iso.date().optional(),
  sort: z.enum(["date", "-date", "dueDate", "-dueDate", "total", "-total"]).optional(),
});

/** One item of a document. Amounts leave as JSON numbers here and in no other place but leads: Holded's lines take nothing else. */
const documentItem = z.object({
  name: z.string(),
  /** A title is a heading without units, price and taxes. */
  type: z.enum(["product", "service", "title"]).optional(),
  description: z.string().optional(),
  product_id: z.string().optional(),
  service_id: z.string().optional(),
  units: z.number().optional(),
  price: z.number().optional(),
  discount: z.number().optional(),
  taxes: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  sku: z.string().optional(),
  account: z.string().optional(),
  project_id: z.string().optional(),
  unit_type: z.string().optional(),
  retention: z.number().optional(),
  weight: z.number().optional(),
  cost_price: z.number().optional(),
});
export type DocumentItem = z.infer<typeof documentItem>;

/** What a document is created from. Nothing in it can be null: in Holded a null blanks the field. */
export const documentBody = z.object({
  contact_id: z.string().min(1),
  date: z.iso.date(),
  due_date: z.iso.date().optional(),
  description: z.string().optional(),
  /** Internal; `body` is what is printed on sales documents. */
  notes: z.string().optional(),
  body: z.string().optional(),
  language: z.string().optional(),
  currency: z.string().optional(),
  currency_change: z.string().optional(),
  tags: z.array(z.string()).optional(),
  custom_fields: customFieldsBody.optional(),
  /** The numbering series. */
  number_line_id: z.string().optional(),
  warehouse_id: z.string().optional(),
  payment_method_id: z.string().optional(),
  project_id: z.string().optional(),
  items: z.array(documentItem).min(1),
});
export type DocumentBody = z.infer<typeof documentBody>;

/** `amount` is a decimal with a dot, "121.00". */
const paymentOfDocument = z.object({
  amount: z.string().regex(/^\d+\.\d{2}$/),
  date: z.iso.date(),
  treasury_id: z.string().optional(),
  description: z.string().optional(),
});

const mail = z.object({
  emails: z.array(z.email()).min(1),
  subject: z.string().optional(),
  message: z.string().optional(),
  mail_template_id: z.string().optional(),
  cc: z.array(z.email()).optional(),
  bcc: z.array(z.email()).optional(),
});

const listDocuments = <const Base extends string>(base: Base, permission: string) =>
  endpoint({
    method: "GET",
    path: base,
    effect: "reads",
    permission,
    query: documentQuery,
    answer: (known) => inOneFormat(known, (mode) => pageOf(holdedDocument(mode))),
  });

const getDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({ method: "GET", path: `${base}/{id}` as const, effect: "reads", permission, answer: holdedDocument });

const createDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({ method: "POST", path: base, effect: "creates", permission, body: documentBody, answer: () => created });

const approveDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({ method: "POST", path: `${base}/{id}/approve` as const, effect: "changes", permission });

/** Only drafts can be deleted. */
const deleteDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({ method: "DELETE", path: `${base}/{id}` as const, effect: "changes", permission });

/** Pays a document, or a part of it. The id of the payment does not always come back: find it in the document. */
const payDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({
    method: "POST",
    path: `${base}/{id}/payments` as const,
    effect: "creates",
    permission,
    body: paymentOfDocument,
    answer: () => maybeCreated,
  });

/** Mails the document to the customer through Holded. Cannot be taken back, and leaves no trace to look for. */
const sendDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({ method: "POST", path: `${base}/{id}/send` as const, effect: "creates", permission, body: mail });

const documentPdf = <const Base extends string>(base: Base, permission: string) =>
  fileEndpoint({ path: `${base}/{id}/pdf` as const, permission });

/** The id of an attachment is its file name. */
const listAttachments = <const Base extends string>(base: Base, permission: string) =>
  endpoint({
    method: "GET",
    path: `${base}/{id}/attachments` as const,
    effect: "reads",
    permission,
    query: paging,
    answer: () => pageOf(created),
  });

const getAttachment = <const Base extends string>(base: Base, permission: string) =>
  fileEndpoint({ path: `${base}/{id}/attachments/{attachmentId}` as const, permission });

const attachToDocument = <const Base extends string>(base: Base, permission: string) =>
  endpoint({
    method: "POST",
    path: `${base}/{id}/attachments` as const,
    effect: "creates",
    permission,
    body: upload,
    answer: () => created,
  });

/**
 * The calls of the documents at an address; which of them Holded offers for a kind of document is said where the kind is.
 * `permission` is the name of Holded's permission without its `.read` or `.write`.
 */
export function documentsAt<const Base extends string>(base: Base, permission: string) {
  const [reads, writes] = [`${permission}.read`, `${permission}.write`];
  return {
    list: listDocuments(base, reads),
    get: getDocument(base, reads),
    create: createDocument(base, writes),
    approve: approveDocument(base, writes),
    delete: deleteDocument(base, writes),
    pay: payDocument(base, writes),
    send: sendDocument(base, writes),
    pdf: documentPdf(base, reads),
    attachments: listAttachments(base, reads),
    attachment: getAttachment(base, reads),
    attach: attachToDocument(base, writes),
  };
}
