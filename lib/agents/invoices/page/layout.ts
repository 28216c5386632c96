import type { Box } from "@/lib/kernel/evidence";
import type { Page, ReadDocument, Word } from "@/lib/documents/model";
import { isSpacedLetter } from "@/lib/language/fold";
import { findLabels, type FoundLabel } from "@/lib/language/labels";

/** Words that stand close together on one line: a phrase, a cell, a label with its value. */
export type Segment = {
  readonly page: number;
  readonly box: Box;
  readonly words: readonly Word[];
  /** Words joined by one space. */
  readonly text: string;
  readonly labels: readonly FoundLabel[];
  /** Index of the row in the layout. */
  readonly row: number;
};

export type Row = {
  readonly index: number;
  readonly page: number;
  readonly box: Box;
  readonly segments: readonly Segment[];
  readonly text: string;
};

export type Layout = {
  readonly pages: readonly Page[];
  /** All rows of all pages, top to bottom. Rows of turned text come last on their page. */
  readonly rows: readonly Row[];
  readonly segments: readonly Segment[];
};

/**
 * Puts the words of a document back into lines and phrases. The order in which the words come does not matter. Pages are
 * laid out once: several questions are asked of the same ones, one after the other.
 */
export function layOut({ pages }: Pick<ReadDocument, "pages">): Layout {
  const [first] = pages;
  if (!first) return { pages, rows: [], segments: [] };
  const known = laidOut.get(first) ?? [];
  const same = known.find((one) => one.pages.length === pages.length && one.pages.every((page, at) => page === pages[at]));
  if (same) return same;
  const layout = layOutPages(pages);
  laidOut.set(first, [layout, ...known].slice(0, mostKept));
  return layout;
}

/** By their first page: the page alone, the invoice that begins with it, the whole file. */
const laidOut = new WeakMap<Page, readonly Layout[]>();
const mostKept = 3;

function layOutPages(pages: readonly Page[]): Layout {
  const rows: Row[] = [];
  for (const page of pages) {
    const bands = page.words.filter(isTurned).map((word) => word.box);
    const turned = new Set(
      page.words.filter((word) => isTurned(word) || (word.text.length <= 4 && bands.some((band) => continuesBand(band, word.box)))),
    );
    const upright = page.words.filter((word) => !turned.has(word));
    for (const words of [...groupIntoRows(upright), ...turnedLines([...turned])]) {
      rows.push(makeRow(rows.length, page.number, words));
    }
  }
  return { pages, rows, segments: rows.flatMap((row) => row.segments) };
}

/** The smallest box around all given ones. @throws when there are none. */
export function around(boxes: readonly Box[]): Box {
  const [first] = boxes;
  if (!first) throw new Error("no boxes");
  return boxes.reduce<Box>((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])], [...first]);
}

export const heightOf = (word: Word): number => (isTurned(word) ? word.box[2] - word.box[0] : word.box[3] - word.box[1]);
export const middle = (box: Box): number => (box[1] + box[3]) / 2;
/** Part of the narrower of two boxes that lies over the other, horizontally: 0..1. */
export function overlapX(a: Box, b: Box): number {
  const shared = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  return shared <= 0 ? 0 : shared / Math.max(1, Math.min(a[2] - a[0], b[2] - b[0]));
}

/** A word of several characters that is much taller than wide was printed up or down the margin. */
function isTurned(word: Word): boolean {
  const [x0, y0, x1, y1] = word.box;
  return word.text.length > 2 && y1 - y0 > 1.4 * (x1 - x0);
}

/** A short word cannot show its direction; it belongs to the margin text it stands in line with. */
function continuesBand(band: Box, box: Box): boolean {
  const width = band[2] - band[0];
  const inLine = box[0] > band[0] - 0.3 * width && box[2] < band[2] + 0.3 * width;
  return inLine && Math.max(box[1] - band[3], band[1] - box[3]) < width;
}

