import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import type { Ranked, Ranking } from "@/lib/agents/quotes/engine/catalogue/rank-items";

/** A series that was not said means the product without: items that only add to another one are left out. */
export function withoutVariants(catalogue: Catalogue, complete: readonly Ranked[], ranking: Ranking): readonly Ranked[] {
  const items = complete.map((one) => catalogue.items[one.index]);
  return complete.filter((one) => {
    const item = catalogue.items[one.index];
    if (!item) return false;
    const series = [...(catalogue.variants.get(item.family) ?? [])].filter(isSeries);
    const isVariant = series.some((term) => item.traits.has(term) && !ranking.terms.has(term));
    return !isVariant && !items.some((other) => other && other !== item && addsTo(item, other));
  });
}

/** "Eco", "Pro"; a letter or a size ("M", "XL") is a value, and a name without one has not the smallest. */
const isSeries = (trait: string): boolean => /^[a-z]{3,}/.test(trait) && !/^x+[sl]$/.test(trait);

const addsTo = (item: IndexedItem, plain: IndexedItem): boolean =>
  item.family === plain.family &&
  plain.traits.size < item.traits.size &&
  [...plain.traits].every((trait) => item.traits.has(trait)) &&
  [...item.traits].every((trait) => plain.traits.has(trait) || isSeries(trait));
