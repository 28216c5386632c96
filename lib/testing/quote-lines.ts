import type { LineCandidate, LinePrice, QuotedItem, QuoteLine } from "@/lib/agents/quotes/model";

export const itemOf = (key: string, over: Partial<QuotedItem> = {}): QuotedItem => ({
  key,
  kind: "product",
  sku: key,
  name: `Artículo ${key}`,
  category: null,
  unit: "caja",
  cost: "4",
  stock: "40",
  isActive: true,
  ...over,
});

export const candidateOf = (key: string, over: Partial<LineCandidate> = {}): LineCandidate => ({
  item: itemOf(key),
  probability: 0.5,
  because: [],
  quantity: "2",
  packs: null,
  price: "5",
  ...over,
});

export const priceOf = (over: Partial<LinePrice> = {}): LinePrice => ({
  price: "5",
  rule: "base",
  ruleDetail: null,
  rulePrice: null,
  discount: "0",
  discountRule: null,
  vat: "21",
  surcharge: "0",
  taxes: [],
  net: "10.00",
  margin: null,
  ...over,
});

export const lineOf = (id: string, over: Partial<QuoteLine> = {}): QuoteLine => ({
  type: "item",
  id,
  state: "matched",
  asked: null,
  repeats: null,
  item: itemOf("A"),
  candidates: [candidateOf("A"), candidateOf("B"), candidateOf("C")],
  name: "Artículo A",
  description: null,
  quantity: "2",
  packs: null,
  quantityDoubt: null,
  priced: priceOf(),
  isOptional: false,
  remember: "no",
  ...over,
});
