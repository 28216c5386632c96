/**
 * The best joint choice: at most one option for each movement, documents never given out beyond what is left of them. Set
 * packing by branch and bound; the bound is the sum of the best options still to come, regardless of documents.
 */
export type Option = {
  /** Nats better than leaving the movement without a document. */
  readonly weight: number;
  readonly documents: readonly number[];
  readonly cents: readonly number[];
};

type Items = readonly (readonly Option[])[];

type Solution = {
  readonly value: number;
  /** For each movement the place of its option; −1 for none. */
  readonly picks: Int32Array;
  /** Whether it is known to be the best. */
  readonly isProven: boolean;
};

const mostNodes = 4_000;
const negligible = 1e-9;

/** Movements, options and documents as columns: options of a movement and documents of an option lie side by side. */
type Columns = {
  readonly optionFrom: Int32Array;
  readonly weights: Float64Array;
  readonly shareFrom: Int32Array;
  readonly documents: Int32Array;
  readonly cents: Float64Array;
  /** What is left of each document, without sign. */
  readonly left: Float64Array;
};

type Search = {
  readonly columns: Columns;
  readonly order: Int32Array;
  readonly suffix: Float64Array;
  readonly used: Float64Array;
  readonly picks: Int32Array;
  /** An option that may not be taken; −1 for none. */
  readonly forbidden: number;
  best: { value: number; picks: Int32Array };
  nodes: number;
};

/** A group of movements that is solved, and solved again without one of its choices. */
type Group = { readonly solution: Solution; readonly marginOf: (item: number) => number };

/** `left` is what remains of each document, signed. Options are tried in the given order, so equal solutions come out equal. */
export function solve(items: Items, left: Float64Array): Group {
  const columns = columnsOf(items, left);
  const solution = search(columns, -1);
  const marginOf = (item: number): number => {
    const pick = solution.picks[item] ?? -1;
    if (pick < 0 || !solution.isProven) return 0;
    const second = search(columns, (columns.optionFrom[item] ?? 0) + pick);
    return second.isProven ? Math.max(0, solution.value - second.value) : 0;
  };
  return { solution, marginOf };
}

function columnsOf(items: Items, left: Float64Array): Columns {
  const optionFrom = new Int32Array(items.length + 1);
  const weights: number[] = [];
  const shareFrom: number[] = [0];
  const documents: number[] = [];
  const cents: number[] = [];
  const places = new Map<number, number>();
  items.forEach((options, item) => {
    for (const option of options) {
      weights.push(option.weight);
      for (let at = 0; at < option.documents.length && option.weight > 0; at++) {
        const document = option.documents[at] ?? 0;
        const place = places.get(document) ?? places.size;
        places.set(document, place);
        documents.push(place);
        cents.push(option.cents[at] ?? 0);
      }
      shareFrom.push(documents.length);
    }
    optionFrom[item + 1] = weights.length;
  });
  return {
    optionFrom,
    weights: Float64Array.from(weights),
    shareFrom: Int32Array.from(shareFrom),
    documents: Int32Array.from(documents),
    cents: Float64Array.from(cents),
    left: Float64Array.from(places.keys(), (document) => Math.abs(left[document] ?? 0)),
  };
}

function search(columns: Columns, forbidden: number): Solution {
  const { optionFrom, weights } = columns;
  const count = optionFrom.length - 1;
  const best = new Float64Array(count);
  const regret = new Float64Array(count);
  for (let item = 0; item < count; item++) {
    const allowed: number[] = [];
    for (let option = optionFrom[item] ?? 0; option < (optionFrom[item + 1] ?? 0); option++)
      if (option !== forbidden) allowed.push(weights[option] ?? 0);
    best[item] = Math.max(0, ...allowed);
    regret[item] = (allowed[0] ?? 0) - Math.max(0, allowed[1] ?? 0);
  }
  const order = Int32Array.from(best.keys()).sort((a, b) => (regret[b] ?? 0) - (regret[a] ?? 0) || a - b);
  const suffix = new Float64Array(count + 1);
  for (let at = count - 1; at >= 0; at--) suffix[at] = (suffix[at + 1] ?? 0) + (best[order[at] ?? 0] ?? 0);
  const found: Search = {
    columns,
    order,
    suffix,
    used: new Float64Array(columns.left.length),
    picks: new Int32Array(count).fill(-1),
    forbidden,
    best: { value: -1, picks: new Int32Array(count).fill(-1) },
    nodes: 0,
  };
  branch(found, 0, 0);
  return { value: Math.max(0, found.best.value), picks: found.best.picks, isProven: found.nodes < mostNodes };
}

function branch(found: Search, depth: number, value: number): void {
  if (value + (found.suffix[depth] ?? 0) <= found.best.value + negligible || found.nodes++ >= mostNodes) return;
  if (depth === found.order.length) {
    found.best = { value, picks: found.picks.slice() };
    return;
  }
  const { optionFrom, weights } = found.columns;
  const item = found.order[depth] ?? 0;
  const first = optionFrom[item] ?? 0;
  const end = optionFrom[item + 1] ?? 0;
  for (let option = first; option < end; option++) {
    const weight = weights[option] ?? 0;
    if (weight <= 0 || option === found.forbidden || !fits(found, option)) continue;
    take(found, option, 1);
    found.picks[item] = option - first;
    branch(found, depth + 1, value + weight);
    found.picks[item] = -1;
    take(found, option, -1);
  }
  branch(found, depth + 1, value);
}

function fits({ columns, used }: Search, option: number): boolean {
  const { shareFrom, documents, cents, left } = columns;
  for (let at = shareFrom[option] ?? 0; at < (shareFrom[option + 1] ?? 0); at++) {
    const document = documents[at] ?? 0;
    if (Math.abs((used[document] ?? 0) + (cents[at] ?? 0)) > (left[document] ?? 0)) return false;
  }
  return true;
}

function take({ columns, used }: Search, option: number, sign: 1 | -1): void {
  const { shareFrom, documents, cents } = columns;
  for (let at = shareFrom[option] ?? 0; at < (shareFrom[option + 1] ?? 0); at++) {
    const document = documents[at] ?? 0;
    used[document] = (used[document] ?? 0) + sign * (cents[at] ?? 0);
  }
}