function groupIntoRows(words: readonly Word[]): Word[][] {
  const sorted = [...words].sort((a, b) => middle(a.box) - middle(b.box) || a.box[0] - b.box[0] || compareText(a.text, b.text));
  const rows: { words: Word[]; center: number; height: number }[] = [];
  for (const word of sorted) {
    const height = heightOf(word);
    const near = rows.slice(-12).filter((row) => Math.abs(row.center - middle(word.box)) <= 0.42 * Math.min(height, row.height));
    const row = near.sort((a, b) => Math.abs(a.center - middle(word.box)) - Math.abs(b.center - middle(word.box)))[0];
    if (row) row.words.push(word);
    else rows.push({ words: [word], center: middle(word.box), height });
  }
  return rows.sort((a, b) => a.center - b.center).map((row) => row.words.sort((a, b) => a.box[0] - b.box[0] || a.box[2] - b.box[2]));
}

/** Margin text is read from bottom to top, unless its words say the opposite by their labels. */
function turnedLines(words: readonly Word[]): Word[][] {
  const columns: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.box[0] - b.box[0] || b.box[1] - a.box[1])) {
    const column = columns.find((c) => c[0] && overlapX(c[0].box, word.box) > 0.6);
    if (column) column.push(word);
    else columns.push([word]);
  }
  const upward = columns.map((column) => [...column].sort((a, b) => b.box[1] - a.box[1]));
  const downward = upward.map((column) => [...column].reverse());
  return labelCount(downward) > labelCount(upward) ? downward : upward;
}

function labelCount(lines: readonly (readonly Word[])[]): number {
  return lines.reduce((n, line) => n + findLabels(line.map((word) => word.text)).filter((label) => label.phrase.includes(" ")).length, 0);
}

function makeRow(index: number, page: number, words: readonly Word[]): Row {
  const joined = joinSpacedLetters(joinTouching(words)).flatMap(splitGlued);
  const segments: Segment[] = [];
  let open: Word[] = [];
  const close = () => {
    if (open.length) segments.push(makeSegment(index, page, open));
    open = [];
  };
  for (const word of joined) {
    const last = open.at(-1);
    if (last && gapBetween(last, word) > 0.85 * Math.min(heightOf(last), heightOf(word))) close();
    open.push(word);
  }
  close();
  return { index, page, box: around(joined.map((word) => word.box)), segments, text: segments.map((s) => s.text).join("  ") };
}

function makeSegment(row: number, page: number, words: readonly Word[]): Segment {
  const texts = words.map((word) => word.text);
  return { page, row, box: around(words.map((w) => w.box)), words, text: texts.join(" "), labels: findLabels(texts) };
}

/** Along the line, whatever its direction. */
function gapBetween(a: Word, b: Word): number {
  if (!isTurned(a) && !isTurned(b)) return b.box[0] - a.box[2];
  return Math.max(a.box[1] - b.box[3], b.box[1] - a.box[3]);
}

/** Some programs write one word in several pieces: "27946" ",00". Pieces that touch are one word. */
function joinTouching(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const gap = last ? gapBetween(last, word) : 1;
    const touches =
      last &&
      Math.abs(gap) < 0.06 * heightOf(word) &&
      Math.abs(heightOf(last) - heightOf(word)) < 0.5 &&
      (/[\d.,]$/.test(last.text) ? /^[\d.,]/.test(word.text) : false);
    if (last && touches) joined[joined.length - 1] = { ...last, text: last.text + word.text, box: around([last.box, word.box]) };
    else joined.push(word);
  }
  return joined;
}

/** "FACTURA:A-1": label and value drawn without a space are two words. */
function splitGlued(word: Word): Word[] {
  const parts = /^([\p{L}][\p{L}.º°/-]*:)(?!\/\/)([^\s:].*)$/u.exec(word.text);
  if (!parts || isTurned(word)) return [word];
  const [, label = "", value = ""] = parts;
  const at = word.box[0] + ((word.box[2] - word.box[0]) * label.length) / word.text.length;
  return [
    { ...word, text: label, box: [word.box[0], word.box[1], at, word.box[3]] },
    { ...word, text: value, box: [at, word.box[1], word.box[2], word.box[3]] },
  ];
}

function joinSpacedLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length;) {
    let end = at;
    while (end < words.length && isSpacedLetter(words[end]?.text ?? "")) end++;
    const run = words.slice(at, end);
    const [first] = run;
    if (first && run.length >= 4) joined.push({ ...first, text: run.map((w) => w.text).join(""), box: around(run.map((w) => w.box)) });
    else joined.push(...run);
    const next = words[end];
    if (next) joined.push(next);
    at = end + 1;
  }
  return joined;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
