import type { AskedItem, CatalogueItem, Customer, QuoteRequest, RequestReading } from "@/lib/agents/quotes/engine/model";
import type { PlainDate } from "@/lib/kernel/calendar";

/** An item with nothing special about it. */
export function item(given: Partial<CatalogueItem> & { readonly key: string }): CatalogueItem {
  return {
    sku: given.key,
    ean: null,
    name: given.key,
    description: null,
    category: null,
    kind: "product",
    unit: "ud",
    pack: "1",
    price: "10",
    cost: null,
    vat: "21",
    fixedPrice: false,
    active: true,
    stock: null,
    ...given,
  };
}

/** A customer without conditions of their own. */
export function customer(given: Partial<Customer>): Customer {
  return {
    id: "C1",
    name: "Bar Nadal, S.L.",
    tradeName: null,
    people: [],
    emails: [],
    phones: [],
    taxId: null,
    website: null,
    language: null,
    regime: "general",
    priceList: null,
    discount: "0",
    categoryDiscounts: {},
    agreedPrices: {},
    references: {},
    ...given,
  };
}

export function request(given: Partial<QuoteRequest> & { readonly text: string }): QuoteRequest {
  return { id: "Q1", received: "2026-03-04" as PlainDate, channel: "email", from: null, subject: null, ...given };
}

/** A reading that found nothing. */
export const emptyReading: RequestReading = {
  language: "es",
  items: [],
  declined: [],
  repeat: null,
  delivery: null,
  place: null,
  validity: null,
  payment: null,
  notes: [],
  sender: { names: [], emails: [], phones: [], taxIds: [] },
  warnings: [],
  refusal: null,
};

/** A thing asked for in these words, without a quantity. */
export function askedFor(text: string): AskedItem {
  const span = { start: 0, end: text.length };
  return { span, text, readings: [{ quantity: null, words: text, span }], references: [], claimed: null, instead: [], remark: null };
}
