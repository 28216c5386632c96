import { analyse, type Analysis } from "@/lib/agents/quotes/engine/catalogue/analyse";
import { tradeWords } from "@/lib/agents/quotes/engine/catalogue/trade-words";

/** A meaning found in a text and the words and numbers it stands for. */
export type Meaning = { readonly id: number; readonly start: number; readonly end: number };

type Phrase = { readonly id: number; readonly keys: readonly string[] };

let phrasesByFirst: ReadonlyMap<string, readonly Phrase[]> | null = null;

/** Meanings of the words and phrases of a text, as general trade speech has them; one phrase may have several. */
export function meaningsOf(analysis: Analysis): readonly Meaning[] {
  phrasesByFirst ??= readPhrases();
  const sequence = sequenceOf(analysis);
  return sequence.flatMap((first, from) =>
    (phrasesByFirst?.get(first.key) ?? []).flatMap((phrase) => {
      const isHere = phrase.keys.every((key, offset) => sequence[from + offset]?.key === key);
      if (isHere) return [{ id: phrase.id, start: first.start, end: sequence[from + phrase.keys.length - 1]?.end ?? first.end }];
      // "Red crianza wine": one word may stand between the two of a phrase.
      const apart = phrase.keys.length === 2 && sequence[from + 2]?.key === phrase.keys[1] ? sequence[from + 2] : undefined;
      return apart ? [first, apart].map(({ start, end }) => ({ id: phrase.id, start, end })) : [];
    }),
  );
}

function readPhrases(): ReadonlyMap<string, readonly Phrase[]> {
  const table = new Map<string, Phrase[]>();
  tradeWords.forEach((line, id) => {
    for (const text of line.split(",")) {
      const keys = sequenceOf(analyse(text)).map((one) => one.key);
      const add = (start: string | undefined, phrase: Phrase): void => {
        if (start !== undefined) table.set(start, [...(table.get(start) ?? []), phrase]);
      };
      add(keys[0], { id, keys });
      // The adjective goes before in English and after in Spanish, and people mix them up.
      if (keys.length === 2) add(keys[1], { id, keys: [...keys].reverse() });
    }
  });
  return table;
}

/** Words as stems and numbers as "=value:unit", in the order of the text. */
function sequenceOf(analysis: Analysis): readonly { readonly key: string; readonly start: number; readonly end: number }[] {
  const words = analysis.words.map((word) => ({ key: word.stem, start: word.start, end: word.end }));
  const codes = new Set(analysis.words.filter((word) => word.code).map((word) => word.start));
  const numbers = analysis.numbers
    .filter((one) => !codes.has(one.start))
    .map((one) => ({ key: `=${one.value}:${one.unit ?? ""}`, start: one.start, end: one.end }));
  return [...words, ...numbers].sort((a, b) => a.start - b.start);
}
