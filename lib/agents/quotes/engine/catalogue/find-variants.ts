import type { IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";

/** Words without which many items that have them are another item of the same family ("eco"), by family. */
export function findVariants(indexed: readonly IndexedItem[]): ReadonlyMap<number, ReadonlySet<string>> {
  const sorted = indexed.map((one) => [...one.traits].sort());
  const known = new Set(indexed.map((one, index) => `${one.family}:${sorted[index]?.join("|")}`));
  const counts = new Map<number, Map<string, { plain: number; all: number }>>();
  indexed.forEach((one, index) => {
    const traits = sorted[index] ?? [];
    const family = counts.get(one.family) ?? new Map<string, { plain: number; all: number }>();
    counts.set(one.family, family);
    for (const term of traits) {
      if (!/^[a-z]/.test(term)) continue;
      const count = family.get(term) ?? { plain: 0, all: 0 };
      family.set(term, count);
      count.all += 1;
      const exists = (...without: readonly string[]): boolean =>
        known.has(`${one.family}:${traits.filter((other) => !without.includes(other)).join("|")}`);
      // "Serie A", "Pro 2": the letter or number behind the word goes with it.
      const isAdded = term.length >= 3 && traits.some((mark) => isMark(mark) && exists(term, mark));
      if (isAdded || exists(term)) count.plain += 1;
    }
  });
  return new Map(
    [...counts].map(([family, terms]) => [family, new Set([...terms].filter(([, count]) => isVariant(count)).map(([term]) => term))]),
  );
}

/** A letter or a short number, as stands behind the word of a series. */
export const isMark = (trait: string): boolean => /^=?(?:[a-z]|\d\d?)$/.test(trait);

const isVariant = ({ plain, all }: { plain: number; all: number }): boolean => plain >= 2 && plain >= all / 4;
