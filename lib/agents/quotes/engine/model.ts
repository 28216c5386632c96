import type { PlainDate } from "@/lib/kernel/calendar";

/** What the engine knows and says. Amounts, quantities and rates are decimal texts ("12.34"), never floats. */

/** Where words stand in the text of the request: UTF-16 offsets, the end not included. */
export type Span = { readonly start: number; readonly end: number };

/** Something the company sells. */
export type CatalogueItem = {
  /** Identity for this company: Holded's id, or the sku where there is no Holded. */
  readonly key: string;
  readonly sku: string | null;
  readonly ean: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly kind: "product" | "service";
  /** Sales unit as the company writes it: "caja", "rollo", "ud"; null: the name has to say. */
  readonly unit: string | null;
  /** Pieces (or metres, kilos) in one sales unit; null: the name has to say. */
  readonly pack: string | null;
  /** Net price of one sales unit, up to 4 decimals. */
  readonly price: string;
  readonly cost: string | null;
  /** Per cent of IVA (or IGIC): "21". */
  readonly vat: string;
  /** No discount is ever given on it. */
  readonly fixedPrice: boolean;
  readonly active: boolean;
  /** In sales units; null: not kept in stock. */
  readonly stock: string | null;
};

/** How the customer is taxed: general, recargo de equivalencia, intra-community, export, IGIC of the Canaries. */
export type TaxRegime = "general" | "re" | "intra" | "export" | "igic";

export type Customer = {
  readonly id: string;
  readonly name: string;
  readonly tradeName: string | null;
  readonly people: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly taxId: string | null;
  readonly website: string | null;
  readonly language: Language | null;
  readonly regime: TaxRegime;
  /** Per cent of IGIC that the account has set for this customer; absent: the item's own rate counts. */
  readonly igic?: string | null;
  readonly priceList: string | null;
  /** Per cent on everything. */
  readonly discount: string;
  /** Per cent by category; stands instead of the general one. */
  readonly categoryDiscounts: Readonly<Record<string, string>>;
  /** Agreed net prices by item key. */
  readonly agreedPrices: Readonly<Record<string, string>>;
  /** The customer's own part numbers → item key. */
  readonly references: Readonly<Record<string, string>>;
};

export type PriceList =
  | { readonly id: string; readonly name: string; readonly type: "percent"; readonly percent: string }
  | { readonly id: string; readonly name: string; readonly type: "fixed"; readonly prices: Readonly<Record<string, string>> };

/** From this quantity on, this net price. */
export type QuantityBreak = { readonly item: string; readonly from: string; readonly price: string };

export type PastDocument = {
  readonly customer: string;
  readonly date: PlainDate;
  readonly number: string;
  readonly lines: readonly { readonly item: string; readonly quantity: string }[];
};

/** Words that a person taught: said by this customer (null: by anybody), they mean this item. */
export type Alias = { readonly customer: string | null; readonly words: string; readonly item: string };

export type Language = "es" | "ca" | "en";

export type QuoteRequest = {
  readonly id: string;
  /** When it arrived, as the calendar of Madrid has it. */
  readonly received: PlainDate;
  readonly channel: "email" | "whatsapp" | "call" | "file";
  /** "Laia Lorenzo <pedidos@hotelbermejo.es>", "+34 675 64 93 23", or null. */
  readonly from: string | null;
  readonly subject: string | null;
  readonly text: string;
};

/** A quantity as it was said. */
export type SaidQuantity = {
  readonly value: string;
  /** The other end of a range ("entre 10 y 12"): null when one figure was said. */
  readonly upTo: string | null;
  /** Word of the unit, folded and in the singular ("caja", "rotlle", "box", "kg"); null: none was said. */
  readonly unit: string | null;
  /** "cajas de 100": 100. */
  readonly packOf: string | null;
  readonly packUnit: string | null;
  readonly span: Span;
};

/** One way to tell quantity and thing apart in the words of an item: "6 tirafondos 6 x 45" has more than one. */
export type ItemReading = {
  readonly quantity: SaidQuantity | null;
  /** What is asked for, without quantity, price and list marks. */
  readonly words: string;
  readonly span: Span;
};

export type SaidReference = {
  readonly text: string;
  readonly span: Span;
  /** "ref.", "EAN", "art." stood before it. */ readonly labelled: boolean;
};

export type ClaimedPrice = { readonly amount: string; readonly kind: "price" | "discount"; readonly span: Span };

