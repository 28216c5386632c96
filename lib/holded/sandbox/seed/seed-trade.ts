/** `[sku, name, net price, cost, stock, VAT key]`. */
export type SeedProduct = readonly [sku: string, name: string, price: string, cost: string, stock: number, tax: string];
/** A product with its place in the catalogue: the category is its tag. */
export type SeedGoods = {
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly cost: string;
  readonly stock: number;
  readonly tax: string;
  readonly category: string;
  readonly barcode: string;
};
/** `[code, name, net price, unit cost, seconds]`. */
export type SeedService = readonly [code: string, name: string, price: string, cost: string, duration: number | null];

/** A line of the catalogue by its sku or code, or one of its own. */
export type SeedSaleItem =
  | { readonly sku: string; readonly units: number; readonly discount?: number }
  | { readonly title: string }
  | { readonly name: string; readonly units: number; readonly price: number; readonly taxes?: readonly string[] };
export type SeedSale = {
  readonly type: "invoice" | "estimate" | "creditnote";
  /** How movements name it: its number is only given when it is approved. */
  readonly key?: string;
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly date: string;
  readonly due_date: string;
  /** Left out: approved. */
  readonly state?: "draft" | "accepted" | "rejected";
  readonly items: readonly SeedSaleItem[];
  /** Per cent. */
  readonly discount?: number;
};
/**
 * A line of the bank's statement: about nothing that is known, or of the amount of documents (numbers of purchases, keys of
 * sales) and what the bank or the payer did to it, and perhaps settled with the one. `{key}` in the text is the number of
 * that sale.
 */
export type SeedMovement = {
  readonly date: string;
  readonly text: string;
} & (
  | { readonly amount: string }
  | { readonly of: string; readonly settled?: boolean }
  | { readonly of: readonly string[] | string; readonly less?: string }
);

/** What a company sells, what it has invoiced, and what went through its bank. */
export type TradeSeed = {
  readonly warehouses?: readonly string[];
  readonly paymentMethods?: readonly (readonly [name: string, dueDays: number])[];
  readonly salesChannels?: readonly (readonly [name: string, account: number])[];
  /** Per cent off the price of every product. */
  readonly priceLists?: readonly (readonly [name: string, description: string, off: number])[];
  readonly products?: readonly SeedProduct[];
  readonly services?: readonly SeedService[];
  /** More products, sown after everything else. */
  readonly assortment?: readonly SeedGoods[];
  readonly sales?: readonly SeedSale[];
  /** Of the first bank account, oldest first. */
  readonly movements?: readonly SeedMovement[];
};

/** Some of a product or service of the catalogue, at its price less a discount in per cent. */
export const some = (sku: string, units: number, discount?: number): SeedSaleItem => ({
  sku,
  units,
  ...(discount === undefined ? {} : { discount }),
});
