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

type Solution = {
  readonly value: number;
  /** For each movement the place of its option; −1 for none. */
  readonly picks: Int32Array;
  /** Whether it is known to be the best. */
  readonly isProven: boolean;
};

const mostNodes = 4_000;
const negligible = 1e-9;

type Search = {
  readonly items: readonly (readonly Option[])[];
  readonly order: readonly number[];
  readonly suffix: Float64Array;
  readonly used: Map<number, number>;
  readonly left: Float64Array;
  readonly picks: Int32Array;
  best: { value: number; picks: Int32Array };
  nodes: number;
};

/** `left` is what remains of each document, signed. Options are tried in the given order, so equal solutions come out equal. */
export function solve(items: readonly (readonly Option[])[], left: Float64Array): Solution {
  const regret = items.map((options) => (options[0]?.weight ?? 0) - Math.max(0, options[1]?.weight ?? 0));
  const order = items.map((_, at) => at).sort((a, b) => (regret[b] ?? 0) - (regret[a] ?? 0) || a - b);
  const suffix = new Float64Array(items.length + 1);
  for (let at = items.length - 1; at >= 0; at--) suffix[at] = (suffix[at + 1] ?? 0) + bestOf(items[order[at] ?? 0] ?? []);
  const search: Search = {
    items,
    order,
    suffix,
    used: new Map(),
    left,
    picks: new Int32Array(items.length).fill(-1),
    best: { value: -1, picks: new Int32Array(items.length).fill(-1) },
    nodes: 0,
  };
  branch(search, 0, 0);
  return { value: Math.max(0, search.best.value), picks: search.best.picks, isProven: search.nodes < mostNodes };
}

const bestOf = (options: readonly Option[]) => options.reduce((best, option) => Math.max(best, option.weight), 0);

function branch(search: Search, depth: number, value: number): void {
  if (value + (search.suffix[depth] ?? 0) <= search.best.value + negligible || search.nodes++ >= mostNodes) return;
  if (depth === search.order.length) {
    search.best = { value, picks: search.picks.slice() };
    return;
  }
  const item = search.order[depth] ?? 0;
  const options = search.items[item] ?? [];
  for (let at = 0; at < options.length; at++) {
    const option = options[at];
    if (!option || option.weight <= 0 || !fits(search, option)) continue;
    take(search, option, 1);
    search.picks[item] = at;
    branch(search, depth + 1, value + option.weight);
    search.picks[item] = -1;
    take(search, option, -1);
  }
  branch(search, depth + 1, value);
}

function fits(search: Search, option: Option): boolean {
  for (let at = 0; at < option.documents.length; at++) {
    const document = option.documents[at] ?? 0;
    const total = (search.used.get(document) ?? 0) + (option.cents[at] ?? 0);
    if (Math.abs(total) > Math.abs(search.left[document] ?? 0)) return false;
  }
  return true;
}

function take(search: Search, option: Option, sign: 1 | -1): void {
  for (let at = 0; at < option.documents.length; at++) {
    const document = option.documents[at] ?? 0;
    search.used.set(document, (search.used.get(document) ?? 0) + sign * (option.cents[at] ?? 0));
  }
}

/** Nats lost when a movement may not take what the best solution gives it; 0 where the bound proves nothing. */
export function marginOf(items: readonly (readonly Option[])[], left: Float64Array, solution: Solution, item: number): number {
  const pick = solution.picks[item] ?? -1;
  if (pick < 0 || !solution.isProven) return 0;
  const without = items.map((options, at) => (at === item ? options.filter((_, place) => place !== pick) : options));
  const second = solve(without, left);
  return second.isProven ? Math.max(0, solution.value - second.value) : 0;
}
