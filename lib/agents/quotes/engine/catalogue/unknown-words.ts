import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { enough, type Ranked, type Ranking } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { foldText } from "@/lib/language/fold";
import { abbreviates, stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import { withoutVariants } from "@/lib/agents/quotes/engine/catalogue/variants";

/** Items that explain all but one word that nothing in the catalogue has and that does not stand like a make. */
export function almost(catalogue: Catalogue, ranking: Ranking): readonly Ranked[] {
  const last = ranking.tokens.length - 1;
  const near = ranking.ranked.filter((one) => {
    const [lost] = one.missing;
    const token = lost === undefined ? undefined : ranking.tokens[lost];
    if (one.missing.length !== 1 || !token?.word || token.isKnown || one.share < 0.5) return false;
    const standsLikeMake = lost !== 0 && (token.word.marked || lost === last);
    const explainedWords = ranking.tokens.filter((other, at) => other.word && !other.optional && (one.sureness[at] ?? 0) >= 0.8).length;
    return !standsLikeMake && explainedWords >= (lost === 0 ? 2 : 1) && catalogue.items[one.index]?.item.active;
  });
  return withoutVariants(catalogue, near, ranking);
}

/**
 * Items that explain all but some words that nothing in the catalogue has, that stand neither like a make nor like what the
 * item is only meant for ("ruedas para silla"): at most one of them, or the first two; up to three where the item's own make was said.
 */
export function otherwiseCalled(catalogue: Catalogue, ranking: Ranking): readonly Ranked[] {
  const last = ranking.tokens.length - 1;
  const isOtherName = (at: number, saysMake: boolean, family: number): boolean => {
    const token = ranking.tokens[at];
    if (!token?.word || token.word.code) return false;
    // A word of other families ("de coche") is none of this one's values as long as none of the family has it.
    const isElsewhere = saysMake && at > 0 && !ofFamily(family).some((other) => (other.sureness[at] ?? 0) >= enough);
    if (catalogue.termIds.has(token.word.stem) && !isElsewhere) return false;
    return (at < last || saysMake) && (at === 0 || !token.word.marked) && !ranking.meantFor.has(at);
  };
  const ofFamily = (family: number) => ranking.ranked.filter((one) => catalogue.items[one.index]?.family === family);
  const near = ranking.ranked.filter((one) => {
    const item = catalogue.items[one.index];
    if (!item?.item.active || one.missing.length === 0 || one.missing.length > 3) return false;
    const saysMake = isMakeSaid(catalogue, ranking, item);
    const isPlaced = one.missing.length === 1 || (one.missing.length === 2 && one.missing[0] === 0 && one.missing[1] === 1);
    if ((!isPlaced && !saysMake) || !one.missing.every((at) => isOtherName(at, saysMake, item.family))) return false;
    return saysMake || one.missing[0] !== 0 || !saysName(item.item.name, ranking, one);
  });
  const doubt = ({ missing, passedOver }: Ranked): number => missing.length + passedOver / 10;
  const fewest = Math.min(...near.map(doubt));
  return withoutVariants(catalogue, near.filter((one) => doubt(one) === fewest), ranking); // prettier-ignore
}

/** A make that tells the item from others of its family was said: a second one is not. */
function isMakeSaid(catalogue: Catalogue, ranking: Ranking, { family, traits }: IndexedItem): boolean {
  const series = catalogue.variants.get(family);
  return [...traits].some((trait) => catalogue.properNames.has(trait) && !series?.has(trait) && ranking.terms.has(trait));
}

/** "Filtros cafetera Bialetti": where the name of the item is said as well, what stands before it is another thing. */
function saysName(name: string, { tokens }: Ranking, one: Ranked): boolean {
  const first = stemWord(foldText(/\p{L}+/u.exec(name)?.[0] ?? ""));
  return tokens.some(
    ({ word }, at) => word && (one.sureness[at] ?? 0) >= enough && (word.stem === first || abbreviates(first, word.stem) !== null),
  );
}

const fewestExplained = 3;

/**
 * Everything that tells the item from the others of its family was said. Then a word that nothing in the catalogue has can
 * only be another name for the family, and not the value of something in which the item differs from what was asked for.
 */
export function isWhollySaid(catalogue: Catalogue, ranking: Ranking, one: Ranked, packOf: string | null): boolean {
  const item = catalogue.items[one.index];
  const said = ranking.tokens.flatMap((token, at) => (!token.optional && (one.sureness[at] ?? 0) >= enough ? [at] : []));
  const saysPack = packOf !== null && packOf === item?.pack?.size ? 1 : 0;
  if (!item || said.length + saysPack < fewestExplained) return false;
  const family = ranking.ranked.filter((other) => catalogue.items[other.index]?.family === item.family);
  return [...item.traits].every((trait) => {
    const without = family.filter((other) => !catalogue.items[other.index]?.traits.has(trait));
    if (trait === item.packTrait) return without.length === 0 || packOf === item.pack?.size;
    const fails = (other: Ranked, at: number) => (other.sureness[at] ?? 0) < enough;
    // "5x110" is said by two figures; any other trait by one word or figure.
    if (/^=.*\d[a-z]*x\d/.test(trait)) return without.every((other) => said.some((at) => fails(other, at)));
    return said.some((at) => without.every((other) => fails(other, at)));
  });
}
