import { abbreviates } from "@/lib/agents/quotes/engine/catalogue/words";

/** An item before it has a family. */
export type Draft = {
  readonly category: string;
  readonly prefix: string;
  /** Written in capitals throughout, as imported price lists are. */
  readonly capitals: boolean;
  readonly first: string;
  readonly terms: readonly string[];
  /** Numbers and pack as texts. */
  readonly figures: readonly string[];
};

export type Family = {
  readonly members: readonly number[];
  /** Terms that every member may be called by, though not written in its name. */
  readonly heads: ReadonlySet<string>;
  /** Terms that members take over from the other way of writing, by member. */
  readonly inherited: ReadonlyMap<number, readonly string[]>;
};

type Group = {
  readonly members: number[];
  readonly heads: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  readonly traits: ReadonlySet<string>;
  readonly tuples: ReadonlySet<string>;
};

/**
 * Items that are one product in different sizes, colours and makes. A catalogue that writes some names in full and others
 * in capitals and short ("Tornillo cabeza hexagonal", "TORN HEX") has the same product twice in words but never twice in
 * values: groups of one category whose values are the same and whose combinations do not repeat are one family.
 */
export function findFamilies(drafts: readonly Draft[]): readonly Family[] {
  const groups = groupDrafts(drafts);
  const byPlace = new Map<string, Group[]>();
  for (const group of groups) {
    const first = drafts[group.members[0] ?? 0];
    const place = `${first?.category ?? ""}|${first?.prefix ?? ""}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), group]);
  }
  return [...byPlace.entries()].flatMap(([place, near]) => mergeGroups(near, place, drafts));
}

function groupDrafts(drafts: readonly Draft[]): readonly Group[] {
  const lists = new Map<string, number[]>();
  drafts.forEach((draft, index) => {
    const key = `${draft.category}|${draft.prefix}|${draft.capitals}|${draft.first}`;
    const list = lists.get(key);
    if (list) list.push(index);
    else lists.set(key, [index]);
  });
  return [...lists.values()].map((members) => describeGroup(members, drafts));
}

function describeGroup(members: number[], drafts: readonly Draft[]): Group {
  const counts = new Map<string, number>();
  for (const member of members)
    for (const term of new Set([...(drafts[member]?.terms ?? []), ...(drafts[member]?.figures ?? [])]))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  const heads = new Set([...counts].filter(([, count]) => count >= members.length * 0.95).map(([term]) => term));
  const traits = new Set<string>();
  const tuples = new Set<string>();
  for (const member of members) {
    const own = traitsOf(drafts[member], heads);
    own.forEach((trait) => traits.add(trait));
    tuples.add(own.sort().join("|"));
  }
  return { members, heads, all: new Set(counts.keys()), traits, tuples };
}

const traitsOf = (draft: Draft | undefined, heads: ReadonlySet<string>): string[] => [
  ...(draft?.terms.filter((term) => !heads.has(term)) ?? []),
  ...(draft?.figures.filter((figure) => !heads.has(figure)) ?? []),
];

const fewest = 4;

function mergeGroups(groups: readonly Group[], place: string, drafts: readonly Draft[]): readonly Family[] {
  const left = [...groups].sort((a, b) => b.members.length - a.members.length);
  const families: Group[][] = [];
  for (const group of left) {
    const home = families.find((family) => family.every((other) => areOne(other, group, place)));
    if (home) home.push(group);
    else families.push([group]);
  }
  return families.map((family) => makeFamily(family, drafts));
}

function areOne(a: Group, b: Group, place: string): boolean {
  if (a.members.length < fewest || b.members.length < 2) return headsAlign(a, b) && place !== "|";
  const repeated = [...b.tuples].filter((tuple) => tuple !== "" && a.tuples.has(tuple)).length;
  if (repeated > 0) return false;
  const shared = [...b.traits].filter((trait) => a.traits.has(trait)).length;
  const overlap = shared / Math.min(a.traits.size, b.traits.size);
  if (headsAlign(a, b)) return overlap >= 0.4;
  return place !== "|" && shared >= fewest && overlap >= 0.6;
}

/** Every word that all of one group have is, or shortens, a word that all of the other have. */
function headsAlign(a: Group, b: Group): boolean {
  const aligned = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
    [...from]
      .filter((one) => !/^[=*]/.test(one))
      .every((one) => to.has(one) || [...to].some((other) => abbreviates(one, other) || abbreviates(other, one)));
  return a.heads.size > 0 && b.heads.size > 0 && (aligned(a.heads, b.heads) || aligned(b.heads, a.heads));
}

function makeFamily(groups: readonly Group[], drafts: readonly Draft[]): Family {
  const big = groups.filter((group) => group.members.length >= fewest);
  const heads = new Set((big.length > 0 ? big : groups.slice(0, 1)).flatMap((group) => [...group.heads]));
  const inherited = new Map<number, readonly string[]>();
  for (const group of groups) {
    const others = big.filter((other) => other !== group).flatMap((other) => [...other.heads]);
    const extra = others.filter((term) => !group.all.has(term) && !/^[=*]/.test(term));
    if (extra.length > 0) for (const member of group.members) inherited.set(member, extra);
  }
  return { members: groups.flatMap((group) => group.members), heads: drafts.length > 0 ? heads : new Set(), inherited };
}
