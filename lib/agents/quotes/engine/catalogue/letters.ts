import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import type { Ranked } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import { foldText } from "@/lib/language/fold";

/**
 * "Talla L", "zona A": a single letter is also an article or a preposition, so it counts where it is written as a capital,
 * or behind the word behind which the name of the item has it. Keeps the items that have the letter, or else those
 * that have no other in its place.
 */
export function byLetter(catalogue: Catalogue, close: readonly Ranked[], text: string): readonly Ranked[] {
  const capitals = /\p{Ll}/u.test(text)
    ? [...text.matchAll(/(?<![\p{L}\d'’./]|\d\s)\p{Lu}(?![\p{L}\d'’./])/gu)].map(([one]) => foldText(one))
    : [];
  const pairs = pairsOf(text);
  if (capitals.length === 0 && pairs.size === 0) return close;
  // "W 712 serie A": one letter may be in all of them, and the other in one.
  const counts = close.map((one): number => {
    const item = catalogue.items[one.index];
    if (!item) return 0;
    const own = capitals.filter((letter) => item.traits.has(letter) || item.traits.has(`=${letter}`)).length;
    return own + [...pairsOf(item.item.name)].filter((pair) => pairs.has(pair)).length;
  });
  const most = Math.max(0, ...counts);
  if (most > 0) return close.filter((_, at) => counts[at] === most);
  // "Talla L" is not the "talla M" that is all there is.
  const consonants = capitals.filter((letter) => !/[aeiouy]/.test(letter));
  return close.filter((one) => {
    const item = catalogue.items[one.index];
    if (!item) return false;
    const own = [...pairsOf(item.item.name)].map((pair) => pair.split(" ")[0] ?? "");
    const hasOther = consonants.length > 0 && [...item.traits].some((trait) => /^=?[b-df-hj-np-tv-xz]$/.test(trait));
    return !hasOther && !own.some((head) => head.length > 2 && [...pairs].some((pair) => pair.startsWith(`${head} `)));
  });
}

/** Single letters with the word before each. */
function pairsOf(text: string): ReadonlySet<string> {
  const words = foldText(text).match(/[a-z\d]+/g) ?? [];
  return new Set(words.flatMap((word, at) => (/^[a-z]$/.test(word) && at > 0 ? [`${stemWord(words[at - 1] ?? "")} ${word}`] : [])));
}
