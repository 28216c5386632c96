import { domainKey, mailKey, phoneKey } from "@/lib/language/contact-keys";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { namesOf, namesSaid, type NameIndex } from "@/lib/agents/quotes/engine/customer-names";
import type { Customer, FoundCustomer, QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";

/** The company's customers, by everything they are recognised by. */
export type Directory = {
  readonly byKey: ReadonlyMap<string, readonly Customer[]>;
  readonly names: NameIndex;
};

export type FoundCustomers = {
  /** One: it is that one; several: a person says which; none: somebody new. */
  readonly found: readonly FoundCustomer[];
  /** Only alike, for the eye. */
  readonly similar: readonly Customer[];
};

type FoundBy = FoundCustomer["foundBy"];

export function buildDirectory(customers: readonly Customer[]): Directory {
  const byKey = new Map<string, Customer[]>();
  for (const customer of customers)
    for (const key of new Set(keysOf(customer))) {
      const known = byKey.get(key);
      if (known) known.push(customer);
      else byKey.set(key, [customer]);
    }
  return { byKey, names: namesOf(customers) };
}

function keysOf(customer: Customer): readonly string[] {
  const website = customer.website === null ? null : domainKey(customer.website);
  return [
    ...customer.emails.flatMap((email) => [mailKey(email), domainKey(email)]),
    ...customer.phones.map(phoneKey),
    taxKey(customer.taxId),
    website,
  ].filter((key) => key !== null);
}

/**
 * Who a request is from. What names one person comes first (address, phone, tax id), then the domain of a company, then
 * a name said in full; the sender's own address before one that is only written in the text. Several fit: all of them,
 * unless the next thing said tells them apart.
 */
export function findCustomers(request: QuoteRequest, reading: RequestReading, directory: Directory): FoundCustomers {
  const named = namesSaid(request, reading, directory.names);
  const rungs: readonly (readonly [FoundBy, readonly Customer[]])[] = [
    ...keyRungs(request, reading).map(([foundBy, keys]) => [foundBy, holders(directory, keys)] as const),
    ["name", named.exact],
  ];
  const at = rungs.findIndex(([, customers]) => customers.length > 0);
  const rung = rungs[at];
  if (!rung) return { found: [], similar: named.similar.slice(0, mostHints) };
  const [foundBy, customers] = rung;
  const kept = rungs.slice(at + 1).reduce<readonly Customer[]>((left, [, next]) => narrowed(left, next), customers);
  return { found: kept.map((customer) => ({ customer, foundBy })), similar: [] };
}

const mostHints = 3;

/** What can be read off the sender and then off the text, the surest first. */
function keyRungs({ from }: QuoteRequest, { sender }: RequestReading): readonly (readonly [FoundBy, readonly (string | null)[]])[] {
  const address = from?.match(/[^\s<>"',;]+@[^\s<>"',;]+/)?.[0] ?? null;
  const phone = from && !address ? phoneKey(from) : null;
  return [
    ["email", [address && mailKey(address)]],
    ["phone", [phone]],
    ["tax_id", sender.taxIds.map(taxKey)],
    ["email", sender.emails.map(mailKey)],
    ["phone", sender.phones.map(phoneKey)],
    ["domain", [address && domainKey(address), ...sender.emails.map(domainKey)]],
  ];
}

function holders({ byKey }: Directory, keys: readonly (string | null)[]): readonly Customer[] {
  return [...new Set(keys.flatMap((key) => (key === null ? [] : (byKey.get(key) ?? []))))];
}

/** Those of both; when the second says nothing about the first, the first stands. */
function narrowed(left: readonly Customer[], next: readonly Customer[]): readonly Customer[] {
  const both = left.length > 1 ? left.filter((customer) => next.includes(customer)) : [];
  return both.length > 0 ? both : left;
}

function taxKey(taxId: string | null): string | null {
  const id = taxId === null ? "" : normalizeTaxId(taxId);
  return id.length >= 8 ? `tax:${id}` : null;
}
