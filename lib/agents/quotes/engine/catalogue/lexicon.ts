import { analyse, type Analysis } from "@/lib/agents/quotes/engine/catalogue/analyse";
import { editDistance } from "@/lib/agents/quotes/engine/catalogue/words";
import { tradeWords } from "@/lib/agents/quotes/engine/catalogue/trade-words";

/** A meaning found in a text and where the words and numbers stand that it covers. */
export type Meaning = { readonly id: number; readonly start: number; readonly end: number };

type Phrase = { readonly id: number; readonly keys: readonly string[] };
type Step = { readonly key: string; readonly start: number; readonly end: number };

let phrases: ReadonlyMap<string, readonly Phrase[]> | null = null;

/** Meanings of the words and phrases of a text, as general trade speech has them; one phrase may have several. */
export const meaningsOf = (analysis: Analysis): readonly Meaning[] => meaningsIn(sequenceOf(analysis));

/** The same for stems without a text around them. */
export const meaningsOfWords = (stems: readonly string[]): readonly number[] =>
  meaningsIn(stems.map((key, at) => ({ key, start: at, end: at + 1 }))).map((meaning) => meaning.id);

let vocabulary: ReadonlyMap<string, readonly string[]> | null = null;
const shortest = 6;

/** The one word of general trade speech that a stem is with one slip; null when it is such a word itself, or could be several. */
export function intendedStem(stem: string): string | null {
  if (stem.length < shortest - 1 || /\d/.test(stem)) return null;
  phrases ??= readPhrases();
  vocabulary ??= byFirstLetter([...phrases.values()].flatMap((list) => list.flatMap(({ keys }) => keys)));
  const near = vocabulary.get(stem.slice(0, 1)) ?? [];
  if (near.includes(stem)) return null;
  const [only, ...others] = near.filter((word) => word.length >= shortest - 1 && editDistance(stem, word, 1) <= 1);
  return only !== undefined && others.length === 0 ? only : null;
}

function byFirstLetter(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const word of new Set(words)) table.set(word.slice(0, 1), [...(table.get(word.slice(0, 1)) ?? []), word]);
  return table;
}

function meaningsIn(sequence: readonly Step[]): readonly Meaning[] {
  phrases ??= readPhrases();
  const found: Meaning[] = [];
  for (const [from, first] of sequence.entries()) {
    for (const { id, keys } of phrases.get(first.key) ?? []) {
      const last = sequence[from + keys.length - 1];
      if (last && keys.every((key, offset) => sequence[from + offset]?.key === key)) found.push({ id, start: first.start, end: last.end });
      else if (keys.length === 2) found.push(...apart(id, first, sequence[from + 2], keys[1]));
    }
  }
  return found;
}

/** "Red crianza wine": one word may stand between the two of a phrase. */
const apart = (id: number, first: Step, later: Step | undefined, key: string | undefined): readonly Meaning[] =>
  later && later.key === key ? [first, later].map(({ start, end }) => ({ id, start, end })) : [];

function readPhrases(): ReadonlyMap<string, readonly Phrase[]> {
  const table = new Map<string, Phrase[]>();
  const add = (first: string | undefined, phrase: Phrase): void => {
    if (first !== undefined) table.set(first, [...(table.get(first) ?? []), phrase]);
  };
  tradeWords.forEach((line, id) => {
    for (const text of line.split(",")) {
      const keys = sequenceOf(analyse(text, false)).map((one) => one.key);
      add(keys[0], { id, keys });
      // The adjective goes before in English and after in Spanish, and people mix them up.
      if (keys.length === 2) add(keys[1], { id, keys: [...keys].reverse() });
    }
  });
  return table;
}

/** Words as stems and numbers as "=value:unit", in the order of the text. */
function sequenceOf({ words, numbers }: Analysis): readonly Step[] {
  const steps: Step[] = words.map((word) => ({ key: word.stem, start: word.start, end: word.end }));
  if (numbers.length === 0) return steps;
  const codes = new Set(words.filter((word) => word.code).map((word) => word.start));
  for (const one of numbers)
    if (!codes.has(one.start)) steps.push({ key: `=${one.value}:${one.unit ?? ""}`, start: one.start, end: one.end });
  return steps.sort((a, b) => a.start - b.start);
}
