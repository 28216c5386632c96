import type { CatalogueItem, Customer } from "@/lib/agents/quotes/engine/model";
import type { Prices } from "@/lib/agents/quotes/engine/price";

/** A tax of the account, as lines of a document name it. */
export type AccountTax = {
  readonly key: string;
  readonly name: string;
  /** Per cent; null where it has no single rate. */
  readonly rate: string | null;
  readonly scope: string | null;
  /** iva | igic | rec | ret … */
  readonly group: string | null;
};

/** Something of the catalogue with what a line of an estimate needs of it. */
export type SoldItem = {
  readonly item: CatalogueItem;
  /** Keys of its own sales taxes; empty: Holded has none for it. */
  readonly taxes: readonly string[];
};

/** Everything that prices and taxes of a quote follow from, as it stands now. */
export type Pricing = {
  readonly items: ReadonlyMap<string, SoldItem>;
  /** Null: nobody, or nobody known. */
  readonly customer: Customer | null;
  readonly prices: Prices;
  /** Active taxes of the account. */
  readonly taxes: readonly AccountTax[];
};

/** Products of Holded with variants are sold by variant: `product:variant`. */
export function productOf(key: string): string {
  return key.split(":")[0] ?? key;
}
