import { isMark } from "@/lib/agents/quotes/engine/catalogue/find-variants";
import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import type { Ranked, Ranking } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { foldText } from "@/lib/language/fold";

/** A series that was not said means the product without: items that only add to another one are left out. */
export function withoutVariants(catalogue: Catalogue, complete: readonly Ranked[], ranking: Ranking): readonly Ranked[] {
  const numbered = withSaidNumber(catalogue, complete, ranking);
  const items = numbered.map((one) => catalogue.items[one.index]);
  return numbered.filter((one) => {
    const item = catalogue.items[one.index];
    if (!item) return false;
    const series = [...(catalogue.variants.get(item.family) ?? [])].filter(isSeries);
    const own = series.filter((term) => item.traits.has(term));
    const isVariant = own.some((term) => !ranking.terms.has(term));
    // "Classic" may be a series or ask for the usual: where it is a series and was said, the plain one gives way.
    const isSaid = own.length > 0 && !isVariant;
    return !isVariant && (isSaid || !items.some((other) => other && other !== item && addsTo(item, other)));
  });
}

/** "Eco", "Pro"; a letter or a size ("M", "XL") is a value, and a name without one has not the smallest. */
const isSeries = (trait: string): boolean => /^[a-z]{3,}/.test(trait) && !/^x+[sl]$/.test(trait);

/** "Pro" and "Pro 2" only add to the plain one; a measure with a unit is a value. */
const addsTo = (item: IndexedItem, plain: IndexedItem): boolean =>
  item.family === plain.family &&
  plain.traits.size < item.traits.size &&
  [...plain.traits].every((trait) => item.traits.has(trait)) &&
  [...item.traits].every((trait) => plain.traits.has(trait) || isSeries(trait) || isMark(trait)) &&
  [...item.traits].some((trait) => !plain.traits.has(trait) && (isSeries(trait) || /^=\d/.test(trait)));

/** "Plus 2": the number behind a series word belongs to it. Keeps the items that have it so, if there are any. */
function withSaidNumber(catalogue: Catalogue, complete: readonly Ranked[], ranking: Ranking): readonly Ranked[] {
  const pairs = ranking.tokens.flatMap(({ number, word, start }) => {
    const before =
      number && !word && number.unit === null ? ranking.tokens.find((other) => other.word && start - other.end === 1) : undefined;
    return before?.word && number ? [{ stem: before.word.stem, text: `${before.text} ${number.value}` }] : [];
  });
  if (pairs.length === 0) return complete;
  const having = complete.filter(({ index }) => {
    const item = catalogue.items[index];
    const series = item && catalogue.variants.get(item.family);
    return item && pairs.some(({ stem, text }) => series?.has(stem) && isSeries(stem) && foldText(item.item.name).includes(text));
  });
  return having.length > 0 ? having : complete;
}
