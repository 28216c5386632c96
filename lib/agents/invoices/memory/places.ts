import type { Page, Word } from "@/lib/documents/model";
import type { Box } from "@/lib/kernel/evidence";
import { foldText } from "@/lib/language/fold";

/** Some words in a row on one line, with what stands beside and above them. */
export type Place = {
  readonly page: number;
  readonly box: Box;
  readonly text: string;
  /** Folded words of the next phrase to the left, and of the next one above, that say something; "" where there is none. */
  readonly left: string;
  readonly above: string;
  /** The box as shares of the page. */
  readonly share: Box;
};

type Phrase = { readonly words: readonly Word[]; readonly box: Box; readonly label: string };
type Line = { readonly phrases: readonly Phrase[]; readonly box: Box };

/** Every run of up to `longest` words of one phrase, with its surroundings. */
export function placesOf(pages: readonly Page[], longest: number): readonly Place[] {
  return pages.flatMap((page) => {
    const lines = linesOf(page.words);
    return lines.flatMap((line, at) =>
      line.phrases.flatMap((phrase, index) => {
        const left = labelBefore(line.phrases, index);
        return runsOf(phrase.words, longest).map((words): Place => {
          const box = around(words);
          const share: Box = [box[0] / page.width, box[1] / page.height, box[2] / page.width, box[3] / page.height];
          const inside = labelOf(phrase.words.slice(0, phrase.words.indexOf(words[0] as Word)));
          const text = words.map((word) => word.text).join(" ");
          return { page: page.number, box, text, left: inside || left, above: labelAbove(lines, at, box), share };
        });
      }),
    );
  });
}

function linesOf(words: readonly Word[]): Line[] {
  const rows: Word[][] = [];
  for (const word of [...words].sort((a, b) => middle(a.box) - middle(b.box))) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row && last && Math.abs(middle(word.box) - middle(last.box)) < 0.5 * Math.max(1, heightOf(last.box))) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => {
    const sorted = row.sort((a, b) => a.box[0] - b.box[0]);
    return { phrases: phrasesOf(sorted), box: around(sorted) };
  });
}

/** A gap wider than the type is high begins another phrase. */
function phrasesOf(row: readonly Word[]): Phrase[] {
  const groups: Word[][] = [];
  for (const word of row) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.box[0] - last.box[2] < 1.1 * Math.max(heightOf(word.box), heightOf(last.box))) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  return groups.map((words) => ({ words, box: around(words), label: labelOf(words) }));
}

function runsOf(words: readonly Word[], longest: number): Word[][] {
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(longest, words.length - from) }, (_unused, length) => words.slice(from, from + length + 1)),
  );
}

/** Words with letters, folded: figures change from one invoice to the next. */
function labelOf(words: readonly Word[]): string {
  return words
    .map(({ text }) => foldText(text).replace(/[^a-z0-9%]+/g, ""))
    .filter((text) => /[a-z%]/.test(text) && !/\d/.test(text))
    .slice(-6)
    .join(" ")
    .slice(0, 120);
}

const labelBefore = (phrases: readonly Phrase[], index: number): string =>
  phrases
    .slice(0, index)
    .reverse()
    .find(({ label }) => label !== "")?.label ?? "";

/** The head of the column: the nearest phrase above, within eight lines, that says something. */
function labelAbove(lines: readonly Line[], at: number, [x0, , x1]: Box): string {
  for (const line of lines.slice(Math.max(0, at - 8), at).reverse()) {
    const over = line.phrases.find(({ box, label }) => label !== "" && box[0] < x1 && box[2] > x0);
    if (over) return over.label;
  }
  return "";
}

function around(words: readonly Word[]): Box {
  const boxes = words.map(({ box }) => box);
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

const middle = (box: Box): number => (box[1] + box[3]) / 2;
const heightOf = (box: Box): number => box[3] - box[1];
