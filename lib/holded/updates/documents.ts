import { Decimal } from "decimal.js";
import type { z } from "zod";
import { endpoint } from "@/lib/holded/endpoint";
import { documentBody, type DocumentItem } from "@/lib/holded/endpoints/document-calls";
import { getEstimate } from "@/lib/holded/endpoints/estimates";
import { getInvoice } from "@/lib/holded/endpoints/invoices";
import { getPurchase } from "@/lib/holded/endpoints/purchases";
import { linesAddUp } from "@/lib/holded/endpoints/document-sums";
import type { DocumentLine, HoldedDocument } from "@/lib/holded/endpoints/documents";
import type { HoldedClient } from "@/lib/holded/client";
import { cannotKeep, keepingRaw, mergeUpdate, withoutEmpty, type Held, type Rewrite, type UpdateOptions } from "@/lib/holded/merge-update";
import { ok, type Result } from "@/lib/kernel/result";

/** What of a document can be changed. What is not named stays; nothing can be emptied. */
export type DocumentChange = {
  /** Of purchases: the supplier's number. */
  readonly number?: string;
  readonly date?: string;
  readonly dueDate?: string;
  readonly contactId?: string;
  readonly description?: string;
  readonly notes?: string;
  /** Printed on sales documents. */
  readonly body?: string;
  readonly tags?: readonly string[];
  readonly customFields?: readonly { readonly field: string; readonly value: string }[];
  /** All lines, in their order. */
  readonly items?: readonly DocumentItem[];
  readonly projectId?: string;
  readonly paymentMethodId?: string;
};

/** Changes a purchase that is still a draft. */
export function updatePurchase(
  client: HoldedClient,
  id: string,
  change: DocumentChange,
  options?: UpdateOptions<HoldedDocument>,
): Promise<Result<HoldedDocument>> {
  return mergeUpdate(client, purchases, id, change, options);
}

/** An invoice does not show its numbering series and its sales channel, so a change has to name them again. */
export type InvoiceChange = DocumentChange & { readonly numberLineId: string; readonly salesChannelId?: string };

/** Changes an invoice that is still a draft. */
export function updateInvoice(
  client: HoldedClient,
  id: string,
  change: InvoiceChange,
  options?: UpdateOptions<HoldedDocument>,
): Promise<Result<HoldedDocument>> {
  return mergeUpdate(client, invoices, id, change, options);
}

/**
 * Changes an estimate. Holded documents only its two dates and its project as changeable: whatever else is asked for is
 * sent, and refused with `holded.read_back_differs` when it was not taken.
 */
export function updateEstimate(
  client: HoldedClient,
  id: string,
  change: DocumentChange,
  options?: UpdateOptions<HoldedDocument>,
): Promise<Result<HoldedDocument>> {
  return mergeUpdate(client, estimates, id, change, options);
}

const changed = documentBody.partial().extend({ number: documentBody.shape.description, design_id: documentBody.shape.description });
type Body = z.input<typeof changed>;
const put = <const Base extends string>(base: Base, permission: string, more: object = {}) =>
  endpoint({
    method: "PUT",
    path: `${base}/{id}` as const,
    effect: "changes",
    permission,
    body: changed.extend(more),
  });

type Field = keyof InvoiceChange;

const putPurchase = put("/purchases", "accounting:purchases.write");
const purchases: Rewrite<HoldedDocument, DocumentChange> = {
  ...comparison(),
  read: (client, id) => client.call(keepingRaw(getPurchase), { params: { id } }),
  write: (held, change) => {
    const body = bodyOf(held, change);
    // Only purchases have a number of somebody else's; that of a sale is Holded's to give.
    const number = withoutEmpty({ number: change.number ?? held.value.number });
    return body.ok ? ok((client, id) => client.call(putPurchase, { params: { id }, body: { ...body.value, ...number } })) : body;
  },
};

const putInvoice = put("/invoices", "sales:invoices.write", { sales_channel_id: documentBody.shape.description });
const invoices: Rewrite<HoldedDocument, InvoiceChange> = {
  ...comparison(),
  read: (client, id) => client.call(keepingRaw(getInvoice), { params: { id } }),
  write: (held, change) => {
    const body = bodyOf(held, change);
    if (!body.ok) return body;
    const hidden = withoutEmpty({ number_line_id: change.numberLineId, sales_channel_id: change.salesChannelId });
    return ok((client, id) => client.call(putInvoice, { params: { id }, body: { ...body.value, ...hidden } }));
  },
};

const putEstimate = put("/estimates", "sales:estimates.write");
const estimates: Rewrite<HoldedDocument, DocumentChange> = {
  ...comparison(),
  read: (client, id) => client.call(keepingRaw(getEstimate), { params: { id } }),
  write: (held, change) => {
    const body = bodyOf(held, change);
    return body.ok ? ok((client, id) => client.call(putEstimate, { params: { id }, body: body.value })) : body;
  },
};

