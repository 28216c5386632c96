import { byAuction, type Outcome } from "@/lib/agents/reconciliation/engine/auction";
import { fits, openMarket, profitOf, take, type Market } from "@/lib/agents/reconciliation/engine/market";
import { type Option } from "@/lib/agents/reconciliation/engine/solve";

/**
 * Lagrangian relaxation of what is left of the documents: every document gets a price, every movement takes what is best at
 * these prices, and whatever is far from best cannot be part of a solution near the optimum (reduced-cost fixing; M. L.
 * Fisher, The Lagrangian Relaxation Method for Solving Integer Programming Problems, Management Science 27, 1981).
 */
const rounds = 120;
/** Sums of some thousand figures are not exact beyond this. */
const rounding = 1e-6;
const enough = 0.02;
/** A gap within which margins of 25 to 1 are still proven. */
const narrow = 1.5;

type Items = readonly (readonly Option[])[];

type Priced = {
  /** Without what no solution within the asked nats of the best can hold: that weighs nothing. */
  readonly items: Items;
  /** Of each movement the option that is best at the prices; −1 for none. */
  readonly picks: Int32Array;
  /** Least that is lost when that option is forbidden, by duality: its lead at the prices less the gap that stays open. */
  readonly margins: Float64Array;
};

/** What prices prove about a group of movements: which options matter within `within` nats, and margins that are certain. */
export function pricedOut(items: Items, left: Float64Array, known: number, within: number): Priced {
  const market = openMarket(items, left);
  const { prices, bound, value } = bestPrices(market, known);
  const gap = Math.max(0, bound - value);
  const picks = new Int32Array(items.length).fill(-1);
  const margins = new Float64Array(items.length);
  const fewer = items.map((options, item) => {
    const first = market.optionFrom[item] ?? 0;
    let best = 0;
    let second = 0;
    options.forEach((_, at) => {
      const profit = profitOf(market, prices, first + at);
      if (profit > best) [picks[item], second, best] = [at, best, profit];
      else if (profit > second) second = profit;
    });
    margins[item] = Math.max(0, best - second - gap - rounding);
    return options.map((option, at) => (best - profitOf(market, prices, first + at) <= gap + within ? option : { ...option, weight: 0 }));
  });
  return { items: fewer, picks, margins };
}

/** An auction settles single documents; sets, whose prices it leaves too high, need steps both ways. */
function bestPrices(market: Market, known: number): Outcome {
  const first = byAuction(market);
  const value = Math.max(known, first.value);
  if (first.bound - value <= narrow) return { ...first, value };
  const second = bySteps(market, value);
  const best = second.bound < first.bound ? second : first;
  return { ...best, value: Math.max(value, second.value) };
}

/** Subgradient steps on the prices (B. T. Polyak's length); keeps the lowest bound met and the best solution found on the way. */
function bySteps(market: Market, known: number): Outcome {
  const prices = new Float64Array(market.documentCount);
  const used = new Float64Array(market.documentCount);
  let best = { prices: prices.slice(), bound: Number.POSITIVE_INFINITY };
  let value = known;
  for (let round = 0; round < rounds && best.bound - value > enough; round++) {
    const bound = choose(market, prices, used);
    if (bound < best.bound) best = { prices: prices.slice(), bound };
    if (round % 10 === 0 || round === rounds - 1) value = Math.max(value, greedy(market, prices));
    let norm = 0;
    for (let at = 0; at < used.length; at++) if ((used[at] ?? 0) > 1 || (prices[at] ?? 0) > 0) norm += ((used[at] ?? 0) - 1) ** 2;
    if (norm === 0) break;
    const step = (Math.max(enough, bound - value) / norm) * (1 - round / (2 * rounds));
    for (let at = 0; at < used.length; at++) prices[at] = Math.max(0, (prices[at] ?? 0) + step * ((used[at] ?? 0) - 1));
  }
  return { ...best, value };
}

/** Everybody takes what is best at the prices: the bound, and how often each document is then taken. */
function choose(market: Market, prices: Float64Array, used: Float64Array): number {
  used.fill(0);
  let bound = 0;
  for (const price of prices) bound += price;
  for (let item = 0; item + 1 < market.optionFrom.length; item++) {
    let pick = -1;
    let most = 0;
    for (let option = market.optionFrom[item] ?? 0; option < (market.optionFrom[item + 1] ?? 0); option++) {
      const profit = profitOf(market, prices, option);
      if (profit > most) [pick, most] = [option, profit];
    }
    bound += most;
    if (pick >= 0) take(market, used, pick);
  }
  return bound;
}

/** Options in the order of what they gain at the prices, each taken if it still fits: a solution, so a floor. */
function greedy(market: Market, prices: Float64Array): number {
  const owner = new Int32Array(market.weights.length);
  for (let item = 0; item + 1 < market.optionFrom.length; item++) owner.fill(item, market.optionFrom[item], market.optionFrom[item + 1]);
  const profits = Float64Array.from(market.weights, (_, option) => profitOf(market, prices, option));
  const order = [...profits.keys()]
    .filter((option) => (market.weights[option] ?? 0) > 0)
    .sort((a, b) => (profits[b] ?? 0) - (profits[a] ?? 0) || a - b);
  const served = new Uint8Array(market.optionFrom.length);
  const used = new Float64Array(market.documentCount);
  let value = 0;
  for (const option of order) {
    const item = owner[option] ?? 0;
    if (served[item] || !fits(market, used, option)) continue;
    served[item] = 1;
    take(market, used, option);
    value += market.weights[option] ?? 0;
  }
  return value;
}
