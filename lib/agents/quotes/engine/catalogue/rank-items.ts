import { assignNumbers } from "@/lib/agents/quotes/engine/catalogue/assign-numbers";
import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { foldText } from "@/lib/language/fold";
import { readSense, type Sense, type Token } from "@/lib/agents/quotes/engine/catalogue/read-sense";

export type Ranked = {
  readonly index: number;
  /** Sureness by token. */
  readonly sureness: readonly number[];
  /** Tokens that need an explanation and have none. */
  readonly missing: readonly number[];
  /** Share of what was said, by weight, that the item explains. */
  readonly share: number;
  /** What is doubtful about the tokens that are explained. */
  readonly loss: number;
  /** Optional tokens that it does not explain: it gives way to one that does. */
  readonly passedOver: number;
};

export type Ranking = {
  readonly tokens: readonly Token[];
  /** Terms of the catalogue that were said. */
  readonly terms: ReadonlySet<string>;
  /** Tokens with "para", "per a", "for" behind them: something for what follows. */
  readonly meantFor: ReadonlySet<number>;
  readonly ranked: readonly Ranked[];
};

const lookedAt = 250;
/** Below this a word does not explain another. */
export const enough = 0.6;

/** Items that the words of a request may mean, those that explain most first. */
export function rankItems(catalogue: Catalogue, text: string): Ranking {
  const sense = readSense(catalogue, text);
  const ranked = topOf(totalsOf(catalogue, sense), lookedAt).map((index) => explain(catalogue, index, sense));
  ranked.sort((a, b) => b.share - a.share || a.loss - b.loss || a.passedOver - b.passedOver || a.index - b.index);
  return { tokens: sense.tokens, terms: sense.terms, meantFor: meantFor(text, sense.tokens), ranked };
}

function meantFor(text: string, tokens: readonly Token[]): ReadonlySet<number> {
  const words = [...foldText(text).matchAll(/[a-z]+/g)].map(([word]) => word);
  const purposes = words.flatMap((word, at) => (purpose.has(word) ? [words.slice(0, at)] : []));
  return new Set(tokens.flatMap((token, at) => (purposes.some((before) => before.includes(token.text)) ? [at] : [])));
}

const purpose = new Set(["para", "per", "pel", "pels", "for"]);

function totalsOf(catalogue: Catalogue, { tokens, grids }: Sense): Float32Array {
  const totals = new Float32Array(catalogue.items.length);
  grids.forEach((grid, at) => {
    const weight = tokens[at]?.weight ?? 0;
    for (let item = 0; item < totals.length; item++) {
      const sureness = grid[item] ?? 0;
      if (sureness > 0) totals[item] = (totals[item] ?? 0) + weight * sureness;
    }
  });
  return totals;
}

/** Indexes of about the `count` highest totals, in no order; at least half of the best. */
function topOf(totals: Float32Array, count: number): number[] {
  const steps = 128;
  let most = 0;
  for (const total of totals) if (total > most) most = total;
  if (most <= 0.2) return [];
  const stepOf = (total: number): number => Math.floor((total / most) * (steps - 1));
  const counts = new Uint32Array(steps);
  for (const total of totals) if (total > 0) counts[stepOf(total)] = (counts[stepOf(total)] ?? 0) + 1;
  let lowest = steps - 1;
  for (let taken = counts[lowest] ?? 0; lowest > steps / 4 && taken < count; taken += counts[lowest] ?? 0) lowest -= 1;
  const found: number[] = [];
  for (let item = 0; item < totals.length && found.length < 2 * count; item++) {
    const total = totals[item] ?? 0;
    if (total > 0 && stepOf(total) >= lowest) found.push(item);
  }
  return found;
}

function explain(catalogue: Catalogue, index: number, { tokens, grids }: Sense): Ranked {
  const item = catalogue.items[index];
  const sureness = grids.map((grid) => grid[index] ?? 0);
  if (item) {
    assignNumbers(item, tokens, sureness);
    if (item.without.size > 0) dropWithout(item.without, tokens, sureness);
  }
  const missing: number[] = [];
  let [all, explained, loss, passedOver] = [0, 0, 0, 0];
  tokens.forEach((token, at) => {
    const sure = sureness[at] ?? 0;
    all += token.weight;
    if (sure >= enough) explained += token.weight * sure;
    else if (token.optional) passedOver += 1;
    else missing.push(at);
    if (!token.optional && sure >= enough) loss += 1 - sure;
  });
  return { index, sureness, missing, share: explained / (all || 1), loss, passedOver };
}

/** "Con brazos", or "brazos" alone, is not "sin brazos". */
function dropWithout(without: ReadonlySet<string>, tokens: readonly Token[], sureness: number[]): void {
  tokens.forEach((token, at) => {
    if (token.names.some((name) => without.has(name)) && tokens[at - 1]?.word?.stem !== "sin") sureness[at] = 0;
  });
}
