import { z } from "zod";

/** "12.5": a decimal with a dot, never a float. */
const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/);
/** A quantity, or a price of one sales unit: not negative. */
const positive = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
/** Net of one sales unit: Holded keeps four decimals. */
const unitPrice = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/);
/** "121.00": exactly two decimals. */
const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/);
/** More than the whole would turn a line into a debt of ours. */
const percent = z.string().regex(/^(?:\d{1,2}(?:\.\d{1,4})?|100(?:\.0{1,4})?)$/);
const day = z.iso.date();
const words = (max: number) => z.string().max(max);
const holdedId = z.string().min(1).max(100);

/** Where words stand in `request.text`: UTF-16 offsets, the end not included. */
const span = z.object({ start: z.int().min(0), end: z.int().min(0) });

export const quoteLanguages = ["es", "ca", "en"] as const;
export const quoteChannels = ["email", "whatsapp", "call", "file"] as const;
/** So many lines in one quote; a longer list is refused before it is drafted. */
export const maxQuoteLines = 300;
/** Characters of a request; more is a file. */
export const maxRequestLength = 60_000;

/** What arrived. It is never edited. */
const requestOfQuote = z.object({
  channel: z.enum(quoteChannels),
  from: words(300).nullable(),
  subject: words(500).nullable(),
  received: day,
  text: words(maxRequestLength),
});
export type QuoteRequestText = z.infer<typeof requestOfQuote>;

const foundBy = z.enum(["email", "phone", "tax_id", "name", "domain", "person"]);
const regime = z.enum(["general", "re", "intra", "export", "igic"]);

/** A contact of Holded as the quote names it; `priceList` and `discount` are the customer's conditions, for the eye. */
const knownCustomer = z.object({
  contactId: holdedId,
  name: words(300),
  taxId: words(40).nullable(),
  /** How it was recognised; `person`: somebody chose it. */
  foundBy,
  regime,
  /** Name of the price list; null: the base prices. */
  priceList: words(200).nullable(),
  /** Per cent on everything. */
  discount: percent,
});
export type KnownCustomer = z.infer<typeof knownCustomer>;

/** `known`: a contact of Holded; `choose`: a person says which; `new`: one is made on approval. */
const customerOfQuote = z.discriminatedUnion("mode", [
  knownCustomer.extend({ mode: z.literal("known") }),
  z.object({ mode: z.literal("choose"), candidates: z.array(knownCustomer).min(1).max(20) }),
  z.object({
    mode: z.literal("new"),
    name: words(200),
    taxId: words(40).nullable(),
    email: words(120).nullable(),
    phone: words(40).nullable(),
    address: words(200).nullable(),
    postalCode: words(12).nullable(),
    city: words(80).nullable(),
  }),
]);
export type QuoteCustomer = z.infer<typeof customerOfQuote>;

/** Something of the catalogue, as it stood when the line was last priced. The server fills it from `key`. */
const quotedItem = z.object({
  /** Identity in the catalogue: a product's or service's id, or `product:variant`. */
  key: words(220),
  kind: z.enum(["product", "service"]),
  sku: words(100).nullable(),
  name: words(500),
  category: words(200).nullable(),
  /** Of one sales unit. */
  unit: words(60).nullable(),
  cost: positive.nullable(),
  /** In sales units; null: not kept in stock. */
  stock: decimal.nullable(),
  /** Still sold. */
  isActive: z.boolean(),
});
export type QuotedItem = z.infer<typeof quotedItem>;

/** 300 pieces of a box of 100: `{asked: "300", pack: "100", spare: "0"}` beside a quantity of 3. */
const packsOfLine = z.object({ asked: decimal, pack: decimal, spare: decimal });

const candidateOfLine = z.object({
  item: quotedItem,
  /** 0..1 that this is what was meant. */
  probability: z.number().min(0).max(1),
  /** Words and attributes that speak for or against it. */
  because: z.array(words(200)).max(20),
  quantity: positive,
  packs: packsOfLine.nullable(),
  /** Base price of one unit, for the eye. */
  price: unitPrice,
});
export type LineCandidate = z.infer<typeof candidateOfLine>;

export const priceRules = ["agreed", "list", "break", "base", "person"] as const;
export const discountRules = ["category", "contact", "person"] as const;

