import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildCatalogue } from "@/lib/agents/quotes/engine/catalogue/build-catalogue";
import { buildDirectory } from "@/lib/agents/quotes/engine/customer";
import { draftQuote, type World } from "@/lib/agents/quotes/engine/draft";
import type { AskedItem, Draft, DraftLine } from "@/lib/agents/quotes/engine/model";
import { pricesOf } from "@/lib/agents/quotes/engine/price";
import { stop, valueOf } from "@/lib/cli/arguments";
import { quotesFiles, QuotesInputError, readQuotesData, type QuotesData } from "@/lib/cli/quotes-data";

const usage = "uso: npm run --silent agent -- quotes --data CARPETA --out respuestas.jsonl";

/** Requests of a folder in, one draft for each out. 0 done, 2 for wrong arguments, 1 when the data cannot be understood. */
export function answerQuotes(args: readonly string[], from: string): number {
  const data = valueOf(args, "--data");
  const out = valueOf(args, "--out");
  if (data === null || out === null || args.length !== 4) return stop(2, usage);
  const folder = path.resolve(from, data, "input");
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return stop(2, `no existe la carpeta: ${path.join(data, "input")}`);
  const missing = quotesFiles.find((file) => !statSync(path.join(folder, file), { throwIfNoEntry: false })?.isFile());
  if (missing) return stop(2, `falta ${missing} en ${path.join(data, "input")}`);
  const target = path.resolve(from, out);
  if (!statSync(path.dirname(target), { throwIfNoEntry: false })?.isDirectory()) return stop(2, `no existe la carpeta de ${out}`);
  let read: QuotesData;
  try {
    read = readQuotesData(folder);
  } catch (error) {
    if (error instanceof QuotesInputError) return stop(1, error.message);
    throw error;
  }
  const world = worldOf(read, buildCatalogue(read.items));
  const lines = read.requests.map((request, at) => {
    const started = performance.now();
    const draft = draftQuote(request, world);
    const ms = Math.round((performance.now() - started) * 10) / 10;
    if (process.stderr.isTTY) process.stderr.write(`\r${at + 1} / ${read.requests.length}`);
    return `${JSON.stringify({ id: request.id, ...answerOf(draft), ms })}\n`;
  });
  if (process.stderr.isTTY) process.stderr.write("\n");
  writeFileSync(target, lines.join(""));
  return 0;
}

/** Built once for all requests. */
export function worldOf({ items, customers, lists, breaks, history }: QuotesData, catalogue: World["catalogue"]): World {
  const byKey = new Map(items.map((item) => [item.key, item]));
  return {
    catalogue,
    itemOf: (key) => byKey.get(key),
    directory: buildDirectory(customers),
    prices: pricesOf(lists, breaks),
    history,
    aliases: [],
  };
}

/** In the words of the benchmark; what it does not ask for stands beside it. */
export function answerOf(draft: Draft) {
  const [only, ...others] = draft.customers;
  return {
    contact: only && others.length === 0 ? only.customer.id : null,
    contacts: draft.customers.map(({ customer, foundBy }) => ({ id: customer.id, foundBy })),
    lines: draft.lines.flatMap(lineOf),
    unknown: draft.lines.flatMap(({ asked, repeated, decision }) =>
      decision.state === "not_found" ? [{ text: asked ? wordsOf(asked) : (repeated?.name ?? "") }] : [],
    ),
    delivery: draft.reading.delivery?.date ?? null,
    totals: {
      base: Number(draft.totals.base),
      tax: Number(draft.totals.vat),
      re: Number(draft.totals.surcharge),
      total: Number(draft.totals.total),
    },
    warnings: [...draft.reading.warnings, ...draft.warnings].map(({ code, text }) => ({ code, text })),
    refusal: draft.reading.refusal,
    answer: draft.answer,
  };
}

/** The thing without its quantity; where it was named by a reference, the piece as it stands. */
const wordsOf = ({ readings, references, text }: AskedItem) => (references.length === 0 && readings[0]?.words) || text;

function lineOf({ asked, decision, priced }: DraftLine): readonly object[] {
  const claimed = asked?.claimed?.kind === "price" ? { claimed_price: Number(asked.claimed.amount) } : {};
  if (decision.state === "choose")
    return [
      {
        status: "ambiguous",
        candidates: decision.candidates.map(({ item }) => item.key),
        qty: Number(decision.candidates[0]?.quantity.value ?? "0"),
        ...claimed,
      },
    ];
  if (decision.state !== "matched" || !priced) return [];
  return [
    {
      status: "matched",
      sku: decision.candidate.item.key,
      qty: Number(decision.candidate.quantity.value),
      price: Number(priced.price),
      discount: Number(priced.discount),
      tax: Number(priced.vat),
      re: Number(priced.surcharge),
      rule: priced.rule,
      ...claimed,
    },
  ];
}
