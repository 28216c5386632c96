import { Decimal } from "decimal.js";
import { z } from "zod";
import type { HoldedClient } from "@/lib/holded/client";
import { endpoint } from "@/lib/holded/endpoint";
import { getProduct, type Product } from "@/lib/holded/endpoints/products";
import { cannotKeep, keepingRaw, mergeUpdate, withoutEmpty, type Rewrite, type UpdateOptions } from "@/lib/holded/merge-update";
import { ok, type Result } from "@/lib/kernel/result";

/** What of a product can be changed. Decimals with a dot. */
export type ProductChange = {
  readonly name?: string;
  readonly description?: string;
  readonly sku?: string;
  readonly price?: string;
  readonly cost?: string;
  readonly tags?: readonly string[];
};

/**
 * Changes a product that has no variants and no parts. A price is shown cut to two decimals, so one that may have more can
 * only be kept by naming it again: `rates` are the per cents of the tax keys, to tell from the price with tax.
 */
export function updateProduct(
  client: HoldedClient,
  id: string,
  change: ProductChange,
  rates: ReadonlyMap<string, string>,
  options?: UpdateOptions<Product>,
): Promise<Result<Product>> {
  return mergeUpdate(client, products(rates), id, change, options);
}

const priceText = z.string().regex(/^\d+(?:\.\d{1,8})?$/);

const putProduct = endpoint({
  method: "PUT",
  path: "/products/{id}",
  effect: "changes",
  permission: "inventory:products.write",
  body: z.object({
    name: z.string().min(1),
    for_sale: z.boolean(),
    for_purchase: z.boolean(),
    archived: z.boolean(),
    description: z.string().optional(),
    sku: z.string().optional(),
    barcode: z.string().optional(),
    price: priceText.optional(),
    cost: priceText.optional(),
    tags: z.array(z.string()).optional(),
    taxes: z.array(z.string()).optional(),
  }),
});

const follows: Readonly<Record<keyof ProductChange, readonly string[]>> = {
  name: ["name"],
  description: ["description"],
  sku: ["sku"],
  price: ["price", "total", "rates"],
  cost: ["cost", "purchase_price"],
  tags: ["tags"],
};

const products = (rates: ReadonlyMap<string, string>): Rewrite<Product, ProductChange> => ({
  read: (client, id) => client.call(keepingRaw(getProduct), { params: { id } }),
  write: ({ value: held, raw }, change) => {
    if (held.kind !== "simple" || held.variants.length > 0) return cannotKeep("variants");
    if (held.isForSale === null || held.isForPurchase === null) return cannotKeep("for_sale");
    if (change.price === undefined && !isWholePrice(held, rates)) return cannotKeep("price");
    const wanted = { ...held, ...withoutEmpty(change) };
    const body = {
      name: wanted.name,
      for_sale: held.isForSale,
      for_purchase: held.isForPurchase,
      archived: held.isArchived,
      ...withoutEmpty({
        description: wanted.description,
        sku: wanted.sku,
        barcode: held.barcode,
        price: wanted.price,
        cost: wanted.cost,
      }),
      tags: [...wanted.tags],
      taxes: [...held.taxes],
    };
    if (typeof raw["name"] !== "string") return cannotKeep("name");
    return ok((client, id) => client.call(putProduct, { params: { id }, body }));
  },
  unlike: ({ value: held }, change) => (Object.keys(change) as (keyof ProductChange)[]).filter((name) => !isAsWanted(held, change, name)),
  touches: (change) => (Object.keys(change) as (keyof ProductChange)[]).flatMap((name) => follows[name]),
  isBlurred: ({ price, cost }) => price !== undefined || cost !== undefined,
  // The price with tax may be a few seconds old after any write.
  volatile: ["updated_at", "total"],
});

/** Whether the price that is shown makes the price with tax: then nothing was cut off it. */
function isWholePrice({ price, priceWithTax, taxes }: Product, rates: ReadonlyMap<string, string>): boolean {
  if (price === null) return true;
  if (priceWithTax === null) return false;
  const percent = taxes.map((key) => rates.get(key));
  if (percent.includes(undefined)) return false;
  const factor = percent.reduce((sum, rate) => sum.plus(new Decimal(rate ?? 0).div(100)), new Decimal(1));
  return new Decimal(price).times(factor).minus(priceWithTax).abs().lessThanOrEqualTo("0.0001");
}

function isAsWanted(held: Product, change: ProductChange, name: keyof ProductChange): boolean {
  if (change[name] === undefined) return true;
  if (name === "tags") return change.tags?.length === held.tags.length && change.tags.every((tag) => held.tags.includes(tag));
  if (name === "price" || name === "cost") {
    const shown = new Decimal(change[name] ?? 0);
    // Shown cut to two decimals, whether cut or rounded is not known.
    return held[name] !== null && new Decimal(held[name]).minus(shown).abs().lessThan("0.01");
  }
  return held[name] === change[name];
}
