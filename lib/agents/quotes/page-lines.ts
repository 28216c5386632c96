import type { Page, Word } from "@/lib/documents/model";

/** The words of pages as lines of text, columns apart: the order in which a person reads them. Pure. */
export function linesOfPages(pages: readonly Page[]): string {
  return pages.map(({ words }) => linesOfWords(words).join("\n")).join("\n\n");
}

function linesOfWords(words: readonly Word[]): readonly string[] {
  const rows: Word[][] = [];
  for (const word of words.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row && last && Math.abs(middle(word) - middle(last)) < height(last) / 2) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => lineOf(row.toSorted((a, b) => a.box[0] - b.box[0])));
}

/** A gap wider than two letters is one between columns. */
function lineOf(row: readonly Word[]): string {
  return row.reduce((line, word, index) => {
    const before = row[index - 1];
    if (!before) return word.text;
    const isColumn = word.box[0] - before.box[2] > height(word) * 1.2;
    return `${line}${isColumn ? "   " : " "}${word.text}`;
  }, "");
}

const middle = ({ box }: Word): number => (box[1] + box[3]) / 2;
const height = ({ box }: Word): number => Math.max(1, box[3] - box[1]);
