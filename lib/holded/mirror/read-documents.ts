import "server-only";
import { z } from "zod";
import { numberKeyOf } from "@/lib/holded/keys";
import { between, day, newestFirst, readObject, readObjects } from "@/lib/holded/mirror/read";
import type { Tx } from "@/lib/platform/db/scope";

/** Supplier's credit notes stand among the purchases, as Holded lists them. */
export type DocumentKind = "purchase" | "invoice" | "estimate" | "credit_note" | "sales_receipt";

const word = z.string().nullable().default(null);

const line = z.object({
  name: z.string(),
  description: word,
  units: word,
  price: word,
  discount: word,
  taxes: z.array(z.string()).default([]),
  account: word,
  productId: word,
  serviceId: word,
  sku: word,
  projectId: word,
});

const storedDocument = z.object({
  id: z.string(),
  number: word,
  contactId: word,
  contactName: word,
  date: word,
  dueDate: word,
  subtotal: z.string(),
  tax: z.string(),
  total: z.string(),
  /** What is still to be paid; negative when too much was; null where Holded does not say. */
  paymentsPending: word,
  currency: word,
  status: word,
  tags: z.array(z.string()),
  isApproved: z.boolean().nullable(),
  lines: z.array(line).default([]),
});
export type MirroredDocument = z.infer<typeof storedDocument>;

export type DocumentQuery = {
  /** However it is written: compared by its letters and digits. */
  readonly number?: string;
  readonly contactId?: string;
  /** "121.00" */
  readonly total?: string;
  /** YYYY-MM-DD */
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
};

/** Documents that agree with everything asked for, the newest first. */
export function findDocuments(tx: Tx, kind: DocumentKind, query: DocumentQuery): Promise<readonly MirroredDocument[]> {
  const { number, contactId, total, date, from, to, limit = 50 } = query;
  const where = {
    ...(number === undefined ? {} : { numberKey: numberKeyOf(number) }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(total === undefined ? {} : { total }),
    ...(date === undefined ? between(from, to) : { objectDate: day(date) }),
  };
  return readObjects(tx, kind, storedDocument, { where, orderBy: newestFirst, limit });
}

export type OpenQuery = {
  readonly contactId?: string;
  /** Still open, exactly: "121.00". */
  readonly pending?: string;
  /** Still open, at most and at least. */
  readonly pendingFrom?: string;
  readonly pendingTo?: string;
  readonly limit?: number;
};

/** Documents of which something is still to be paid, or was paid too much, the newest first. */
export function openDocuments(tx: Tx, kind: DocumentKind, query: OpenQuery = {}): Promise<readonly MirroredDocument[]> {
  const { contactId, pending, pendingFrom, pendingTo, limit = 500 } = query;
  const bounds = { ...(pendingFrom === undefined ? {} : { gte: pendingFrom }), ...(pendingTo === undefined ? {} : { lte: pendingTo }) };
  const where = {
    ...(contactId === undefined ? {} : { contactId }),
    // In so many words the condition of the partial index.
    NOT: { pending: 0 },
    pending: pending === undefined ? { ...bounds, not: null } : { equals: pending },
  };
  return readObjects(tx, kind, storedDocument, { where, orderBy: newestFirst, limit });
}

export function findDocument(tx: Tx, kind: DocumentKind, holdedId: string): Promise<MirroredDocument | null> {
  return readObject(tx, kind, storedDocument, holdedId);
}

const storedInbox = z.object({
  id: z.string(),
  status: word,
  origin: word,
  number: word,
  type: word,
  date: word,
  contactName: word,
  total: word,
  fileName: word,
});
export type MirroredInboxDocument = z.infer<typeof storedInbox>;

/** Documents in Holded's own inbox, of these states, the newest first. */
export function findInboxDocuments(tx: Tx, statuses: readonly string[], limit = 100): Promise<readonly MirroredInboxDocument[]> {
  return readObjects(tx, "inbox_document", storedInbox, { where: { status: { in: [...statuses] } }, orderBy: newestFirst, limit });
}
