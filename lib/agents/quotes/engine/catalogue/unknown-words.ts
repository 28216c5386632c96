import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
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
 * Items that explain all but one word, or the first two, which are no word of the catalogue and stand neither like a make
 * nor like what the item is only meant for ("ruedas para silla").
 */
export function otherwiseCalled(catalogue: Catalogue, ranking: Ranking): readonly Ranked[] {
  const last = ranking.tokens.length - 1;
  const isOtherName = (at: number): boolean => {
    const token = ranking.tokens[at];
    if (!token?.word || token.word.code || catalogue.termIds.has(token.word.stem)) return false;
    return at < last && (at === 0 || !token.word.marked) && !ranking.meantFor.has(at);
  };
  const near = ranking.ranked.filter((one) => {
    const isPlaced = one.missing.length === 1 || (one.missing.length === 2 && one.missing[0] === 0 && one.missing[1] === 1);
    const item = catalogue.items[one.index]?.item;
    return isPlaced && one.missing.every(isOtherName) && item?.active && !(one.missing[0] === 0 && saysName(item.name, ranking, one));
  });
  return withoutVariants(catalogue, near, ranking);
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
  if (!item || said.length < fewestExplained) return false;
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
