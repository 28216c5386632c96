import { componentsOf } from "@/lib/agents/reconciliation/engine/components";
import { pricedOut } from "@/lib/agents/reconciliation/engine/prices";
import { solve, type Option } from "@/lib/agents/reconciliation/engine/solve";

/** Groups that were searched before, by the options of their first movement: the same options give the same choice. */
export type Searches = WeakMap<readonly Option[], { readonly items: readonly (readonly Option[])[]; readonly found: readonly Searched[] }>;

/** For each movement the place of its option in the best joint solution (−1: none) and what it would cost to forbid it. */
type Joint = { readonly picks: Int32Array; readonly margin: (item: number) => number };

/**
 * The joint choice over a whole statement. Where the best options of all go together they are the solution, and forbidding
 * one costs at least its lead over the movement's next: nobody else can do better than his best. Only movements that want
 * the same documents, and those whom these could push aside, are searched.
 */
export function chooseJointly(items: readonly (readonly Option[])[], left: Float64Array, known: Searches = new WeakMap()): Joint {
  const picks = new Int32Array(items.length).fill(-1);
  const second = new Float64Array(items.length);
  items.forEach((options, item) => {
    const best = bestOf(options, -1);
    picks[item] = best;
    const next = bestOf(options, best);
    second[item] = next < 0 ? 0 : Math.max(0, options[next]?.weight ?? 0);
  });
  const groups = contested(items, picks, left);
  const searched = new Map<number, Searched>();
  for (const group of groups) {
    const own = group.map((item) => items[item] ?? []);
    searchedOnce(own, left, known).forEach((found, at) => searched.set(group[at] ?? -1, found));
  }
  for (const [item, { pick }] of searched) picks[item] = pick;
  const margin = (item: number): number => {
    const found = searched.get(item);
    if (found) return found.margin();
    const pick = picks[item] ?? -1;
    return pick < 0 ? 0 : (items[item]?.[pick]?.weight ?? 0) - (second[item] ?? 0);
  };
  return { picks, margin };
}

type Searched = { readonly pick: number; readonly margin: () => number };

/** Whatever is left of their documents cannot have changed without new options for those who want them. */
function searchedOnce(items: readonly (readonly Option[])[], left: Float64Array, known: Searches): readonly Searched[] {
  const first = items[0] ?? [];
  const before = known.get(first);
  if (before && before.items.length === items.length && before.items.every((options, at) => options === items[at])) return before.found;
  const into = new Map<number, Searched>();
  const group = items.map((_, at) => at);
  search(group, items, left, into, mostTries);
  const found = group.map((at) => into.get(at) ?? nothing);
  known.set(first, { items, found });
  return found;
}

const nothing: Searched = { pick: -1, margin: () => 0 };
const mostTries = 2;
/** Margins up to this are kept exact when options are taken out. */
const exactUpTo = 4;

/** Branch and bound; where that ends without a proof, prices take out what cannot matter and the smaller groups are searched. */
function search(
  group: readonly number[],
  items: readonly (readonly Option[])[],
  left: Float64Array,
  into: Map<number, Searched>,
  tries: number,
): void {
  const { solution, marginOf } = solve(items, left);
  if (solution.isProven) {
    group.forEach((item, at) => into.set(item, { pick: solution.picks[at] ?? -1, margin: once(() => marginOf(at)) }));
    return;
  }
  const priced = pricedOut(items, left, solution.value, exactUpTo);
  if (tries === 0) {
    group.forEach((item, at) => {
      const margin = priced.margins[at] ?? 0;
      into.set(item, { pick: margin > 0 ? (priced.picks[at] ?? -1) : (solution.picks[at] ?? -1), margin: () => margin });
    });
    return;
  }
  const claims = priced.items.map((options) => options.flatMap((option) => (option.weight > 0 ? option.documents : [])));
  for (const part of componentsOf(claims))
    search(
      part.map((at) => group[at] ?? -1),
      part.map((at) => priced.items[at] ?? []),
      left,
      into,
      tries - 1,
    );
}

/** Asked as often as one likes, worked out once. */
function once(work: () => number): () => number {
  let known: number | null = null;
  return () => (known ??= work());
}

function bestOf(options: readonly Option[], but: number): number {
  let best = -1;
  options.forEach((option, at) => {
    if (at !== but && option.weight > 0 && (best < 0 || option.weight > (options[best]?.weight ?? 0))) best = at;
  });
  return best;
}

/** Groups of movements whose best options do not go together, with everybody whom another choice of theirs would touch. */
function contested(items: readonly (readonly Option[])[], picks: Int32Array, left: Float64Array): readonly (readonly number[])[] {
  const users = new Map<number, number[]>();
  const used = new Map<number, number>();
  picks.forEach((pick, item) => {
    const option = items[item]?.[pick];
    option?.documents.forEach((document, at) => {
      users.set(document, [...(users.get(document) ?? []), item]);
      used.set(document, (used.get(document) ?? 0) + (option.cents[at] ?? 0));
    });
  });
  const inside = new Set<number>();
  const queue: number[] = [];
  const enter = (item: number) => {
    if (inside.has(item)) return;
    inside.add(item);
    queue.push(item);
  };
  for (const [document, total] of used) if (Math.abs(total) > Math.abs(left[document] ?? 0)) users.get(document)?.forEach(enter);
  for (let item = queue.pop(); item !== undefined; item = queue.pop())
    for (const option of items[item] ?? [])
      if (option.weight > 0) for (const document of option.documents) users.get(document)?.forEach(enter);
  const members = [...inside].sort((a, b) => a - b);
  const claims = members.map((item) => (items[item] ?? []).flatMap((option) => (option.weight > 0 ? option.documents : [])));
  return componentsOf(claims).map((group) => group.map((at) => members[at] ?? -1));
}
