import { plusPercent, roundPrice } from "@/lib/kernel/money";
import { fixed } from "@/lib/language/decimal";
import type { CatalogueItem, Customer, Priced, PriceList, QuantityBreak } from "@/lib/agents/quotes/engine/model";
import { taxesOf } from "@/lib/agents/quotes/engine/tax";

/** The company's price rules, by what they are looked up with. */
export type Prices = {
  readonly lists: ReadonlyMap<string, PriceList>;
  /** Item key → its breaks, the highest figure first. */
  readonly breaks: ReadonlyMap<string, readonly QuantityBreak[]>;
};

export function pricesOf(lists: readonly PriceList[], breaks: readonly QuantityBreak[]): Prices {
  const byItem = new Map<string, QuantityBreak[]>();
  for (const one of breaks) byItem.set(one.item, [...(byItem.get(one.item) ?? []), one]);
  for (const found of byItem.values()) found.sort((a, b) => compare(b.from, a.from));
  return { lists: new Map(lists.map((list) => [list.id, list])), breaks: byItem };
}

/**
 * Price, discount and taxes of an item for a customer, with the rule that gave each. In order: the price agreed with the
 * customer (no discount on it), the customer's price list, the highest quantity break reached, the base price; then the
 * customer's discount for the category, which stands instead of the general one. Null: nobody known, base prices.
 */
export function priceLine(item: CatalogueItem, quantity: string, customer: Customer | null, prices: Prices): Priced {
  const taxes = taxesOf(item, customer);
  const agreed = ownOf(customer?.agreedPrices, item.key);
  if (agreed !== null) return { price: roundPrice(agreed), rule: "agreed", ruleDetail: null, discount: "0", discountRule: null, ...taxes };
  return { ...ruledPrice(item, quantity, customer, prices), ...discountOf(item, customer), ...taxes };
}

function ruledPrice(
  item: CatalogueItem,
  quantity: string,
  customer: Customer | null,
  { lists, breaks }: Prices,
): Pick<Priced, "price" | "rule" | "ruleDetail"> {
  const list = customer?.priceList ? lists.get(customer.priceList) : undefined;
  const listed = list && listPrice(item, list);
  if (list && listed) return { price: listed, rule: "list", ruleDetail: list.name };
  const reached = breaks.get(item.key)?.find(({ from }) => compare(quantity, from) >= 0);
  if (reached) return { price: roundPrice(reached.price), rule: "break", ruleDetail: reached.from };
  return { price: roundPrice(item.price), rule: "base", ruleDetail: null };
}

/** Null: the list says nothing of this item. */
function listPrice(item: CatalogueItem, list: PriceList): string | null {
  if (list.type === "percent") return roundPrice(plusPercent(item.price, list.percent));
  const price = ownOf(list.prices, item.key);
  return price === null ? null : roundPrice(price);
}

function discountOf(item: CatalogueItem, customer: Customer | null): Pick<Priced, "discount" | "discountRule"> {
  if (!customer || item.fixedPrice) return { discount: "0", discountRule: null };
  const ofCategory = item.category === null ? null : ownOf(customer.categoryDiscounts, item.category);
  if (ofCategory !== null) return { discount: ofCategory, discountRule: "category" };
  return compare(customer.discount, "0") === 0
    ? { discount: "0", discountRule: null }
    : { discount: customer.discount, discountRule: "contact" };
}

/** Keys come from the company's data: one named "constructor" is not a price. */
function ownOf(record: Readonly<Record<string, string>> | undefined, key: string): string | null {
  return record && Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}

function compare(a: string, b: string): number {
  const difference = fixed(a) - fixed(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
