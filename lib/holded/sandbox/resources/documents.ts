import type { Decimal } from "decimal.js";
import type { Call } from "../handler";
import { exact, zero } from "../numbers";
import { unprocessable } from "../problem";
import { totalsOf } from "../totals";
import { ledgerAccounts } from "./accounting";
import { contacts, type Contact } from "./contacts";
import { keepCustomFields } from "./custom-fields";
import type { DocumentInput, HoldedDocument, ItemInput, Line } from "./documents-model";
import { keepTags } from "./tags";
import { taxRates, taxes } from "./taxes";

/** Builds a document from a create or replace body. @throws Problem 422 when Holded would not take it */
export function documentFrom(call: Call, id: string, type: HoldedDocument["type"], input: DocumentInput): HoldedDocument {
  const contact = call.write.in(contacts).get(input.contact_id ?? "");
  if (!contact) throw unprocessable("contact_id: Contact not found");
  const date = input.date ?? call.now.toISOString().slice(0, 10);
  refuseLocked(call, date);
  const rates = taxRates(call.write);
  const lines = (input.items ?? []).map((item) => lineFrom(call, item, contact, rates));
  const discountPercent = exact(input.discount ?? 0).toFixed();
  const totals = totalsOf(lines, discountPercent, rates);
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

function lineFrom(call: Call, item: ItemInput, contact: Contact, rates: ReadonlyMap<string, Decimal>): Line {
  const decimal = (value: number | null | undefined, otherwise: number): string => exact(value ?? otherwise).toFixed();
  const keys = taxKeys(call, item.taxes ?? defaultTaxes(contact));
  const vat = keys.map((key) => rates.get(key) ?? zero).find((rate) => rate.greaterThan(0)) ?? zero;
  return {
    type: item.type ?? null,
    name: item.name ?? "",
    description: item.description ?? "",
    product_id: item.product_id ?? null,
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
