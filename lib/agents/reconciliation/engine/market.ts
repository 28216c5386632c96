import { type Option } from "@/lib/agents/reconciliation/engine/solve";

type Items = readonly (readonly Option[])[];

/** Movements, options and documents as columns: options of a movement and documents of an option lie side by side. */
export type Market = {
  readonly optionFrom: Int32Array;
  readonly weights: Float64Array;
  readonly shareFrom: Int32Array;
  readonly documents: Int32Array;
  /** Of what is left of the document, how much the option takes. */
  readonly shares: Float64Array;
  readonly documentCount: number;
};

export function openMarket(items: Items, left: Float64Array): Market {
  const optionFrom = new Int32Array(items.length + 1);
  const weights: number[] = [];
  const shareFrom: number[] = [0];
  const documents: number[] = [];
  const shares: number[] = [];
  const places = new Map<number, number>();
  items.forEach((options, item) => {
    for (const option of options) {
      weights.push(option.weight);
      option.documents.forEach((document, at) => {
        const place = places.get(document) ?? places.size;
        places.set(document, place);
        const all = Math.abs(left[document] ?? 0);
        documents.push(place);
        shares.push(all === 0 ? 1 : Math.abs(option.cents[at] ?? 0) / all);
      });
      shareFrom.push(documents.length);
    }
    optionFrom[item + 1] = weights.length;
  });
  return {
    optionFrom,
    weights: Float64Array.from(weights),
    shareFrom: Int32Array.from(shareFrom),
    documents: Int32Array.from(documents),
    shares: Float64Array.from(shares),
    documentCount: places.size,
  };
}

export function profitOf(market: Market, prices: Float64Array, option: number): number {
  let profit = market.weights[option] ?? 0;
  if (profit <= 0) return Number.NEGATIVE_INFINITY;
  for (let at = market.shareFrom[option] ?? 0; at < (market.shareFrom[option + 1] ?? 0); at++)
    profit -= (prices[market.documents[at] ?? 0] ?? 0) * (market.shares[at] ?? 0);
  return profit;
}

export function take(market: Market, used: Float64Array, option: number): void {
  for (let at = market.shareFrom[option] ?? 0; at < (market.shareFrom[option + 1] ?? 0); at++) {
    const document = market.documents[at] ?? 0;
    used[document] = (used[document] ?? 0) + (market.shares[at] ?? 0);
  }
}

export function fits(market: Market, used: Float64Array, option: number): boolean {
  for (let at = market.shareFrom[option] ?? 0; at < (market.shareFrom[option + 1] ?? 0); at++)
    if ((used[market.documents[at] ?? 0] ?? 0) + (market.shares[at] ?? 0) > 1 + 1e-9) return false;
  return true;
}

/** Nobody can get more than all prices and the best that each gains at them. */
export function boundAt(market: Market, prices: Float64Array): number {
  let bound = 0;
  for (const price of prices) bound += price;
  for (let item = 0; item + 1 < market.optionFrom.length; item++) {
    let most = 0;
    for (let option = market.optionFrom[item] ?? 0; option < (market.optionFrom[item + 1] ?? 0); option++)
      most = Math.max(most, profitOf(market, prices, option));
    bound += most;
  }
  return bound;
}
