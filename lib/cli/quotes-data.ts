import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { CatalogueItem, Customer, PastDocument, PriceList, QuantityBreak, QuoteRequest } from "@/lib/agents/quotes/engine/model";
import { splitCsv } from "@/lib/documents/statements/csv/split-csv";
import { parsePlainDate, type PlainDate } from "@/lib/kernel/calendar";
import { parseAmount } from "@/lib/kernel/money";

/** Everything that the input folder of the quotes agent holds. */
export type QuotesData = {
  readonly items: readonly CatalogueItem[];
  readonly customers: readonly Customer[];
  readonly lists: readonly PriceList[];
  readonly breaks: readonly QuantityBreak[];
  readonly history: ReadonlyMap<string, readonly PastDocument[]>;
  readonly requests: readonly QuoteRequest[];
};

export const quotesFiles = ["catalogue.csv", "contacts.json", "pricelists.json", "history.jsonl", "requests.jsonl"] as const;

/** The input cannot be understood: `message` names the file, the place and the cause. */
export class QuotesInputError extends Error {}

/** Reads the folder whole before anything is answered. @throws {QuotesInputError} */
export function readQuotesData(folder: string): QuotesData {
  const text = (file: (typeof quotesFiles)[number]) => readFileSync(path.join(folder, file), "utf8").replace(/^\uFEFF/, "");
  const prices = shaped("pricelists.json", pricesShape, parsed("pricelists.json", text("pricelists.json")));
  return {
    items: itemsOf(text("catalogue.csv")),
    customers: shaped("contacts.json", z.array(contactShape), parsed("contacts.json", text("contacts.json"))).map(customerOf),
    lists: prices.pricelists,
    breaks: Object.entries(prices.breaks).flatMap(([item, steps]) => steps.map(({ min, price }) => ({ item, from: min, price }))),
    history: byCustomer(linesOf("history.jsonl", documentShape, text("history.jsonl"))),
    requests: linesOf("requests.jsonl", requestShape, text("requests.jsonl")),
  };
}

const words = z.string();
const maybe = words.nullish().transform((value) => value ?? null);
/** Numbers of JSON become the text of the decimal they were written as. */
const decimal = z
  .union([z.number(), words])
  .transform((value) => decimalOf(String(value)))
  .pipe(words);
const decimals = z.record(words, decimal);
const day = words.transform((value) => parsePlainDate(value)).pipe(z.custom<PlainDate>((value) => value !== null, "no es una fecha"));

const contactShape = z.object({
  id: words,
  name: words,
  person: maybe,
  email: maybe,
  phone: maybe,
  taxId: maybe,
  pricelist: maybe,
  discount: decimal.nullish(),
  regime: z.enum(["general", "re", "intra", "export", "igic"]).nullish(),
  category_discounts: decimals.nullish(),
  special: decimals.nullish(),
  refs: z.record(words, words).nullish(),
});

function customerOf(contact: z.infer<typeof contactShape>): Customer {
  return {
    id: contact.id,
    name: contact.name,
    tradeName: null,
    people: listOf(contact.person),
    emails: listOf(contact.email),
    phones: listOf(contact.phone),
    taxId: contact.taxId,
    website: null,
    language: null,
    regime: contact.regime ?? "general",
    priceList: contact.pricelist,
    discount: contact.discount ?? "0",
    categoryDiscounts: contact.category_discounts ?? {},
    agreedPrices: contact.special ?? {},
    references: contact.refs ?? {},
  };
}

const listOf = (text: string | null): readonly string[] => (text === null || text === "" ? [] : [text]);

const pricesShape = z.object({
  pricelists: z.array(
    z.discriminatedUnion("type", [
      z.object({ id: words, name: words, type: z.literal("percent"), percent: decimal }),
      z.object({ id: words, name: words, type: z.literal("fixed"), prices: decimals }),
    ]),
  ),
  breaks: z.record(words, z.array(z.object({ min: decimal, price: decimal }))),
});

const documentShape = z
  .object({ contact: words, date: day, doc: words, lines: z.array(z.object({ sku: words, qty: decimal })) })
  .transform(({ contact, date, doc, lines }): PastDocument => ({
    customer: contact,
    date,
    number: doc,
    lines: lines.map(({ sku, qty }) => ({ item: sku, quantity: qty })),
  }));

const requestShape = z.object({
  id: words,
  received: day,
  channel: z.enum(["email", "whatsapp", "call", "file"]),
  from: maybe,
  subject: maybe,
  text: words,
});

function byCustomer(documents: readonly PastDocument[]): ReadonlyMap<string, readonly PastDocument[]> {
  const found = new Map<string, PastDocument[]>();
  for (const document of documents) {
    const known = found.get(document.customer);
    if (known) known.push(document);
    else found.set(document.customer, [document]);
  }
  return found;
}

const columns = ["sku", "ean", "name", "category", "kind", "unit", "pack", "price", "tax", "no_discount", "active"] as const;

function itemsOf(text: string): readonly CatalogueItem[] {
  const [head, ...rows] = splitCsv(text, ",");
  const places = new Map(head?.cells.map((name, at) => [name.toLowerCase(), at]));
  const missing = columns.find((column) => !places.has(column));
  if (missing) throw new QuotesInputError(`catalogue.csv: falta la columna «${missing}»`);
  return rows.map(({ line, cells }) => {
    const cell = (column: (typeof columns)[number]) => cells[places.get(column) ?? -1] ?? "";
    const number = (column: "price" | "tax" | "pack") => {
      const value = decimalOf(cell(column));
      if (value === undefined) throw new QuotesInputError(`catalogue.csv, línea ${line}: «${cell(column)}» no es un número (${column})`);
      return value;
    };
    if (!cell("sku") || !cell("name")) throw new QuotesInputError(`catalogue.csv, línea ${line}: falta el código o el nombre`);
    return {
      key: cell("sku"),
      sku: cell("sku"),
      ean: cell("ean") || null,
      name: cell("name"),
      description: null,
      category: cell("category") || null,
      kind: cell("kind") === "service" ? "service" : "product",
      unit: cell("unit") || null,
      pack: cell("pack") ? number("pack") : null,
      price: number("price"),
      cost: null,
      vat: number("tax"),
      fixedPrice: cell("no_discount") === "1",
      active: cell("active") !== "0",
      stock: null,
    };
  });
}

/** Undefined for what is no decimal. */
function decimalOf(text: string): string | undefined {
  return /^-?\d{1,15}(\.\d{1,8})?$/.test(text) ? text : (parseAmount(text, { decimal: "," })?.value ?? undefined);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new QuotesInputError(`${file}: no es JSON`);
  }
}

function shaped<T>(place: string, shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new QuotesInputError(`${place}: ${issue?.path.join(".") || "el contenido"} no es lo esperado (${issue?.message ?? ""})`);
}

function linesOf<T>(file: string, shape: z.ZodType<T>, text: string): readonly T[] {
  return text.split("\n").flatMap((line, at) => {
    const place = `${file}, línea ${at + 1}`;
    return line.trim() === "" ? [] : [shaped(place, shape, parsed(place, line))];
  });
}
