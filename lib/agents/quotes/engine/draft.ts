import { writeAnswer } from "@/lib/agents/quotes/engine/answer";
import { decideItem, type Known } from "@/lib/agents/quotes/engine/catalogue/decide-item";
import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { findCustomers, type Directory } from "@/lib/agents/quotes/engine/customer";
import type {
  Alias,
  AskedItem,
  CatalogueItem,
  Customer,
  Draft,
  DraftLine,
  Language,
  LineDecision,
  PastDocument,
  QuoteRequest,
  RequestReading,
} from "@/lib/agents/quotes/engine/model";
import { priceLine, type Prices } from "@/lib/agents/quotes/engine/price";
import { repeatedLines } from "@/lib/agents/quotes/engine/repeat";
import { readRequest } from "@/lib/agents/quotes/engine/request/read-request";
import { totalsOf, type PricedQuantity } from "@/lib/agents/quotes/engine/totals";

/** What the company knows. The catalogue and the directory are built once and serve many requests. */
export type World = {
  readonly catalogue: Catalogue;
  readonly itemOf: (key: string) => CatalogueItem | undefined;
  readonly directory: Directory;
  readonly prices: Prices;
  /** By customer; those of other customers need not be there. */
  readonly history: ReadonlyMap<string, readonly PastDocument[]>;
  readonly aliases: readonly Alias[];
};

/** A request and what the company knows in, a draft for a person to check out. Pure; the same in gives the same out. */
export function draftQuote(request: QuoteRequest, world: World): Draft {
  const reading = readRequest(request);
  const { found, similar } = findCustomers(request, reading, world.directory);
  const customer = found.length === 1 ? (found[0]?.customer ?? null) : null;
  const known = knownTo(world, customer);
  const decide = (asked: AskedItem) => decideItem(world.catalogue, asked, known);
  const repeated = reading.refusal === null ? repeatedLines(request, reading, customer, world, decide) : [];
  const asked =
    reading.refusal === null ? reading.items.map((item) => ({ asked: item, repeated: null, decision: sane(decide(item)) })) : [];
  const lines = [...repeated, ...asked].map((line) => withPrice(line, customer, world.prices));
  const language = languageOf(reading, customer);
  const isRepeatUnknown = reading.repeat !== null && reading.refusal === null && repeated.length === 0;
  const unknownRepeat = isRepeatUnknown && reading.repeat ? request.text.slice(reading.repeat.start, reading.repeat.end) : null;
  return {
    reading,
    customers: found,
    similarCustomers: similar,
    lines,
    totals: totalsOf(lines.flatMap(countedLine)),
    warnings: warningsOf(lines, unknownRepeat),
    language,
    answer: writeAnswer({ lines, language, unknownRepeat }),
  };
}

function knownTo({ aliases }: World, customer: Customer | null): Known {
  return {
    references: customer?.references ?? {},
    aliases: aliases.filter((alias) => alias.customer === null || alias.customer === customer?.id),
    customer: customer?.id ?? null,
  };
}

/** More than so many of anything is a slip or a number of something else: a person has to say. */
const mostDigits = 7;

function sane(decision: LineDecision): LineDecision {
  if (decision.state !== "matched") return decision;
  const [whole = ""] = decision.candidate.quantity.value.split(".");
  return whole.length > mostDigits ? { state: "choose", candidates: [decision.candidate] } : decision;
}

function withPrice(line: Omit<DraftLine, "priced">, customer: Customer | null, prices: Prices): DraftLine {
  if (line.decision.state !== "matched") return { ...line, priced: null };
  const { item, quantity } = line.decision.candidate;
  return { ...line, priced: priceLine(item, quantity.value, customer, prices) };
}

function countedLine({ decision, priced }: DraftLine): readonly PricedQuantity[] {
  return decision.state === "matched" && priced ? [{ quantity: decision.candidate.quantity.value, ...priced }] : [];
}

/** Who writes in Catalan or English is answered in it; a Spanish text is also written by those who prefer another. */
function languageOf(reading: RequestReading, customer: Customer | null): Language {
  return reading.language === "es" ? (customer?.language ?? "es") : reading.language;
}

function warningsOf(lines: readonly DraftLine[], unknownRepeat: string | null): Draft["warnings"] {
  const names = lines.flatMap(({ decision }) => (decision.state === "matched" ? [decision.candidate.item] : []));
  const twice = new Set(names.filter((item, at) => names.findIndex(({ key }) => key === item.key) < at));
  const gone = lines.flatMap(({ repeated, decision }) => (repeated && decision.state === "not_found" ? [repeated.name] : []));
  return [
    ...(unknownRepeat === null ? [] : [{ code: "repeat.no_document", text: unknownRepeat }]),
    ...gone.map((text) => ({ code: "repeat.discontinued", text })),
    ...[...twice].map(({ name }) => ({ code: "line.product_twice", text: name })),
  ];
}
