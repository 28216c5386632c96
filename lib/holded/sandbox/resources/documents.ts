import type { Decimal } from "decimal.js";
import type { CollectionDefinition } from "../collection";
import type { Call } from "../handler";
import { exact, zero } from "../numbers";
import { unprocessable } from "../problem";
import { totalsOf, type TotalsLine } from "../totals";
import { ledgerAccounts } from "./accounting";
import { contacts, type Contact } from "./contacts";
import { keepCustomFields, type CustomField } from "./custom-fields";
import { payments } from "./payments-model";
import { keepTags } from "./tags";
import { taxRates, taxes } from "./taxes";

/** One item of a create body. Written as `items`, read as `lines`. */
export type ItemInput = {
  readonly name?: string;
  readonly type?: "product" | "service" | "title" | null;
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
  readonly name: string;
  readonly description: string;
  readonly product_id: string | null;
  readonly account: string | null;
  readonly project_id: string | null;
  readonly unit_type: string | null;
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
      total: (a, b) => exact(a.total).comparedTo(b.total),
    },
  };
}

/** Builds a document from a create or replace body. @throws Problem 422 when Holded would not take it */
export function documentFrom(call: Call, id: string, type: HoldedDocument["type"], input: DocumentInput): HoldedDocument {
  const contact = call.write.in(contacts).get(input.contact_id ?? "");
  if (!contact) throw unprocessable("contact_id: Contact not found");
  const date = input.date ?? call.now.toISOString().slice(0, 10);
  refuseLocked(call, date);
  const lines = (input.items ?? []).map((item) => lineFrom(call, item, contact));
  const discountPercent = exact(input.discount ?? 0).toFixed();
  const totals = totalsOf(lines, discountPercent, taxRates(call.write));
  return {
    id,
    type,
    number: input.number ?? null,
    contact_id: contact.id,
    contact_name: contact.name,
    description: input.description ?? null,
    date,
    due_date: input.due_date ?? null,
    notes: input.notes ?? null,
    language: input.language ?? "es",
    currency: (input.currency ?? "EUR").toUpperCase(),
    currency_change: input.currency_change ?? "1.0",
    lines,
    tags: keepTags(call, input.tags),
    custom_fields: keepCustomFields(call, input.custom_fields),
    warehouse_id: input.warehouse_id ?? null,
    payment_method_id: input.payment_method_id ?? null,
    discountPercent,
    project_id: input.project_id ?? null,
    design_id: input.design_id ?? null,
    draft: true,
    approved_at: null,
    subtotal: totals.subtotal.toFixed(2),
    discount: totals.discount.toFixed(2),
    tax: totals.tax.toFixed(2),
    total: totals.total.toFixed(2),
  };
}

/** The body that would write this document again: what a merging PUT starts from. */
export function inputOf(document: HoldedDocument): DocumentInput {
  const { lines, discountPercent, number, ...rest } = document;
  return {
    ...rest,
    ...(number === null ? {} : { number }),
    discount: exact(discountPercent).toNumber(),
    items: lines.map((line) => ({
      ...line,
      type: line.type as ItemInput["type"] & string,
      units: exact(line.units).toNumber(),
      price: exact(line.price).toNumber(),
      discount: exact(line.discount).toNumber(),
      retention: exact(line.retention).toNumber(),
    })),
  };
}

/** @throws Problem 422 in Holded's words when the day lies in a closed period */
export function refuseLocked(call: Call, date: string): void {
  const lockedUntil = call.switches.locked_until;
  if (lockedUntil !== null && date <= lockedUntil) throw unprocessable("This date has been locked");
}

function lineFrom(call: Call, item: ItemInput, contact: Contact): Line {
  const decimal = (value: number | null | undefined, otherwise: number): string => exact(value ?? otherwise).toFixed();
  return {
    type: item.type ?? null,
    name: item.name ?? "",
    description: item.description ?? "",
    product_id: item.product_id ?? null,
    units: decimal(item.units, 1),
    price: decimal(item.price, 0),
    discount: decimal(item.discount, 0),
    taxes: taxKeys(call, item.taxes ?? defaultTaxes(contact)),
    account: ledgerAccount(call, item.account ?? null),
    project_id: item.project_id ?? null,
    unit_type: item.unit_type ?? null,
    retention: decimal(item.retention, 0),
    supplied: item.supplied ?? false,
  };
}

