import type { Draft } from "@/lib/agents/quotes/engine/catalogue/families";
import { abbreviates } from "@/lib/agents/quotes/engine/catalogue/words";

/**
 * What the short words of names in capitals stand for, as the names in full of the same category show: "NGR" is "negro"
 * where one way of writing has only the one and the other only the other. By place (category and kind of reference).
 */
export function learnAbbreviations(drafts: readonly Draft[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const places = new Map<string, { short: Set<string>; full: Set<string> }>();
  for (const draft of drafts) {
    const key = placeOf(draft);
    const place = places.get(key) ?? { short: new Set(), full: new Set() };
    places.set(key, place);
    for (const term of draft.terms) (draft.capitals ? place.short : place.full).add(term);
  }
  return new Map([...places].map(([key, place]) => [key, pair(place.short, place.full)]));
}

export const placeOf = (draft: Pick<Draft, "category" | "prefix">): string => `${draft.category}|${draft.prefix}`;

function pair(short: ReadonlySet<string>, full: ReadonlySet<string>): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const longer = [...full].filter((term) => !short.has(term) && !/\d/.test(term));
  for (const term of short) {
    if (full.has(term) || /\d/.test(term)) continue;
    const found = longer.filter((other) => abbreviates(term, other) !== null);
    if (found.length === 1 && found[0] !== undefined) pairs.set(term, found[0]);
  }
  return pairs;
}
