import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { buildCatalogue } from "@/lib/agents/quotes/engine/catalogue/build-catalogue";
import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { decideItem } from "@/lib/agents/quotes/engine/catalogue/decide-item";
import { searchCatalogue } from "@/lib/agents/quotes/engine/catalogue/search-catalogue";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";
import { percent, quantile, say, table, type Outcome } from "../invoices/report";

const folder = path.resolve("../shared/corpus/quotes/matching");
const sets = ["abt-buy", "amazon-google", "walmart-amazon"] as const;

type Offer = {
  readonly id?: string;
  readonly name?: string;
  readonly title?: string;
  readonly brand?: string;
  readonly manufacturer?: string;
  readonly modelno?: string;
};
type Query = { readonly query: Offer; readonly gold: readonly string[] };

/** Retrieval and abstention on offers of real shops, matched by other people: catalogues in which nothing is uniform. */
export async function measureMatching(): Promise<Outcome> {
  if (!existsSync(folder)) {
    say(`sin datos de emparejamiento en ${folder}`);
    return "no data";
  }
  const rows = sets.filter((name) => existsSync(path.join(folder, `${name}.queries.jsonl`))).map(measureSet);
  table([["conjunto", "consultas", "r@1", "r@5", "r@10", "casado bien", "casado mal", "sin casar si no está", "ms p95"], ...rows]);
  return Promise.resolve("measured");
}

function measureSet(name: string): readonly (string | number)[] {
  const catalogue = buildCatalogue(linesOf<Offer>(`${name}.catalogue.jsonl`).map(itemOf));
  const queries = linesOf<Query>(`${name}.queries.jsonl`);
  const present = queries.filter((one) => one.gold.length > 0);
  const absent = queries.filter((one) => one.gold.length === 0);
  const times: number[] = [];
  const found = present.map(({ query, gold }) => {
    const start = performance.now();
    const at = searchCatalogue(catalogue, textOf(query), 10).findIndex((item) => gold.includes(item.key));
    times.push(performance.now() - start);
    return at;
  });
  const within = (limit: number) => percent([found.filter((at) => at >= 0 && at < limit).length, present.length]);
  const decided = present.map(({ query, gold }) => matchedKey(catalogue, query, gold));
  const quiet = absent.filter(({ query }) => matchedKey(catalogue, query, []) === null).length;
  const right = percent([decided.filter((one) => one === "right").length, present.length]);
  const wrong = percent([decided.filter((one) => one === "wrong").length, present.length]);
  return [
    name,
    queries.length,
    within(1),
    within(5),
    within(10),
    right,
    wrong,
    percent([quiet, absent.length]),
    Math.round(quantile(times, 0.95) ?? 0),
  ];
}

function matchedKey(catalogue: Catalogue, query: Offer, gold: readonly string[]): "right" | "wrong" | null {
  const span = { start: 0, end: 0 };
  const words = textOf(query);
  const asked = {
    span,
    text: words,
    readings: [{ quantity: null, words, span }],
    references: [],
    claimed: null,
    instead: [],
    remark: null,
  };
  const decision = decideItem(catalogue, asked, { references: {}, aliases: [], customer: null });
  if (decision.state !== "matched") return null;
  return gold.includes(decision.candidate.item.key) ? "right" : "wrong";
}

const linesOf = <T>(file: string): readonly T[] =>
  readFileSync(path.join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);

const textOf = (offer: Offer): string =>
  [offer.name ?? offer.title, offer.brand ?? offer.manufacturer, offer.modelno].filter(Boolean).join(" ");

const itemOf = (offer: Offer): CatalogueItem => ({
  key: offer.id ?? "",
  sku: offer.modelno ?? null,
  ean: null,
  name: textOf(offer),
  description: null,
  category: null,
  kind: "product",
  unit: null,
  pack: null,
  price: "1",
  cost: null,
  vat: "21",
  fixedPrice: false,
  active: true,
  stock: null,
});
