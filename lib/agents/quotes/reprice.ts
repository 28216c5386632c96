import type { CatalogueItem, Customer, Priced } from "@/lib/agents/quotes/engine/model";
import { marginOf } from "@/lib/agents/quotes/engine/margin";
import { priceLine } from "@/lib/agents/quotes/engine/price";
import { lineNet, totalsOf } from "@/lib/agents/quotes/engine/totals";
import type {
  KnownCustomer,
  LineCandidate,
  LinePrice,
  QuoteCustomer,
  QuotedItem,
  QuoteLine,
  QuotePayload,
  QuoteTotals,
} from "@/lib/agents/quotes/model";
import type { Pricing, SoldItem } from "@/lib/agents/quotes/pricing";
import { taxKeysOf } from "@/lib/agents/quotes/tax-keys";
import { addAmounts } from "@/lib/kernel/money";

type Priceable = Pick<QuotePayload, "customer" | "lines">;

/**
 * Everything that the rules decide, filled in anew: what is known of the customer and of each item, prices, taxes, nets and
 * totals. What a person typed stays: a price with the rule `person`, a discount with the rule `person`. Pure.
 */
export function reprice<P extends Priceable>(given: P, pricing: Pricing): P & { readonly totals: QuoteTotals } {
  const lines = given.lines.map((line) => (line.type === "title" ? line : repricedLine(line, pricing)));
  return { ...given, customer: refreshedCustomer(given.customer, pricing), lines, totals: totalsOfLines(lines) };
}

/** A line with what its item costs this customer now; without an item it has no price. */
function repricedLine(line: QuoteLine, pricing: Pricing): QuoteLine {
  const candidates = line.candidates.map((one) => refreshedCandidate(one, pricing));
  if (line.state !== "matched" || line.item === null) return { ...line, candidates, item: null, priced: null };
  const sold = pricing.items.get(line.item.key);
  // What is gone keeps its last words, so that a person sees what it was.
  if (!sold) return { ...line, candidates, item: { ...line.item, isActive: false } };
  return {
    ...line,
    candidates,
    item: quotedItemOf(sold.item),
    name: line.name.trim() === "" ? sold.item.name.slice(0, 500) : line.name,
    priced: pricedLine(sold, line, pricing),
  };
}

type ToPrice = { readonly quantity: string; readonly priced: LinePrice | null };

/** What a quantity of an item costs, with what a person typed left as it is. Pure. */
export function pricedLine(sold: SoldItem, { quantity, priced: before }: ToPrice, { customer, prices, taxes }: Pricing): LinePrice {
  const ruled = priceLine(sold.item, quantity, customer, prices);
  const isTyped = before?.rule === "person";
  const price = isTyped ? before.price : ruled.price;
  const discount =
    before?.discountRule === "person"
      ? { discount: before.discount, discountRule: "person" as const }
      : { discount: ruled.discount, discountRule: ruled.discountRule };
  const sum = { quantity, price, discount: discount.discount };
  return {
    price,
    rule: isTyped ? "person" : ruled.rule,
    ruleDetail: isTyped ? null : (ruled.ruleDetail?.slice(0, 200) ?? null),
    rulePrice: isTyped ? ruled.price : null,
    ...discount,
    vat: ruled.vat,
    surcharge: ruled.surcharge,
    taxes: [...keysFor(sold, ruled, customer, taxes)],
    net: lineNet(sum),
    margin: marginOf({ ...sum, cost: sold.item.cost })?.percent ?? null,
  };
}

function keysFor(sold: SoldItem, ruled: Priced, customer: Customer | null, taxes: Pricing["taxes"]): readonly string[] {
  return taxKeysOf(ruled, { kind: sold.item.kind, taxes: sold.taxes }, customer?.regime ?? "general", taxes);
}

function refreshedCandidate(candidate: LineCandidate, { items, customer, prices }: Pricing): LineCandidate {
  const sold = items.get(candidate.item.key);
  if (!sold) return { ...candidate, item: { ...candidate.item, isActive: false } };
  const { price } = priceLine(sold.item, candidate.quantity, customer, prices);
  return { ...candidate, item: quotedItemOf(sold.item), price };
}

function refreshedCustomer(customer: QuoteCustomer, { customer: known, prices }: Pricing): QuoteCustomer {
  if (customer.mode !== "known" || known?.id !== customer.contactId) return customer;
  return { mode: "known", ...knownCustomerOf(known, customer.foundBy, prices) };
}

/** A customer as a quote names it. Pure. */
export function knownCustomerOf(customer: Customer, foundBy: KnownCustomer["foundBy"], prices: Pricing["prices"]): KnownCustomer {
  const { id, name, taxId, regime, priceList, discount } = customer;
  return {
    contactId: id,
    name: name.slice(0, 300),
    taxId: taxId?.slice(0, 40) ?? null,
    foundBy,
    regime,
    priceList: priceList === null ? null : (prices.lists.get(priceList)?.name ?? priceList).slice(0, 200),
    discount,
  };
}

/** An item as a line names it. Pure. */
export function quotedItemOf({ key, kind, sku, name, category, unit, cost, stock, active }: CatalogueItem): QuotedItem {
  return {
    key,
    kind,
    sku: sku?.slice(0, 100) ?? null,
    name: name.slice(0, 500),
    category: category?.slice(0, 200) ?? null,
    unit: unit?.slice(0, 60) ?? null,
    cost,
    stock,
    isActive: active,
  };
}

/** Of the lines that count: matched, and not only offered beside. Pure. */
export function totalsOfLines(lines: QuotePayload["lines"]): QuoteTotals {
  const counted = lines.flatMap((line) =>
    line.type === "item" && line.priced !== null && !line.isOptional ? [{ line, sum: { ...line.priced, quantity: line.quantity } }] : [],
  );
  const margins = counted.flatMap(({ line, sum }) => marginOf({ ...sum, cost: line.item?.cost ?? null })?.amount ?? []);
  return { ...totalsOf(counted.map(({ sum }) => sum)), margin: margins.length === 0 ? null : addAmounts(margins) };
}
