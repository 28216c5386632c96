import type { CollectionDefinition } from "../collection";
import { exact } from "../numbers";
import type { TotalsLine } from "../totals";
import type { CustomField } from "./custom-fields";

export type ItemType = "product" | "service" | "title";

/** The words that name the types elsewhere in the API. */
export type DocumentType =
  "invoice" | "salesreceipt" | "creditnote" | "estimate" | "proform" | "salesorder" | "purchase" | "purchaserefund";

/** One item of a create body. Written as `items`, read as `lines`. */
export type ItemInput = {
  readonly name?: string;
  readonly type?: ItemType | null;
  readonly description?: string | null;
  readonly product_id?: string | null;
  readonly service_id?: string | null;
  readonly units?: number | null;
  readonly price?: number | null;
  readonly discount?: number | null;
  readonly taxes?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly sku?: string | null;
  readonly weight?: number | null;
  readonly cost_price?: number | null;
  readonly account?: string | null;
  readonly project_id?: string | null;
  readonly unit_type?: string | null;
  readonly retention?: number | null;
  readonly supplied?: boolean | null;
};

export type DocumentInput = {
  readonly contact_id?: string | null;
  readonly contact_name?: string | null;
  readonly description?: string | null;
  readonly date?: string | null;
  readonly due_date?: string | null;
  readonly notes?: string | null;
  readonly body?: string | null;
  readonly language?: string | null;
  readonly currency?: string | null;
  readonly currency_change?: string | null;
  readonly items?: readonly ItemInput[];
  readonly tags?: readonly string[];
  readonly custom_fields?: readonly CustomField[];
  readonly warehouse_id?: string | null;
  readonly payment_method_id?: string | null;
  readonly discount?: number | null;
  readonly project_id?: string | null;
  readonly number?: string | null;
  readonly number_line_id?: string | null;
  readonly sales_channel_id?: string | null;
  readonly design_id?: string | null;
};

export type Line = TotalsLine & {
  readonly type: ItemType | null;
  readonly name: string;
  readonly description: string;
  readonly product_id: string | null;
  readonly service_id: string | null;
  readonly tags: readonly string[];
  readonly sku: string | null;
  readonly weight: string;
  readonly cost_price: string;
  readonly account: string | null;
  readonly project_id: string | null;
  readonly unit_type: string | null;
  /** Per cent of VAT, as lines show it beside the keys. */
  readonly tax: string;
};

/** A document as it is kept. Amounts are decimal strings with a dot. */
export type HoldedDocument = {
  readonly id: string;
  readonly type: DocumentType;
  /** Of a sale: null until it is approved. */
  readonly number: string | null;
  /** The number that a sales draft asked for; it gets it when it is approved. */
  readonly wantedNumber: string | null;
  readonly number_line_id: string | null;
  readonly contact_id: string | null;
  readonly contact_name: string | null;
  readonly description: string | null;
  readonly date: string;
  readonly due_date: string | null;
  readonly notes: string | null;
  readonly body: string | null;
  readonly language: string;
  readonly currency: string;
  readonly currency_change: string;
  readonly lines: readonly Line[];
  readonly tags: readonly string[];
  readonly custom_fields: readonly CustomField[];
  readonly warehouse_id: string | null;
  readonly payment_method_id: string | null;
  readonly discountPercent: string;
  readonly project_id: string | null;
  readonly design_id: string | null;
  readonly sales_channel_id: string | null;
  /** What it was converted from. */
  readonly from: { readonly id: string; readonly doc_type: DocumentType } | null;
  readonly draft: boolean;
  readonly approved_at: string | null;
  readonly cancelled: boolean;
  /** What the client said to an estimate. */
  readonly reply: { readonly accepted: boolean; readonly name: string | null; readonly comment: string | null; readonly at: string } | null;
  /** When the record went to the tax agency. Nothing takes it back. */
  readonly verifactu_sent_at: string | null;
  /** The sum of its payments: kept here so that lists need not add up. */
  readonly paid: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: string;
  readonly total: string;
};

export type DocumentStatus = "pending" | "partial" | "completed" | "cancelled";

/** What the API calls the state of a document. More paid than its total leaves a negative pending amount, and is completed. */
export function statusOf(document: HoldedDocument): DocumentStatus {
  if (document.cancelled) return "cancelled";
  // The words for estimates were never published: an accepted one counts as completed, a refused one as cancelled.
  if (document.reply) return document.reply.accepted ? "completed" : "cancelled";
  if (document.paid === "0.00") return "pending";
  const total = exact(document.total);
  const pending = total.minus(document.paid);
  return pending.isZero() || pending.isNegative() !== total.isNegative() ? "completed" : "partial";
}

/** A collection of documents of some type, with what lists filter and sort by. */
export function documentCollection(name: string): CollectionDefinition<HoldedDocument> {
  return {
    name,
    indexes: {
      contact_id: (document) => document.contact_id,
      number: (document) => document.number,
      status: statusOf,
    },
    orders: {
      date: (a, b) => compareText(a.date, b.date),
      dueDate: (a, b) => compareText(a.due_date ?? "", b.due_date ?? ""),
      // Only the order is wanted here, and up to 15 digits a double keeps it.
      total: (a, b) => Number(a.total) - Number(b.total),
    },
    upgrade: (document) => ({ ...addedLater, ...document, lines: document.lines.map((line) => ({ ...addedToLines, ...line })) }),
  };
}

/** Fields that the first purchases on somebody's disk do not have. */
const addedLater = {
  wantedNumber: null,
  number_line_id: null,
  body: null,
  sales_channel_id: null,
  from: null,
  cancelled: false,
  reply: null,
  verifactu_sent_at: null,
  paid: "0.00",
} satisfies Partial<HoldedDocument>;
const addedToLines = { service_id: null, tags: [], sku: null, weight: "0", cost_price: "0" } satisfies Partial<Line>;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
