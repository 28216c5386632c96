import "server-only";
import { z } from "zod";
import { byName, literally, readByKeys, readObject, readObjects } from "@/lib/holded/mirror/read";
import { skuKey } from "@/lib/holded/mirror/row";
import { foldText } from "@/lib/language/fold";
import type { Tx } from "@/lib/platform/db/scope";

const word = z.string().nullable().default(null);

const variant = z.object({
  id: z.string(),
  sku: word,
  barcode: word,
  price: word,
  cost: word,
  description: word,
  isArchived: z.boolean().default(false),
});

const storedProduct = z.object({
  id: z.string(),
  name: z.string(),
  description: word,
  sku: word,
  barcode: word,
  /** Net sales price of one unit. */
  price: word,
  cost: word,
  /** With tax, and with all its decimals: `price` comes cut to two. May be a few seconds old. */
  priceWithTax: word,
  taxes: z.array(z.string()),
  tags: z.array(z.string()).default([]),
  stock: word,
  hasStock: z.boolean().nullable().default(null),
  isForSale: z.boolean().nullable().default(null),
  isArchived: z.boolean().default(false),
  /** Net price by price list. */
  priceByList: z.array(z.object({ priceListId: z.string(), price: word })).default([]),
  variants: z.array(variant).default([]),
});
export type MirroredProduct = z.infer<typeof storedProduct>;

/** Products of which one code, their own or a variant's, is this sku. */
export function findProductsBySku(tx: Tx, sku: string): Promise<readonly MirroredProduct[]> {
  return readByKeys(tx, "product", storedProduct, [`sku:${skuKey(sku)}`], 20);
}

export function findProductsByBarcode(tx: Tx, barcode: string): Promise<readonly MirroredProduct[]> {
  return readByKeys(tx, "product", storedProduct, [`barcode:${skuKey(barcode)}`], 20);
}

/** Behind every text that begins with another one, where texts are ordered by their characters alone. */
const lastSign = "\u{10FFFF}";

/** Products whose name begins like this, whatever its case and accents. */
export async function findProductsByName(tx: Tx, start: string, limit = 50): Promise<readonly MirroredProduct[]> {
  const first = foldText(start);
  // Order and bounds as the index has them: as many rows are read as are shown.
  const rows = await tx.$queryRaw<{ data: unknown }[]>`
    SELECT data FROM mirror_object
    WHERE resource = 'product' AND deleted_at IS NULL
      AND folded_name COLLATE "C" >= ${first} AND folded_name COLLATE "C" < ${first + lastSign}
    ORDER BY folded_name COLLATE "C", holded_id LIMIT ${limit}`;
  return rows.map((row) => storedProduct.parse(row.data));
}

export function findProduct(tx: Tx, holdedId: string): Promise<MirroredProduct | null> {
  return readObject(tx, "product", storedProduct, holdedId);
}

/** All products, or those with these ids, in the order of their ids. */
export function mirroredProducts(tx: Tx, ids?: readonly string[], limit = 100_000): Promise<readonly MirroredProduct[]> {
  return readObjects(tx, "product", storedProduct, { where: ids === undefined ? {} : { holdedId: { in: [...ids] } }, limit });
}

const storedService = z.object({
  id: z.string(),
  name: z.string(),
  description: word,
  price: word,
  cost: word,
  taxes: z.array(z.string()),
  tags: z.array(z.string()).default([]),
  code: word,
  isArchived: z.boolean().default(false),
});
export type MirroredService = z.infer<typeof storedService>;

/** All services by name, or those with these ids: accounts have dozens of them. */
export function mirroredServices(tx: Tx, ids?: readonly string[], limit = 5_000): Promise<readonly MirroredService[]> {
  const where = ids === undefined ? {} : { holdedId: { in: [...ids] } };
  return readObjects(tx, "service", storedService, { where, orderBy: byName, limit });
}

const named = z.object({ id: z.string(), name: z.string() });
const storedPriceList = named.extend({ description: word });
export type MirroredPriceList = z.infer<typeof storedPriceList>;

export function mirroredPriceLists(tx: Tx): Promise<readonly MirroredPriceList[]> {
  return readObjects(tx, "price_list", storedPriceList, { where: {}, orderBy: byName, limit: 500 });
}

const storedSeries = named.extend({ format: word, last: word, isOutsideVerifactu: z.boolean().nullable().default(null), kind: z.string() });
export type MirroredSeries = z.infer<typeof storedSeries>;

/** Numbering series of one kind of document: invoice, estimate, creditnote, purchase. */
export function mirroredSeries(tx: Tx, kind: string): Promise<readonly MirroredSeries[]> {
  return readObjects(tx, "numbering_series", storedSeries, { where: { code: kind }, orderBy: byName, limit: 200 });
}

const storedMethod = named.extend({ dueDays: z.number().nullable().default(null), treasuryId: word });
export type MirroredPaymentMethod = z.infer<typeof storedMethod>;

export function mirroredPaymentMethods(tx: Tx): Promise<readonly MirroredPaymentMethod[]> {
  return readObjects(tx, "payment_method", storedMethod, { where: {}, orderBy: byName, limit: 500 });
}

const storedAccount = named.extend({ number: word, isArchived: z.boolean().default(false) });
export type MirroredAccountingAccount = z.infer<typeof storedAccount>;

/** Accounts of the chart whose number begins like this, by number. */
export function mirroredAccountingAccounts(tx: Tx, numberStart: string, limit = 500): Promise<readonly MirroredAccountingAccount[]> {
  const where = { code: { startsWith: literally(numberStart) } };
  return readObjects(tx, "accounting_account", storedAccount, { where, orderBy: [{ code: "asc" }, { holdedId: "asc" }], limit });
}
