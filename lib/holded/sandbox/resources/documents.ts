import type { Decimal } from "decimal.js";
import type { Call } from "../handler";
import { exact, zero } from "../numbers";
import { unprocessable } from "../problem";
import { totalsOf } from "../totals";
import { contacts, type Contact } from "./contacts";
import { madridDay } from "../moments";
import { keepCustomFields } from "./custom-fields";
import { kindOf, type DocumentKind } from "./documents-kinds";
import type { DocumentInput, HoldedDocument, ItemInput, Line } from "./documents-model";
import { ledgerAccounts } from "./ledger";
import { keepTags, normalizeTag } from "./tags";
import { taxRates, taxes } from "./taxes";

/** Builds a document from a create or replace body. @throws Problem 422 when Holded would not take it */
export function documentFrom(call: Call, id: string, type: HoldedDocument["type"], input: DocumentInput): HoldedDocument {
  const kind = kindOf(type);
  const contact = contactFrom(call, kind, input);
  const date = input.date ?? madridDay(call.now);
  refuseLocked(call, date);
  const rates = taxRates(call.write);
  const lines = (input.items ?? []).map((item) => lineFrom(call, kind, item, contact, rates));
  const discountPercent = exact(input.discount ?? 0).toFixed();
  const totals = totalsOf(lines, discountPercent, rates);
  return {
    id,
    type,
    number: kind.numbered === "by_supplier" ? (input.number ?? null) : null,
    wantedNumber: kind.numbered === "by_supplier" ? null : (input.number ?? null),
    number_line_id: input.number_line_id ?? null,
    contact_id: contact?.id ?? null,
    contact_name: contact?.name ?? input.contact_name ?? null,
    description: input.description ?? null,
    date,
    due_date: input.due_date ?? null,
    notes: input.notes ?? null,
    body: input.body ?? null,
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
    sales_channel_id: input.sales_channel_id ?? null,
    from: null,
    draft: true,
    approved_at: null,
    cancelled: false,
    reply: null,
    verifactu_sent_at: null,
    paid: "0.00",
    subtotal: totals.subtotal.toFixed(2),
    discount: totals.discount.toFixed(2),
    tax: totals.tax.toFixed(2),
    total: totals.total.toFixed(2),
  };
}

/** The body that would write this document again: what a merging PUT starts from. */
export function inputOf(document: HoldedDocument): DocumentInput {
  const { lines, discountPercent, number, wantedNumber, ...rest } = document;
  return {
    ...rest,
    number: wantedNumber ?? number,
    discount: exact(discountPercent).toNumber(),
    items: lines.map((line) => ({
      ...line,
      units: exact(line.units).toNumber(),
      price: exact(line.price).toNumber(),
      discount: exact(line.discount).toNumber(),
      retention: exact(line.retention).toNumber(),
      weight: exact(line.weight).toNumber(),
      cost_price: exact(line.cost_price).toNumber(),
    })),
  };
}

/** @throws Problem 422 in Holded's words when the day lies in a closed period */
export function refuseLocked(call: Call, date: string): void {
  const lockedUntil = call.switches.locked_until;
  if (lockedUntil !== null && date <= lockedUntil) throw unprocessable("This date has been locked");
}

function contactFrom(call: Call, kind: DocumentKind, input: DocumentInput): Contact | null {
  if (kind.contactOptional && !input.contact_id) return null;
  const contact = call.write.in(contacts).get(input.contact_id ?? "");
  if (!contact) throw unprocessable("contact_id: Contact not found");
  return contact;
}

function lineFrom(call: Call, kind: DocumentKind, item: ItemInput, contact: Contact | null, rates: ReadonlyMap<string, Decimal>): Line {
  const decimal = (value: number | null | undefined, otherwise: number): string => exact(value ?? otherwise).toFixed();
  const keys = taxKeys(call, kind, item.taxes ?? defaultTaxes(kind, contact));
  const vat = keys.map((key) => rates.get(key) ?? zero).find((rate) => rate.greaterThan(0)) ?? zero;
  return {
    type: item.type ?? null,
    name: item.name ?? "",
    description: item.description ?? "",
    product_id: item.product_id ?? null,
    service_id: item.service_id ?? null,
    tags: (item.tags ?? []).map(normalizeTag).filter((tag) => tag !== ""),
    sku: item.sku ?? null,
    weight: decimal(item.weight, 0),
    cost_price: decimal(item.cost_price, 0),
    units: decimal(item.units, 1),
    price: decimal(item.price, 0),
    discount: decimal(item.discount, 0),
    taxes: keys,
    tax: vat.toFixed(),
    account: ledgerAccount(call, item.account ?? null),
    project_id: item.project_id ?? null,
    unit_type: item.unit_type ?? null,
    retention: decimal(item.retention, 0),
    supplied: item.supplied ?? false,
  };
}

/** Without keys in a line Holded takes the contact's own. How the object is shaped was never published. */
function defaultTaxes(kind: DocumentKind, contact: Contact | null): readonly string[] {
  const own = kind.side === "sales" ? contact?.defaults.sales_tax : contact?.defaults.purchases_tax;
  return Object.values(own ?? {}).filter((value): value is string => typeof value === "string");
}

function taxKeys(call: Call, kind: DocumentKind, keys: readonly string[]): readonly string[] {
  const groups = new Set<string>();
  return keys.filter((key) => {
    const tax = call.write.in(taxes).by("key", key)[0];
    if (tax?.scope !== kind.side) {
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