const pricedOfLine = z.object({
  /** Net of one sales unit. */
  price: unitPrice,
  /** Which rule gave it; `person`: typed by hand, and then it stays whatever else changes. */
  rule: z.enum(priceRules),
  /** Name of the price list, figure of the break. */
  ruleDetail: words(200).nullable(),
  /** What the rules give, where a person typed another price; null: the same. */
  rulePrice: unitPrice.nullable(),
  /** Per cent. */
  discount: percent,
  discountRule: z.enum(discountRules).nullable(),
  /** Per cent of IVA or IGIC. */
  vat: percent,
  /** Recargo de equivalencia, per cent; "0": none. */
  surcharge: percent,
  /** Keys of the account's taxes: `s_iva_21`, `s_rec_52`. Empty: the account has no key for it, and the line cannot be approved. */
  taxes: z.array(words(60)).max(4),
  /** Base of the line: quantity × price − discount. Optional lines have one, too, and do not count. */
  net: amount,
  /** Per cent of the net that is left after cost; null: cost unknown. May be negative. */
  margin: decimal.nullable(),
});
export type LinePrice = z.infer<typeof pricedOfLine>;

const askedOfLine = z.object({
  /** The whole piece of the request, as written. */
  text: words(4_000),
  span: span.nullable(),
  /** The thing alone, without quantity and list marks: what an alias would stand for. */
  words: words(1_000),
  /** The quantity as it was said: "tres cajas", "300 uds"; null: none was. */
  said: words(200).nullable(),
  saidSpan: span.nullable(),
  /** A price or discount that the customer names; never applied by itself. */
  claimed: z.object({ amount: words(40), kind: z.enum(["price", "discount"]), span: span.nullable() }).nullable(),
  remark: words(1_000).nullable(),
});
export type AskedOfLine = z.infer<typeof askedOfLine>;

const lineStates = ["matched", "choose", "not_found"] as const;

const itemLine = z.object({
  type: z.literal("item"),
  /** Of the line within this quote; stays with it when it is moved. */
  id: z.string().min(1).max(60),
  state: z.enum(lineStates),
  /** What the customer said; null: a person added the line. */
  asked: askedOfLine.nullable(),
  /** Number of the earlier document that it was repeated from ("lo de siempre"); null: none. */
  repeats: words(100).nullable(),
  /** Set exactly where the state is `matched`. */
  item: quotedItem.nullable(),
  /** `choose`: ranked, best first; `not_found`: the nearest; `matched`: what else it could be. */
  candidates: z.array(candidateOfLine).max(12),
  /** As printed on the quote; the item's name unless a person wrote another. */
  name: words(500),
  description: words(2_000).nullable(),
  /** In sales units. */
  quantity: positive,
  packs: packsOfLine.nullable(),
  /** Why the quantity is not certain: a code of `reason-sentences.json`; a quantity that a person typed has none. */
  quantityDoubt: words(60).nullable(),
  /** Set exactly where the state is `matched`. */
  priced: pricedOfLine.nullable(),
  /** Offered beside the quote: shown on it, not counted. */
  isOptional: z.boolean(),
  /** A person gave these words this item: what is learned from it when the quote is approved. */
  remember: z.enum(["no", "customer", "all"]),
});
export type QuoteLine = z.infer<typeof itemLine>;

/** A heading between the lines. */
const titleLine = z.object({ type: z.literal("title"), id: z.string().min(1).max(60), title: z.string().trim().min(1).max(300) });
export type QuoteTitle = z.infer<typeof titleLine>;

const totalsOfQuote = z.object({
  base: amount,
  vat: amount,
  surcharge: amount,
  total: amount,
  /** Base less cost, of the lines whose cost is known; null: none is. */
  margin: amount.nullable(),
});
export type QuoteTotals = z.infer<typeof totalsOfQuote>;

const saidOnce = z.object({ text: words(1_000), span: span.nullable() });

/** What a person checks and approves: the request beside what will be an estimate in Holded. */
export const quotePayload = z.object({
  request: requestOfQuote,
  language: z.enum(quoteLanguages),
  customer: customerOfQuote,
  lines: z.array(z.discriminatedUnion("type", [itemLine, titleLine])).max(maxQuoteLines),
  /** Of the estimate; null: the day it is approved. */
  date: day.nullable(),
  validUntil: day.nullable(),
  deliveryDate: day.nullable(),
  deliveryPlace: words(500).nullable(),
  paymentTerms: words(500).nullable(),
  /** Printed on the quote. */
  notes: words(4_000).nullable(),
  /** Sentences of the request that are neither lines nor formulas. */
  remarks: z.array(saidOnce).max(50),
  /** Named and not wanted. */
  declined: z.array(saidOnce).max(50),
  /** What the reading distrusts, with the words: code of `reason-sentences.json`. */
  warnings: z.array(z.object({ code: words(60), text: words(500), span: span.nullable() })).max(50),
  /** Mail or message to the customer, in the customer's language; null: there is nothing to ask. */
  answer: words(10_000).nullable(),
  currency: z.literal("EUR"),
  totals: totalsOfQuote,
  /** The estimate that this one changes, for a quote that was in Holded already; null: a new one is made. */
  revises: z.object({ quoteId: z.uuid(), estimateId: holdedId, number: words(60).nullable() }).nullable(),
});
export type QuotePayload = z.infer<typeof quotePayload>;
