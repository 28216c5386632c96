import "server-only";
import { soldItems, type ListedItem } from "@/lib/agents/quotes/catalogue-store";
import { allCustomers } from "@/lib/agents/quotes/customer-store";
import { buildCatalogue } from "@/lib/agents/quotes/engine/catalogue/build-catalogue";
import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { buildDirectory, type Directory } from "@/lib/agents/quotes/engine/customer";
import { accountTaxes } from "@/lib/agents/quotes/pricing-store";
import { hashJson } from "@/lib/kernel/hash";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What is looked up in for every request of a company: built once, and again when the local copy has changed. */
export type Shelf = {
  readonly catalogue: Catalogue;
  readonly sold: ReadonlyMap<string, ListedItem>;
  readonly directory: Directory;
};

type Held = {
  shelf: Shelf;
  /** Of the rows as they were last read: the same stamp means that nobody wrote to them since. */
  stamp: string;
  readonly items: string;
  readonly customers: string;
  checkedAt: number;
  refreshing: boolean;
};

/** Companies whose shelves stay in memory: each takes some tens of megabytes for twenty thousand products. */
const mostHeld = 8;
/** While somebody types, what is on the shelf may be this old before it is looked at again. */
const freshMs = 5_000;

const held = new Map<string, Held>();

/** The shelf as the local copy has it now. */
export async function shelfOf(tx: Tx, scope: CompanyScope): Promise<Shelf> {
  const key = keyOf(scope);
  const known = held.get(key);
  const stamp = await stampOf(tx);
  // The same object stays: a look in the background ends on what it began with.
  if (known?.stamp === stamp) return keep(key, Object.assign(known, { checkedAt: Date.now() }));
  const taxes = await accountTaxes(tx);
  const sold = await soldItems(tx, taxes);
  const customers = await allCustomers(tx, scope, taxes);
  const prints = { items: hashJson(sold.map(({ item }) => item)), customers: hashJson(customers) };
  const shelf = {
    // A copy that was read again and is the same needs no new index.
    catalogue: known?.items === prints.items ? known.shelf.catalogue : buildCatalogue(sold.map(({ item }) => item)),
    sold: new Map(sold.map((one) => [one.item.key, one])),
    directory: known?.customers === prints.customers ? known.shelf.directory : buildDirectory(customers),
  };
  return keep(key, { shelf, stamp, ...prints, checkedAt: Date.now(), refreshing: false });
}

/** The same for somebody who types: what is held answers at once, and is looked at in the background when it is not fresh. */
export async function shelfAtHand(scope: CompanyScope): Promise<Shelf> {
  const known = held.get(keyOf(scope));
  if (!known) return scope.read((tx) => shelfOf(tx, scope));
  if (Date.now() - known.checkedAt > freshMs && !known.refreshing) {
    known.refreshing = true;
    void scope
      .read((tx) => shelfOf(tx, scope))
      .catch(() => undefined) // The next look tries again.
      .finally(() => (known.refreshing = false));
  }
  return known.shelf;
}

function keep(key: string, one: Held): Shelf {
  held.delete(key);
  held.set(key, one);
  const [oldest] = held.keys();
  if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
  return one.shelf;
}

const keyOf = ({ companyId, environment }: CompanyScope) => `${companyId} ${environment}`;

/** Changes with every write to what a shelf is made of; the transaction's company and environment decide what is seen. */
async function stampOf(tx: Tx): Promise<string> {
  const rows = await tx.$queryRaw<{ resource: string; count: number; seen: Date | null; gone: Date | null }[]>`
    SELECT resource, count(*)::int AS count, max(seen_at) AS seen, max(deleted_at) AS gone FROM mirror_object
    WHERE resource IN ('product', 'service', 'contact', 'tax') GROUP BY resource ORDER BY resource`;
  const conditions = await tx.quoteCondition.aggregate({ _count: { _all: true }, _max: { savedAt: true } });
  return JSON.stringify([rows, conditions]);
}
