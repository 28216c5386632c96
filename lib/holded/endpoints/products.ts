import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { perMode, amount, decimal, flag, idOrNull, inOneFormat, listOf, wordOf, words } from "@/lib/holded/endpoints/fields";

const reads = "inventory:products.read";

const variant = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      sku: text,
      barcode: text,
      price: decimal(mode),
      cost: decimal(mode),
      description: text,
      archived: flag,
    })
    .transform(({ archived, ...rest }) => ({ ...rest, isArchived: archived === true })),
);

/** Prices come cut to two decimals; `total`, with tax, keeps its precision and may be a few seconds old. */
export const product = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      kind: wordOf(["simple", "variants", "lots", "serial_numbers", "pack"]),
      name: text,
      description: text,
      sku: text,
      barcode: text,
      price: decimal(mode),
      cost: decimal(mode),
      total: decimal(mode),
      taxes: words,
      purchase_taxes: words,
      tags: words,
      stock: decimal(mode),
      has_stock: flag,
      for_sale: flag,
      for_purchase: flag,
      archived: flag,
      supplier_id: idOrNull,
      sales_channel_id: idOrNull,
      exp_account_id: idOrNull,
      rates: listOf(z.object({ id: z.string(), subtotal: amount(mode) })),
      variants: listOf(variant(mode)),
    })
    .transform((raw) => ({
      id: raw.id,
      kind: raw.kind,
      name: raw.name ?? "",
      description: raw.description,
      sku: raw.sku,
      barcode: raw.barcode,
      /** Net sales price of one unit. */
      price: raw.price,
      cost: raw.cost,
      priceWithTax: raw.total,
      taxes: raw.taxes,
      purchaseTaxes: raw.purchase_taxes,
      tags: raw.tags,
      stock: raw.stock,
      hasStock: raw.has_stock,
      isForSale: raw.for_sale,
      isForPurchase: raw.for_purchase,
      isArchived: raw.archived === true,
      supplierId: raw.supplier_id,
      salesChannelId: raw.sales_channel_id,
      expenseAccountId: raw.exp_account_id,
      /** Net price by price list. */
      priceByList: raw.rates.map(({ id, subtotal }) => ({ priceListId: id, price: subtotal })),
      variants: raw.variants,
    })),
);
export type Product = z.infer<ReturnType<typeof product>>;

export const listProducts = endpoint({
  method: "GET",
  path: "/products",
  effect: "reads",
  permission: reads,
  query: paging,
  answer: (known) => inOneFormat(known, (mode) => pageOf(product(mode))),
});

export const getProduct = endpoint({
  method: "GET",
  path: "/products/{id}",
  effect: "reads",
  permission: reads,
  answer: (known) => inOneFormat(known, product),
});

const decimalText = z.string().regex(/^\d+(?:\.\d{1,4})?$/);

export const createProduct = endpoint({
  method: "POST",
  path: "/products",
  effect: "creates",
  permission: "inventory:products.write",
  body: z.object({
    name: z.string().min(1),
    kind: z.literal("simple"),
    has_stock: z.boolean(),
    for_sale: z.boolean(),
    for_purchase: z.boolean(),
    description: z.string().optional(),
    sku: z.string().optional(),
    barcode: z.string().optional(),
    price: decimalText.optional(),
    cost: decimalText.optional(),
    tags: z.array(z.string()).optional(),
    taxes: z.array(z.string()).optional(),
  }),
  answer: () => created,
});
