import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import type { Ranked } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import { foldText } from "@/lib/language/fold";

/**
 * "Talla L", "zona A": a single letter is also an article or a preposition, so it counts where it is written as a capital,
 * or behind the word behind which the name of the item has it. Keeps the items that have the letter, if there are any.
 */
export function byLetter(catalogue: Catalogue, close: readonly Ranked[], text: string): readonly Ranked[] {
  const capitals = /\p{Ll}/u.test(text)
    ? [...text.matchAll(/(?<![\p{L}\d'’./])\p{Lu}(?![\p{L}\d'’./])/gu)].map(([one]) => foldText(one))
    : [];
  const pairs = pairsOf(text);
  if (capitals.length === 0 && pairs.size === 0) return close;
  const having = close.filter((one) => {
    const item = catalogue.items[one.index];
    if (!item) return false;
    const isSaid = [...pairsOf(item.item.name)].some((pair) => pairs.has(pair));
    return isSaid || capitals.some((letter) => item.traits.has(letter) || item.traits.has(`=${letter}`));
  });
  return having.length > 0 ? having : close;
}

/** Single letters with the word before each. */
function pairsOf(text: string): ReadonlySet<string> {
  const words = foldText(text).match(/[a-z\d]+/g) ?? [];
  return new Set(words.flatMap((word, at) => (/^[a-z]$/.test(word) && at > 0 ? [`${stemWord(words[at - 1] ?? "")} ${word}`] : [])));
}
