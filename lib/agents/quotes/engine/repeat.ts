import type {
  AskedItem,
  CatalogueItem,
  Customer,
  DraftLine,
  LineDecision,
  PastDocument,
  QuoteRequest,
  RequestReading,
} from "@/lib/agents/quotes/engine/model";

type Known = {
  readonly itemOf: (key: string) => CatalogueItem | undefined;
  readonly history: ReadonlyMap<string, readonly PastDocument[]>;
};

/**
 * "Lo mismo que el último pedido": the lines of the customer's latest document before the request, less what the same
 * request says not to send. What is no longer sold stays as a line that a person sees. None when the request repeats
 * nothing, or nobody knows what.
 */
export function repeatedLines(
  request: QuoteRequest,
  reading: RequestReading,
  customer: Customer | null,
  { itemOf, history }: Known,
  decide: (asked: AskedItem) => LineDecision,
): readonly Omit<DraftLine, "priced">[] {
  const latest = reading.repeat && customer ? latestOf(history.get(customer.id) ?? [], request.received) : null;
  if (!latest) return [];
  const keys = latest.lines.map(({ item }) => item);
  const declined = new Set(reading.declined.flatMap((one) => declinedKeys(decide(askedFor(one)), keys)));
  return latest.lines
    .filter(({ item }) => !declined.has(item))
    .map(({ item: key, quantity }) => {
      const item = itemOf(key);
      const repeated = { document: latest.number, name: item?.name ?? key, quantity };
      return { asked: null, repeated, decision: decisionOn(item, quantity) };
    });
}

/** The last of those of the latest day: documents stand in the order in which they were made. */
function latestOf(documents: readonly PastDocument[], received: string): PastDocument | null {
  return documents
    .filter(({ date }) => date <= received)
    .reduce<PastDocument | null>((latest, one) => (latest === null || one.date >= latest.date ? one : latest), null);
}

function decisionOn(item: CatalogueItem | undefined, quantity: string): LineDecision {
  if (!item?.active) return { state: "not_found", nearest: [] };
  return {
    state: "matched",
    candidate: { item, probability: 1, because: [], quantity: { value: quantity, packs: null, doubt: null } },
    instead: null,
  };
}

/** What was declined, among the lines of the document: said surely, or the only one of several it may be. */
function declinedKeys(decision: LineDecision, keys: readonly string[]): readonly string[] {
  if (decision.state === "matched") return [decision.candidate.item.key];
  const among = decision.state === "choose" ? decision.candidates.map(({ item }) => item.key).filter((key) => keys.includes(key)) : [];
  return among.length === 1 ? among : [];
}

function askedFor({ text, span }: RequestReading["declined"][number]): AskedItem {
  return { span, text, readings: [{ quantity: null, words: text, span }], references: [], claimed: null, instead: [], remark: null };
}
