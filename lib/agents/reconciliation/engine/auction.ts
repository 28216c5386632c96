import { boundAt, profitOf, type Market } from "@/lib/agents/reconciliation/engine/market";

const increment = 0.01;
const mostBids = 60_000;
const rounding = 1e-9;

/** Prices, the most that anybody can reach, which they prove, and what was reached. */
export type Outcome = { readonly prices: Float64Array; readonly bound: number; readonly value: number };

type Auction = {
  readonly market: Market;
  readonly prices: Float64Array;
  readonly used: Float64Array;
  /** What each movement holds, −1 for nothing, and who holds some of each document. */
  readonly held: Int32Array;
  readonly holders: readonly Set<number>[];
};

/**
 * Prices by auction (D. P. Bertsekas, The Auction Algorithm: A Distributed Relaxation Method for the Assignment Problem, Annals
 * of Operations Research 14, 1988): whoever has nothing bids for what is best for him, by as much as it is better than his
 * next, and pushes out who held it. With single documents the result is within `increment` per movement of the best.
 */
export function byAuction(market: Market): Outcome {
  const count = market.optionFrom.length - 1;
  const auction: Auction = {
    market,
    prices: new Float64Array(market.documentCount),
    used: new Float64Array(market.documentCount),
    held: new Int32Array(count).fill(-1),
    holders: Array.from({ length: market.documentCount }, () => new Set<number>()),
  };
  const waiting = Array.from({ length: count }, (_, at) => count - 1 - at);
  let bids = 0;
  for (let item = waiting.pop(); item !== undefined && bids < mostBids; item = waiting.pop(), bids++) bid(auction, item, waiting);
  let value = 0;
  for (const option of auction.held) if (option >= 0) value += market.weights[option] ?? 0;
  const bound = boundAt(market, auction.prices);
  return { prices: auction.prices, bound, value };
}

/** One movement takes its best option at the prices, and raises them to where its next would be as good. */
function bid(auction: Auction, item: number, waiting: number[]): void {
  const { market, prices, used, held, holders } = auction;
  let pick = -1;
  let best = 0;
  let second = 0;
  for (let option = market.optionFrom[item] ?? 0; option < (market.optionFrom[item + 1] ?? 0); option++) {
    const profit = profitOf(market, prices, option);
    if (profit > best) [pick, second, best] = [option, best, profit];
    else if (profit > second) second = profit;
  }
  if (pick < 0) return;
  const from = market.shareFrom[pick] ?? 0;
  const to = market.shareFrom[pick + 1] ?? 0;
  for (let at = from; at < to; at++) {
    const document = market.documents[at] ?? 0;
    const part = market.shares[at] ?? 0;
    if ((used[document] ?? 0) + part > 1 + rounding)
      for (const holder of [...(holders[document] ?? [])]) {
        release(auction, holder);
        waiting.push(holder);
      }
  }
  for (let at = from; at < to; at++) {
    const document = market.documents[at] ?? 0;
    const part = Math.max(rounding, market.shares[at] ?? 0);
    prices[document] = (prices[document] ?? 0) + (best - second + increment) / ((to - from) * part);
    used[document] = (used[document] ?? 0) + part;
    holders[document]?.add(item);
  }
  held[item] = pick;
}

function release(auction: Auction, item: number): void {
  const { market, used, held, holders } = auction;
  const option = held[item] ?? -1;
  if (option < 0) return;
  for (let at = market.shareFrom[option] ?? 0; at < (market.shareFrom[option + 1] ?? 0); at++) {
    const document = market.documents[at] ?? 0;
    used[document] = Math.max(0, (used[document] ?? 0) - (market.shares[at] ?? 0));
    holders[document]?.delete(item);
  }
  held[item] = -1;
}
