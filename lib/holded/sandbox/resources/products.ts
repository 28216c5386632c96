import { Decimal } from "decimal.js";
import { decimalOf } from "../amounts";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { exact } from "../numbers";
import { page } from "../page";
import { unprocessable } from "../problem";
import { found, named } from "./found";
import { products, stocks, type Product, type ProductKind, type Stock, type Variant } from "./products-model";
import { normalizeTag } from "./tags";
import { taxRates, taxes } from "./taxes";
import { warehouses } from "./warehouses";

type ProductInput = {
  readonly name: string;
  readonly description?: string | null;
  readonly sku?: string | null;
  readonly barcode?: string | null;
  readonly price?: string | null;
  readonly cost?: string | null;
  readonly tags?: readonly string[];
  readonly taxes?: readonly string[];
  readonly for_sale: boolean;
  readonly for_purchase: boolean;
  readonly archived?: boolean;
  /** The file says nothing of their shape; anything but a list counts as none. */
  readonly variants?: unknown;
  readonly pack_items?: unknown;
};
type NewProduct = ProductInput & { readonly kind: string; readonly has_stock: boolean; readonly stock?: number | null };
type StockChange = {
  readonly warehouse_id: string;
  readonly variant_id?: string | null;
  readonly stock_variation: number;
  readonly description?: string | null;
};

export const productHandlers: Handlers = {
  "GET /products": (call) => {
    const reader = call.read.in(products);
    const list = page(call, reader, { sorted: reader.all() });
    const rates = taxRates(call.read);
    return ok({ ...list, items: list.items.map((one) => shown(call, one, rates)) });
  },
  "POST /products": (call) => {
    const input = bodyOf<NewProduct>(call);
    const id = call.write.newId();
    // Written and read with different words.
    const kind = (input.kind === "serialnumbers" ? "serial_numbers" : input.kind) as ProductKind;
    const product: Product = { ...emptyProduct(id, kind), ...fieldsOf(call, input), has_stock: input.has_stock };
    call.write.put(products, product);
    const units = input.stock ?? 0;
    const home =
      call.write
        .in(warehouses)
        .all()
        .find((one) => one.default) ?? call.write.in(warehouses).all()[0];
    if (units !== 0 && home) moveStock(call, product, { warehouse_id: home.id, stock_variation: units });
    else if (units !== 0) call.write.put(products, { ...product, stock: units });
    return created(id);
  },
  "GET /products/{productId}": (call) => ok(shown(call, found(call.read, products, call.params["productId"]), taxRates(call.read))),
  "PUT /products/{productId}": (call) => {
    const old = found(call.write, products, call.params["productId"]);
    const input = bodyOf<ProductInput>(call);
    const before = { price: old.price, taxes: old.taxes, changedAt: call.now.getTime() };
    call.write.put(products, { ...old, ...fieldsOf(call, input), archived: input.archived ?? old.archived, before });
    return ok({ id: old.id });
  },
  "DELETE /products/{productId}": (call) => {
    const { id } = found(call.write, products, call.params["productId"]);
    for (const stock of call.write.in(stocks).by("product_id", id)) call.write.remove(stocks, stock.id);
    call.write.remove(products, id);
    return noContent;
  },
  // The shape of a row was never published.
  "GET /products/{productId}/stock": (call) => {
    const { id } = found(call.read, products, call.params["productId"]);
    const rows = call.read.in(stocks).by("product_id", id);
    return ok({ items: rows.map((one) => shownStock(call, one)), cursor: null, has_more: false });
  },
  "PUT /products/{productId}/stock": (call) => {
    const product = found(call.write, products, call.params["productId"]);
    const change = bodyOf<StockChange>(call);
    if (!product.has_stock) throw unprocessable("The product does not keep stock");
    named(call.write, warehouses, "warehouse_id", change.warehouse_id);
    if (change.variant_id && !product.variants.some((one) => one.id === change.variant_id)) throw unprocessable("variant_id: not found");
    moveStock(call, product, change);
    return ok({ id: product.id });
  },
  "GET /warehouses/{warehouseId}/stock": (call) => {
    const { id } = found(call.read, warehouses, call.params["warehouseId"]);
    const rows = call.read.in(stocks).by("warehouse_id", id);
    return ok({ items: rows.map((one) => shownStock(call, one)), cursor: null, has_more: false });
  },
};

/** A product before anything is known of it. */
export function emptyProduct(id: string, kind: ProductKind): Product {
  return {
    id,
    kind,
    name: "",
    description: null,
    price: "0",
    cost: null,
    taxes: [],
    tags: [],
    sku: null,
    barcode: null,
    has_stock: false,
    stock: 0,
    for_sale: true,
    for_purchase: true,
    archived: false,
    category_id: null,
    supplier_id: null,
    rates: [],
    variants: [],
    pack_items: [],
    before: null,
  };
}

