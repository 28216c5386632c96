import { componentsOf } from "@/lib/agents/reconciliation/engine/components";
import { marginOf, solve, type Option } from "@/lib/agents/reconciliation/engine/solve";

/** For each movement the place of its option in the best joint solution (−1: none) and what it would cost to forbid it. */
export type Joint = { readonly picks: Int32Array; readonly margin: (item: number) => number };

/**
 * The joint choice over a whole statement. Where the best options of all go together they are the solution, and forbidding
 * one costs at least its lead over the movement's next: nobody else can do better than his best. Only movements that want
 * the same documents, and those whom these could push aside, are searched.
 */
export function chooseJointly(items: readonly (readonly Option[])[], left: Float64Array): Joint {
  const picks = new Int32Array(items.length).fill(-1);
  const second = new Float64Array(items.length);
  items.forEach((options, item) => {
    const best = bestOf(options, -1);
    picks[item] = best;
    const next = bestOf(options, best);
    second[item] = next < 0 ? 0 : Math.max(0, options[next]?.weight ?? 0);
  });
  const groups = contested(items, picks, left);
  const searched = new Map<number, { items: readonly (readonly Option[])[]; at: number; solution: ReturnType<typeof solve> }>();
  for (const group of groups) {
    const some = group.map((item) => items[item] ?? []);
    const solution = solve(some, left);
    group.forEach((item, at) => {
      picks[item] = solution.picks[at] ?? -1;
      searched.set(item, { items: some, at, solution });
    });
  }
  const margin = (item: number): number => {
    const found = searched.get(item);
    if (found) return marginOf(found.items, left, found.solution, found.at);
    const pick = picks[item] ?? -1;
    return pick < 0 ? 0 : (items[item]?.[pick]?.weight ?? 0) - (second[item] ?? 0);
  };
  return { picks, margin };
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
