import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { enough, type Ranked, type Ranking } from "@/lib/agents/quotes/engine/catalogue/rank-items";

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
    return said.some((at) => without.every((other) => (other.sureness[at] ?? 0) < enough));
  });
}