/** Everything the document has, with the change in it; refused where something in it can be read but not written. */
function bodyOf({ value, raw }: Held<HoldedDocument>, change: DocumentChange): Result<Body> {
  const wanted = { ...value, ...withoutEmpty(change) };
  if (!change.items) {
    if (value.discount !== null && !new Decimal(value.discount).isZero()) return cannotKeep("discount");
    if (value.lines.some((line) => line.variantId !== null)) return cannotKeep("variant_id");
    // A line with something that is not shown, such as a disbursement outside the tax base, does not add up.
    if (value.lines.length === 0 || !linesAddUp(value)) return cannotKeep("lines");
  }
  if (Array.isArray(raw["multiple_due_dates"]) && raw["multiple_due_dates"].length > 0) return cannotKeep("multiple_due_dates");
  return ok({
    ...withoutEmpty({
      date: wanted.date,
      due_date: wanted.dueDate,
      contact_id: wanted.contactId,
      description: wanted.description,
      notes: wanted.notes,
      body: wanted.body,
      language: wanted.language,
      currency: wanted.currency,
      currency_change: wanted.currencyChange,
      warehouse_id: wanted.warehouseId,
      payment_method_id: wanted.paymentMethodId,
      project_id: wanted.projectId,
      design_id: wanted.designId,
    }),
    tags: [...wanted.tags],
    custom_fields: [...wanted.customFields],
    items: [...(change.items ?? value.lines.map(itemOf))],
  });
}

/** The line said again. Titles are not marked in what is read: a line that costs nothing and stands for nothing is one. */
function itemOf(line: DocumentLine): DocumentItem {
  const isTitle = new Decimal(line.price ?? 0).isZero() && line.taxes.length === 0 && line.productId === null && line.serviceId === null;
  const type = isTitle ? "title" : line.productId !== null ? "product" : line.serviceId !== null ? "service" : null;
  return {
    name: line.name,
    taxes: [...line.taxes],
    tags: [...line.tags],
    ...withoutEmpty({
      type,
      description: line.description,
      product_id: line.productId,
      service_id: line.serviceId,
      sku: line.sku,
      account: line.account,
      project_id: line.projectId,
      unit_type: line.unitType,
      // The decimals of one line have at most fifteen digits: their JSON number says exactly the same.
      units: numberOf(line.units),
      price: numberOf(line.price),
      discount: numberOf(line.discount),
      retention: numberOf(line.retention),
      weight: numberOf(line.weight),
      cost_price: numberOf(line.costPrice),
    }),
  };
}

const numberOf = (decimal: string | null) => (decimal === null ? null : Number(decimal));

const follows: Readonly<Record<Field, readonly string[]>> = {
  number: ["document_number"],
  date: ["date", "accounting_date", "due_date", "status", "forecast_date"],
  dueDate: ["due_date", "status", "forecast_date"],
  contactId: ["contact_id", "contact_name"],
  description: ["description"],
  notes: ["notes"],
  body: ["body"],
  tags: ["tags"],
  customFields: ["custom_fields"],
  items: ["lines", "subtotal", "discount", "tax", "total", "payments_pending", "projects_summary"],
  projectId: ["project_id", "projects_summary"],
  paymentMethodId: ["payment_method_id"],
  numberLineId: [],
  salesChannelId: [],
};

/** What all kinds of documents are compared by. */
function comparison(): Pick<Rewrite<HoldedDocument, DocumentChange>, "unlike" | "touches" | "volatile"> {
  return {
    unlike: ({ value }, change) => unlikeIn(value, change),
    touches: (change) => (Object.keys(change) as Field[]).flatMap((name) => follows[name]),
    volatile: ["updated_at"],
  };
}

/** What of a document is not as a change wants it, line by line. Pure. */
export function unlikeIn(value: HoldedDocument, change: DocumentChange): readonly string[] {
  return (Object.keys(change) as Field[]).filter((name) => !isAsWanted(value, change, name));
}

function isAsWanted(value: HoldedDocument, change: DocumentChange, name: Field): boolean {
  switch (name) {
    case "items":
      return change.items?.length === value.lines.length && change.items.every((item, index) => isLine(item, value.lines[index]));
    case "tags":
      return sameSet(change.tags ?? [], value.tags);
    case "customFields":
      return (change.customFields ?? []).every(({ field, value: text }) =>
        value.customFields.some((one) => one.field === field && one.value === text),
      );
    case "numberLineId":
    case "salesChannelId":
      return true;
    default:
      return change[name] === undefined || value[name] === change[name];
  }
}

function isLine(item: DocumentItem, line: DocumentLine | undefined): boolean {
  if (!line) return false;
  const same = (wanted: number | undefined, read: string | null) => wanted === undefined || new Decimal(wanted).equals(read ?? 0);
  return (
    item.name === line.name &&
    same(item.units, line.units) &&
    same(item.price, line.price) &&
    same(item.discount, line.discount) &&
    (item.taxes === undefined || sameSet(item.taxes, line.taxes)) &&
    (item.account === undefined || item.account === line.account) &&
    (item.description === undefined || item.description === (line.description ?? "")) &&
    (item.product_id === undefined || item.product_id === line.productId) &&
    (item.service_id === undefined || item.service_id === line.serviceId)
  );
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
