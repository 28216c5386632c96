import type { CollectionDefinition } from "../collection";
import type { TotalsLine } from "../totals";
import type { CustomField } from "./custom-fields";

export type ItemType = "product" | "service" | "title";

/** One item of a create body. Written as `items`, read as `lines`. */
export type ItemInput = {
  readonly name?: string;
  readonly type?: ItemType | null;
  readonly description?: string | null;
  readonly product_id?: string | null;
  readonly units?: number | null;
  readonly price?: number | null;
  readonly discount?: number | null;
  readonly taxes?: readonly string[] | null;
  readonly account?: string | null;
  readonly project_id?: string | null;
  readonly unit_type?: string | null;
  readonly retention?: number | null;
  readonly supplied?: boolean | null;
};

export type DocumentInput = {
  readonly contact_id?: string;
  readonly description?: string | null;
  readonly date?: string | null;
  readonly due_date?: string | null;
  readonly notes?: string | null;
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
  readonly number?: string;
  readonly design_id?: string | null;
};

export type Line = TotalsLine & {
  readonly type: ItemType | null;
  readonly name: string;
  readonly description: string;
  readonly product_id: string | null;
  readonly account: string | null;
  readonly project_id: string | null;
  readonly unit_type: string | null;
  /** Per cent of VAT, as lines show it beside the keys. */
  readonly tax: string;
};

/** A document as it is kept. Amounts are decimal strings with a dot. */
export type HoldedDocument = {
  readonly id: string;
  readonly type: "purchase" | "purchaserefund";
  readonly number: string | null;
  readonly contact_id: string;
  readonly contact_name: string;
  readonly description: string | null;
  readonly date: string;
  readonly due_date: string | null;
  readonly notes: string | null;
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
  readonly draft: boolean;
  readonly approved_at: string | null;
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: string;
  readonly total: string;
};

/** A collection of documents of some type, with what lists filter and sort by. */
export function documentCollection(name: string): CollectionDefinition<HoldedDocument> {
  return {
    name,
    indexes: { contact_id: (document) => document.contact_id },
    orders: {
      date: (a, b) => compareText(a.date, b.date),
      dueDate: (a, b) => compareText(a.due_date ?? "", b.due_date ?? ""),
      // Only the order is wanted here, and up to 15 digits a double keeps it.
      total: (a, b) => Number(a.total) - Number(b.total),
    },
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
