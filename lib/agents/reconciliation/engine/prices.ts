import { type Option } from "@/lib/agents/reconciliation/engine/solve";

/**
 * Lagrangian relaxation of what is left of the documents: every document gets a price, every movement takes what is best at
 * these prices, and whatever is far from best cannot be part of a solution near the optimum (reduced-cost fixing; M. L.
 * Fisher, The Lagrangian Relaxation Method for Solving Integer Programming Problems, Management Science 27, 1981).
 */
const rounds = 200;
const enough = 0.01;

type Items = readonly (readonly Option[])[];
type Prices = ReadonlyMap<number, number>;

export type Priced = {
  /** Without what no solution within the asked nats of the best can hold: that weighs nothing. */
  readonly items: Items;
  /** Of each movement the option that is best at the prices; −1 for none. */
  readonly picks: Int32Array;
  /** Least that is lost when that option is forbidden, by duality: its lead at the prices less the gap that stays open. */
  readonly margins: Float64Array;
};

/** What prices prove about a group of movements: which options matter within `within` nats, and margins that are certain. */
export function pricedOut(items: Items, left: Float64Array, known: number, within: number): Priced {
  const { prices, bound, value } = bestPrices(items, left, known);
  const gap = Math.max(0, bound - value);
  const picks = new Int32Array(items.length).fill(-1);
  const margins = new Float64Array(items.length);
  const fewer = items.map((options, item) => {
    const profits = options.map((option) => profitOf(option, prices, left));
    let best = 0;
    let second = 0;
    profits.forEach((profit, at) => {
      if (profit > best) [picks[item], second, best] = [at, best, profit];
      else if (profit > second) second = profit;
    });
    margins[item] = Math.max(0, best - second - gap);
    return options.map((option, at) => (best - (profits[at] ?? 0) <= gap + within ? option : { ...option, weight: 0 }));
  });
  return { items: fewer, picks, margins };
}

const share = (option: Option, at: number, left: Float64Array) => {
  const all = Math.abs(left[option.documents[at] ?? -1] ?? 0);
  return all === 0 ? 1 : Math.abs(option.cents[at] ?? 0) / all;
};

function profitOf(option: Option, prices: Prices, left: Float64Array): number {
  if (option.weight <= 0) return Number.NEGATIVE_INFINITY;
  let profit = option.weight;
  for (let at = 0; at < option.documents.length; at++) profit -= (prices.get(option.documents[at] ?? -1) ?? 0) * share(option, at, left);
  return profit;
}

/** Subgradient steps on the prices (B. T. Polyak's length); keeps the lowest bound met and the best solution found on the way. */
function bestPrices(items: Items, left: Float64Array, known: number): { prices: Prices; bound: number; value: number } {
  const prices = new Map<number, number>();
  let best: { prices: Prices; bound: number } = { prices: new Map(), bound: Number.POSITIVE_INFINITY };
  let value = known;
  for (let round = 0; round < rounds && best.bound - value > enough; round++) {
    const { used, bound, picks } = atPrices(items, prices, left);
    if (bound < best.bound) best = { prices: new Map(prices), bound };
    value = Math.max(value, greedy(items, picks, left));
    let norm = 0;
    const slopes = new Map<number, number>();
    for (const document of new Set([...used.keys(), ...prices.keys()])) {
      const slope = (used.get(document) ?? 0) - 1;
      if (slope <= 0 && !prices.has(document)) continue;
      slopes.set(document, slope);
      norm += slope * slope;
    }
    if (norm === 0) break;
    const step = Math.max(enough, (bound - value) / norm) * (1 - round / (2 * rounds));
    for (const [document, slope] of slopes) {
      const price = Math.max(0, (prices.get(document) ?? 0) + step * slope);
      if (price > 0) prices.set(document, price);
      else prices.delete(document);
    }
  }
  return { ...best, value };
}

type Pick = { readonly item: number; readonly option: Option | null; readonly profit: number };

function atPrices(items: Items, prices: Prices, left: Float64Array): { used: Map<number, number>; bound: number; picks: readonly Pick[] } {
  const used = new Map<number, number>();
  let bound = 0;
  for (const price of prices.values()) bound += price;
  const picks = items.map((options, item): Pick => {
    let option: Option | null = null;
    let profit = 0;
    for (const some of options) {
      const gain = profitOf(some, prices, left);
      if (gain > profit) [option, profit] = [some, gain];
    }
    bound += profit;
    const taken: Option | null = option;
    if (taken) addShares(used, taken, left);
    return { item, option, profit };
  });
  return { used, bound, picks };
}

function addShares(used: Map<number, number>, option: Option, left: Float64Array): void {
  option.documents.forEach((document, at) => used.set(document, (used.get(document) ?? 0) + share(option, at, left)));
}

/** What the movements get when those who gain most at these prices choose first; the others take their next that still fits. */
function greedy(items: Items, picks: readonly Pick[], left: Float64Array): number {
  const used = new Map<number, number>();
  const fits = (option: Option) =>
    option.documents.every(
      (document, at) => Math.abs((used.get(document) ?? 0) + (option.cents[at] ?? 0)) <= Math.abs(left[document] ?? 0),
    );
  let value = 0;
  for (const { item, option } of picks.slice().sort((a, b) => b.profit - a.profit || a.item - b.item)) {
    const options = (items[item] ?? []).filter((other) => other.weight > 0);
    const chosen = option && fits(option) ? option : options.sort((a, b) => b.weight - a.weight).find(fits);
    if (!chosen) continue;
    value += chosen.weight;
    chosen.documents.forEach((document, at) => used.set(document, (used.get(document) ?? 0) + (chosen.cents[at] ?? 0)));
  }
  return value;
}