/** Without keys in a line Holded takes the contact's own. How the object is shaped was never published. */
function defaultTaxes(contact: Contact): readonly string[] {
  return Object.values(contact.defaults.purchases_tax ?? {}).filter((value): value is string => typeof value === "string");
}

function taxKeys(call: Call, keys: readonly string[]): readonly string[] {
  const groups = new Set<string>();
  return keys.filter((key) => {
    const tax = call.write.in(taxes).by("key", key)[0];
    if (tax?.scope !== "purchases") {
      if (call.switches.unknown_tax_key === "refused") throw unprocessable(`taxes: unknown key "${key}"`);
      call.warn(`unknown tax key "${key}" was ignored`);
      return false;
    }
    if (groups.has(tax.group)) throw unprocessable(`taxes: more than one tax of the group "${tax.group}"`);
    groups.add(tax.group);
    return true;
  });
}

/** The line's account by id. A number is not an id, a mistake that live accounts pass over. */
function ledgerAccount(call: Call, id: string | null): string | null {
  if (id === null || call.write.in(ledgerAccounts).get(id)) return id;
  call.warn(`unknown account "${id}" in a line was ignored`);
  return null;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type DocumentStatus = "pending" | "partial" | "completed";
export type Paid = { readonly paid: Decimal; readonly pending: Decimal; readonly status: DocumentStatus };

/** What has been paid of a document. More than its total leaves a negative pending amount. */
export function paidOf(call: Call, document: HoldedDocument): Paid {
  const paid = call.read
    .in(payments)
    .by("document_id", document.id)
    .reduce((sum, one) => sum.plus(one.amount), zero);
  const pending = exact(document.total).minus(paid);
  return { paid, pending, status: paid.isZero() ? "pending" : pending.greaterThan(0) ? "partial" : "completed" };
}

/** How lists show a document. */
export function shownInList(call: Call, document: HoldedDocument): Readonly<Record<string, unknown>> {
  const write = call.numbers.documents;
  const { paid, pending, status } = paidOf(call, document);
  return {
    id: document.id,
    document_number: document.number,
    contact_id: document.contact_id,
    contact_name: document.contact_name,
    description: document.description,
    date: document.date,
    due_date: document.due_date,
    subtotal: write.amount(exact(document.subtotal)),
    discount: write.amountOrZero(exact(document.discount)),
    total: write.amount(exact(document.total)),
    tax: write.amount(exact(document.tax)),
    currency: document.currency,
    status,
    tags: document.tags,
    lines: document.lines.map((line, index) => shownLine(call, line, index)),
    payment_method_id: document.payment_method_id,
    payments_total: write.amountOrZero(paid),
    payments_pending: write.amountOrZero(pending),
  };
}

/** How a document alone is shown. */
export function shownInFull(call: Call, document: HoldedDocument): Readonly<Record<string, unknown>> {
  const write = call.numbers.documents;
  return {
    ...shownInList(call, document),
    notes: document.notes,
    language: document.language,
    currency_change: document.currency_change,
    accounting_date: document.date,
    approved_at: document.approved_at,
    draft: document.draft,
    custom_fields: document.custom_fields,
    project_id: document.project_id,
    pipeline_id: null,
    warehouse_id: document.warehouse_id,
    shipping: null,
    shipping_data: null,
    payments_refunds: "0",
    payments_detail: call.read
      .in(payments)
      .by("document_id", document.id)
      .map((one) => ({ id: one.id, amount: write.amount(exact(one.amount)), date: one.date, bank_id: one.bank_account_id ?? "" })),
    body: null,
    multiple_due_dates: [],
    forecast_date: null,
    from: null,
    design_id: document.design_id,
  };
}

function shownLine(call: Call, line: Line, index: number): unknown {
  const write = call.numbers.documents;
  const rates = taxRates(call.read);
  const vat = line.taxes.map((key) => rates.get(key) ?? zero).filter((rate) => rate.greaterThan(0));
  return {
    line_id: String(index + 1),
    name: line.name,
    description: line.description,
    price: write.price(exact(line.price)),
    units: write.quantity(exact(line.units)),
    discount: write.quantity(exact(line.discount)),
    tax: write.quantity(vat[0] ?? zero),
    taxes: line.taxes,
    tags: [],
    product_id: line.product_id,
    variant_id: null,
    service_id: null,
    sku: null,
    weight: "0",
    cost_price: "0",
    account: line.account,
    project_id: line.project_id,
    retention: write.quantity(exact(line.retention)),
    unit_type: line.unit_type,
  };
}