/** What was sent. A field that was left out stays as it was, as nobody has reported otherwise. */
function fieldsOf(call: Call, input: ProductInput): Partial<Product> {
  const { description, sku, barcode, price, cost, tags, variants, pack_items } = input;
  return {
    name: input.name,
    for_sale: input.for_sale,
    for_purchase: input.for_purchase,
    ...(description === undefined ? {} : { description }),
    ...(sku === undefined ? {} : { sku }),
    ...(barcode === undefined ? {} : { barcode }),
    ...(typeof price === "string" ? { price: decimalOf("price", price, "positive").toFixed() } : {}),
    ...(cost === undefined ? {} : { cost: cost === null ? null : decimalOf("cost", cost, "positive").toFixed() }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags.map(normalizeTag).filter((tag) => tag !== ""))] }),
    ...(input.taxes === undefined ? {} : { taxes: keptTaxes(call, input.taxes) }),
    ...(Array.isArray(variants) ? { variants: variants.map((one) => variantOf(call, one)) } : {}),
    ...(Array.isArray(pack_items) ? { pack_items: pack_items.map(packItemOf) } : {}),
  };
}

/** Keys of sales that the account has; others are passed over in silence, as in documents. */
export function keptTaxes(call: Call, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => {
    if (call.write.in(taxes).by("key", key)[0]?.scope === "sales") return true;
    call.warn(`unknown tax key "${key}" was ignored`);
    return false;
  });
}

function variantOf(call: Call, given: unknown): Variant {
  const text = (name: string): string | null => {
    const value: unknown = given !== null && typeof given === "object" ? Reflect.get(given, name) : null;
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };
  const [price, cost] = [text("price"), text("cost")];
  return {
    id: text("id") ?? call.write.newId(),
    sku: text("sku"),
    barcode: text("barcode"),
    price: price === null ? null : decimalOf("variants.price", price, "positive").toFixed(),
    cost: cost === null ? null : decimalOf("variants.cost", cost, "positive").toFixed(),
    stock: Number(text("stock") ?? 0),
    description: text("description"),
  };
}

function packItemOf(given: unknown): Product["pack_items"][number] {
  const item = (given ?? {}) as { readonly product_selection?: unknown; readonly units?: unknown };
  return { product_selection: String(item.product_selection ?? ""), units: Number(item.units ?? 1) };
}

/** The stock in the warehouse, of the variant, and of the whole product. */
function moveStock(call: Call, product: Product, { warehouse_id, variant_id = null, stock_variation }: StockChange): void {
  const here = call.write
    .in(stocks)
    .by("product_id", product.id)
    .find((one) => one.warehouse_id === warehouse_id && one.variant_id === variant_id);
  const plus = (units: number): number => exact(units).plus(stock_variation).toNumber();
  call.write.put(stocks, {
    id: here?.id ?? call.write.newId(),
    product_id: product.id,
    variant_id,
    warehouse_id,
    units: plus(here?.units ?? 0),
  });
  call.write.put(products, {
    ...product,
    stock: plus(product.stock),
    variants: product.variants.map((one) => (one.id === variant_id ? { ...one, stock: plus(one.stock) } : one)),
  });
}

function shownStock(call: Call, { product_id, variant_id, warehouse_id, units }: Stock): unknown {
  return { product_id, variant_id, warehouse_id, stock: call.numbers.documents.quantity(exact(units)) };
}

/**
 * A product as it is read: its price cut to two decimals, while the total with taxes keeps what the price had, and may
 * still be that of before the last write. Both as seen live.
 */
function shown(call: Call, product: Product, taxPercents: ReadonlyMap<string, Decimal>): unknown {
  const write = call.numbers.documents;
  const money = (text: string | null): string | null => (text === null ? null : write.amount(exact(text)));
  const stock = write.quantity(exact(product.stock));
  const { before: _, ...facts } = product;
  return {
    ...facts,
    price: write.amount(exact(product.price).toDecimalPlaces(2, Decimal.ROUND_DOWN)),
    total: write.price(totalOf(call, product, taxPercents)),
    cost: money(product.cost),
    stock,
    type_id: null,
    purchase_price: money(product.cost),
    weight: "0",
    factory_code: null,
    sales_channel_id: null,
    exp_account_id: null,
    warehouse_id: null,
    purchase_taxes: [],
    min_stock: null,
    min_stock_alarm: false,
    in_pos: false,
    translations: [],
    rates: product.rates.map((one) => ({ ...one, subtotal: write.price(exact(one.subtotal)) })),
    attributes: [],
    variants: product.variants.map((one) => ({
      ...one,
      price: money(one.price),
      cost: money(one.cost),
      purchase_price: money(one.cost),
      weight: 0,
      factory_code: null,
      archived: false,
      options: [],
      sales_rates: [],
    })),
    stock_breakdown: { total: stock },
  };
}

function totalOf(call: Call, product: Product, taxPercents: ReadonlyMap<string, Decimal>): Decimal {
  const { before } = product;
  const stale = before !== null && call.now.getTime() - before.changedAt < call.switches.product_total_lag_ms;
  const { price, taxes: keys } = stale ? before : product;
  const percent = keys.reduce((sum, key) => sum.plus(taxPercents.get(key) ?? 0), exact(100));
  return exact(price).times(percent).dividedBy(100);
}