/** One thing the customer asks for. */
export type AskedItem = {
  readonly span: Span;
  /** The whole piece of the text, as written. */
  readonly text: string;
  /** Best first, at least one. */
  readonly readings: readonly ItemReading[];
  readonly references: readonly SaidReference[];
  readonly claimed: ClaimedPrice | null;
  /** "Si no hay, Irwin": what will do instead, in the order said; each whole, with the words of the first filled in where they were left out. */
  readonly instead: readonly AskedItem[];
  /** Something said about it that a person should see: "urgente", "el maletín no hace falta". */
  readonly remark: string | null;
};

/** What was asked, before anything of the catalogue is known. */
export type RequestReading = {
  readonly language: Language;
  readonly items: readonly AskedItem[];
  /** "Esta vez sin …": named and not wanted. */
  readonly declined: readonly { readonly text: string; readonly span: Span }[];
  /** "Lo de siempre", "lo mismo que el último pedido". */
  readonly repeat: Span | null;
  readonly delivery: { readonly date: PlainDate; readonly span: Span } | null;
  readonly place: { readonly text: string; readonly span: Span } | null;
  readonly validity: { readonly text: string; readonly span: Span } | null;
  readonly payment: { readonly text: string; readonly span: Span } | null;
  /** Sentences that are neither items nor formulas: for the rep. */
  readonly notes: readonly { readonly text: string; readonly span: Span }[];
  /** Who it may be from, as the text itself says. */
  readonly sender: {
    readonly names: readonly string[];
    readonly emails: readonly string[];
    readonly phones: readonly string[];
    readonly taxIds: readonly string[];
  };
  /** Orders to a machine, two currencies, absurd figures: codes of `reason-sentences.json` with the words. */
  readonly warnings: readonly { readonly code: string; readonly text: string; readonly span: Span | null }[];
  /** Not a request at all, or too long to be one: nothing is proposed. */
  readonly refusal: string | null;
};

/** How much of the item, in its sales unit, and how that was reckoned. */
export type SalesQuantity = {
  readonly value: string;
  /** Set when packs were counted: 300 pieces of a box of 100 → { asked: "300", pack: "100", spare: "0" }. */
  readonly packs: { readonly asked: string; readonly pack: string; readonly spare: string } | null;
  /** The words leave it open (range, unit that does not fit, no figure): a person has to look. */
  readonly doubt: string | null;
};

export type Candidate = {
  readonly item: CatalogueItem;
  /** Probability that this is what was meant. */
  readonly probability: number;
  /** Words of the request that the item explains, and attributes that speak for or against it. */
  readonly because: readonly string[];
  readonly quantity: SalesQuantity;
};

/** What became of one asked item. There is no fourth state. */
export type LineDecision =
  | {
      readonly state: "matched";
      readonly candidate: Candidate;
      /** Which of `instead` it was; null: what was asked first. */ readonly instead: number | null;
    }
  | { readonly state: "choose"; readonly candidates: readonly Candidate[] }
  | { readonly state: "not_found"; readonly nearest: readonly Candidate[] };

export type PriceRule = "agreed" | "list" | "break" | "base";

/** A price and why. */
export type Priced = {
  /** Net price of one sales unit, up to 4 decimals. */
  readonly price: string;
  readonly rule: PriceRule;
  /** Name of the price list or figure of the break, for the sentence on the line. */
  readonly ruleDetail: string | null;
  /** Per cent. */
  readonly discount: string;
  readonly discountRule: "category" | "contact" | null;
  readonly vat: string;
  /** Recargo de equivalencia, per cent; "0" for none. */
  readonly surcharge: string;
};

export type DraftLine = {
  /** Null: nobody named it; it was repeated from an earlier document. */
  readonly asked: AskedItem | null;
  readonly repeated: { readonly document: string; readonly name: string; readonly quantity: string } | null;
  readonly decision: LineDecision;
  /** Only for `matched`. */
  readonly priced: Priced | null;
};

/** In euro, two decimals. */
export type DraftTotals = { readonly base: string; readonly vat: string; readonly surcharge: string; readonly total: string };

export type FoundCustomer = { readonly customer: Customer; readonly foundBy: "email" | "phone" | "tax_id" | "name" | "domain" };

export type Draft = {
  readonly reading: RequestReading;
  /** One: who it is, with the key it was found by; several: a person chooses; none: a new contact. */
  readonly customers: readonly FoundCustomer[];
  /** Names much like the sender's: a hint for the person, never used for a price. */
  readonly similarCustomers: readonly Customer[];
  readonly lines: readonly DraftLine[];
  readonly totals: DraftTotals;
  /** Of the draft as a whole, beside those of the reading: codes of `reason-sentences.json` with what they speak of. */
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
  /** What the answer is written in. */
  readonly language: Language;
  /** A ready answer in the customer's language that asks about what is unclear or unknown; null when nothing is. */
  readonly answer: string | null;
};
