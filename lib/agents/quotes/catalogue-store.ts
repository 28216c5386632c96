import "server-only";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";
import { productOf, type AccountTax, type SoldItem } from "@/lib/agents/quotes/pricing";
import { isOfSales } from "@/lib/agents/quotes/tax-keys";
import { mirroredProducts, mirroredServices, type MirroredProduct, type MirroredService } from "@/lib/holded/mirror/read-catalogue";
import { roundPrice } from "@/lib/kernel/money";
import { divide, fixed, formatFixed, sum } from "@/lib/language/decimal";
import { foldText } from "@/lib/language/fold";
import type { Tx } from "@/lib/platform/db/scope";

/** Something sold, and what price lists of Holded say of it: net price by list. */
export type ListedItem = SoldItem & { readonly priceByList: ReadonlyMap<string, string> };

/** Products, their variants and services of the local copy, with what a quote needs of them; `keys`: only these. */
export async function soldItems(tx: Tx, taxes: readonly AccountTax[], keys?: readonly string[]): Promise<readonly ListedItem[]> {
  const ids = keys === undefined ? undefined : [...new Set(keys.map(productOf))];
  const sales = taxes.filter(isOfSales);
  const products = await mirroredProducts(tx, ids);
  const services = await mirroredServices(tx, ids);
  const all = [...products.flatMap((product) => ofProduct(product, sales)), ...services.map((service) => ofService(service, sales))];
  if (keys === undefined) return all;
  const wanted = new Set(keys);
  return all.filter(({ item }) => wanted.has(item.key));
}

/** Rate of what has no tax of its own in Holded: the general one, and the line says that it was assumed. */
const generalRate = "21";

function ofProduct(product: MirroredProduct, sales: readonly AccountTax[]): readonly ListedItem[] {
  const whole: CatalogueItem = {
    key: product.id,
    sku: filled(product.sku),
    ean: filled(product.barcode),
    name: product.name,
    description: filled(product.description),
    category: filled(product.tags[0] ?? null),
    kind: "product",
    unit: null,
    pack: null,
    price: exactPrice(priceOf(product.price), product, sales),
    cost: costOf(product.cost),
    vat: vatOf(product.taxes, sales),
    fixedPrice: hasFixedPrice(product.tags),
    active: !product.isArchived && product.isForSale !== false && product.price !== null,
    stock: product.hasStock === true && product.stock !== null ? roundPrice(product.stock) : null,
  };
  const priceByList = new Map(product.priceByList.flatMap(({ priceListId, price }) => (price === null ? [] : [[priceListId, price]])));
  const taxes = taxesOf(product.taxes, sales);
  if (product.variants.length === 0) return [{ item: whole, taxes, priceByList }];
  // The stock and the prices of lists that Holded tells are those of all variants together.
  return product.variants.map((one) => ({
    taxes,
    priceByList: new Map<string, string>(),
    item: {
      ...whole,
      key: `${product.id}:${one.id}`,
      sku: filled(one.sku) ?? whole.sku,
      ean: filled(one.barcode),
      name: [product.name, filled(one.description)].filter((part) => part !== null).join(" "),
      price: one.price === null ? whole.price : priceOf(one.price),
      cost: costOf(one.cost) ?? whole.cost,
      active: whole.active && !one.isArchived,
      stock: null,
    },
  }));
}

function ofService(service: MirroredService, sales: readonly AccountTax[]): ListedItem {
  return {
    taxes: taxesOf(service.taxes, sales),
    priceByList: new Map(),
    item: {
      key: service.id,
      sku: filled(service.code),
      ean: null,
      name: service.name,
      description: filled(service.description),
      category: filled(service.tags[0] ?? null),
      kind: "service",
      unit: null,
      pack: null,
      price: priceOf(service.price),
      cost: costOf(service.cost),
      vat: vatOf(service.taxes, sales),
      fixedPrice: hasFixedPrice(service.tags),
      active: !service.isArchived && service.price !== null,
      stock: null,
    },
  };
}

const filled = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text.trim());

/** A price below nothing is none: it is not sold until somebody mends it. */
const priceOf = (price: string | null): string => (price === null || price.startsWith("-") ? "0" : roundPrice(price));

/**
 * Holded shows prices of products cut to two decimals, and the price with tax whole: the decimals that were cut are what
 * that leaves. Where the two do not agree, the one with tax is old, and the one that is shown counts.
 */
function exactPrice(shown: string, { priceWithTax, taxes: keys }: MirroredProduct, sales: readonly AccountTax[]): string {
  if (priceWithTax === null || !/^\d{1,12}(?:\.\d{1,12})?$/u.test(priceWithTax)) return shown;
  const rates = sales.flatMap(({ key, rate }) => (keys.includes(key) && rate !== null ? [fixed(rate)] : []));
  const whole = roundPrice(formatFixed(divide(fixed(priceWithTax) * 100n, fixed("100") + sum(rates))));
  return isCut(whole, shown) ? whole : shown;
}

/** Whether cutting the one to two decimals gives the other. */
const isCut = (whole: string, shown: string): boolean => {
  const cents = (price: string) => fixed(price) / 1_000_000n;
  return cents(whole) === cents(shown);
};

/** A cost of nothing was never entered; averages of purchases come with any number of decimals. */
const costOf = (cost: string | null): string | null =>
  cost === null || cost.startsWith("-") || Number(cost) === 0 ? null : roundPrice(cost);

const taxesOf = (keys: readonly string[], sales: readonly AccountTax[]) => keys.filter((key) => sales.some((tax) => tax.key === key));

function vatOf(keys: readonly string[], sales: readonly AccountTax[]): string {
  const own = sales.find(({ key, group }) => keys.includes(key) && (group === "iva" || group === "igic"));
  return own?.rate ?? generalRate;
}

/** Tags by which companies mark what is never discounted. */
const hasFixedPrice = (tags: readonly string[]) =>
  tags.some((tag) =>
    /^(?:precio (?:fijo|neto)|sin descuento|preu (?:fix|net)|sense descompte|fixed price|no discount)$/u.test(foldText(tag).trim()),
  );
