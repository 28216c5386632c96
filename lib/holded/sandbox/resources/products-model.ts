import type { CollectionDefinition } from "../collection";

export type ProductKind = "simple" | "variants" | "lots" | "serial_numbers" | "pack";

type ProductRate = { readonly id: string; readonly subtotal: string; readonly taxes: readonly string[] };

export type Variant = {
  readonly id: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** Decimals with a dot. */
  readonly price: string | null;
  readonly cost: string | null;
  readonly stock: number;
  readonly description: string | null;
};

/** A product as it is kept. Prices are net decimal strings with a dot, with as many decimals as they were sent with. */
export type Product = {
  readonly id: string;
  readonly kind: ProductKind;
  readonly name: string;
  readonly description: string | null;
  readonly price: string;
  readonly cost: string | null;
  readonly taxes: readonly string[];
  readonly tags: readonly string[];
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly has_stock: boolean;
  readonly stock: number;
  readonly for_sale: boolean;
  readonly for_purchase: boolean;
  readonly archived: boolean;
  readonly category_id: string | null;
  readonly supplier_id: string | null;
  /** Prices of price lists: the API shows them, but has no way to write them. */
  readonly rates: readonly ProductRate[];
  readonly variants: readonly Variant[];
  readonly pack_items: readonly { readonly product_selection: string; readonly units: number }[];
  /** What its `total` was made of before the last write, and when that was (milliseconds). */
  readonly before: { readonly price: string; readonly taxes: readonly string[]; readonly changedAt: number } | null;
};

export const products: CollectionDefinition<Product> = { name: "products", indexes: { sku: (product) => product.sku } };

/** What lies of a product in one warehouse. */
export type Stock = {
  readonly id: string;
  readonly product_id: string;
  readonly variant_id: string | null;
  readonly warehouse_id: string;
  readonly units: number;
};

export const stocks: CollectionDefinition<Stock> = {
  name: "stock",
  indexes: { product_id: (stock) => stock.product_id, warehouse_id: (stock) => stock.warehouse_id },
};
