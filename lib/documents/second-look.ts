import "server-only";
import { inkGroups, type Area } from "@/lib/documents/ink-groups";
import { fromGray, type Gray } from "@/lib/documents/picture";

/** What recognition found, in pixels of the picture it was given. */
export type Seen = Area & {
  readonly text: string;
  /** 0..1. */
  readonly confidence: number;
  /** Height of the line it stands in. */
  readonly rowHeight: number;
};

/** Recognises one line of print. */
export type ReadLine = (png: Buffer, allowed: "all" | "numbers") => Promise<readonly Seen[]>;

/** A page needs a handful of second looks, each some 30 ms; a page that needs more is a drawing. */
const mostLooks = 60;
const doubtful = 0.6;
/** Below this a word is noise more often than not. */
const noise = 0.35;

/**
 * Looks again, closer, where the page as a whole was not understood: at print that no word covers or that was read as
 * noise (cells of tables that the layout analysis took for a drawing), and at numbers that were hardly made out. What
 * is found there counts only when it is surer than what stood there before.
 */
export async function secondLook(picture: Gray, seen: readonly Seen[], readLine: ReadLine): Promise<readonly Seen[]> {
  const usual = usualHeight(seen);
  if (usual === 0) return seen;
  const suspect = seen.filter((word) => word.confidence < noise || isRoomy(word, usual));
  const trusted = seen.filter((word) => !suspect.includes(word));
  let words = seen;
  for (const area of inkGroups(picture, trusted, usual).slice(0, mostLooks)) {
    const found = (await look(picture, area, usual, readLine, "all")).filter(
      ({ confidence, text }) => confidence >= doubtful && /[\p{L}\p{N}]/u.test(text),
    );
    const replaced = suspect.filter((word) => found.some((better) => overlap(word, better)));
    words = [...words.filter((word) => !replaced.includes(word)), ...found];
  }
  for (const group of doubtfulNumbers(words, usual).slice(0, mostLooks)) {
    const found = await look(picture, around(group), usual, readLine, "numbers");
    if (found.length > 0 && meanConfidence(found) > meanConfidence(group))
      words = [...words.filter((word) => !group.includes(word)), ...found];
  }
  return words;
}

async function look(picture: Gray, area: Area, usual: number, readLine: ReadLine, allowed: "all" | "numbers"): Promise<readonly Seen[]> {
  const margin = 0.35 * usual;
  const left = Math.max(0, Math.floor(area.x0 - margin));
  const top = Math.max(0, Math.floor(area.y0 - margin));
  const width = Math.min(picture.width, Math.ceil(area.x1 + margin)) - left;
  const height = Math.min(picture.height, Math.ceil(area.y1 + margin)) - top;
  if (width < 3 || height < 3) return [];
  const scale = Math.min(3, Math.max(1, goodHeight / usual));
  const png = await fromGray(picture)
    .extract({ left, top, width, height })
    .resize({ width: Math.round(width * scale), kernel: "cubic" })
    .extend({ top: frame, bottom: frame, left: frame, right: frame, background: "#fff" })
    .withMetadata({ density: 300 })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const x = (value: number) => (value - frame) / scale + left;
  const y = (value: number) => (value - frame) / scale + top;
  return (await readLine(png, allowed)).map((word) => ({
    ...word,
    x0: x(word.x0),
    x1: x(word.x1),
    y0: y(word.y0),
    y1: y(word.y1),
    rowHeight: word.rowHeight / scale,
  }));
}

/** Pixels: the height of words that is read best, and the paper that recognition wants around a line. */
const goodHeight = 40;
const frame = 10;

/** Middle height of the words of letters or digits. */
function usualHeight(seen: readonly Seen[]): number {
  const heights = seen.filter(({ text }) => /[\p{L}\p{N}]{2}/u.test(text)).map(({ y0, y1 }) => y1 - y0);
  return heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
}

/** Far wider than its letters: the next cell of the table was swallowed. */
const isRoomy = ({ x0, x1, text }: Seen, usual: number) => x1 - x0 > 1.15 * usual * text.length + 0.5 * usual;

const number = /^[-+(]?[\d.,'’€$%/-]*\d[\d.,'’€$%/-]*\)?$/u;

/** Neighbouring numbers of which one is doubtful: "1 800,00" is read as a whole. */
function doubtfulNumbers(seen: readonly Seen[], usual: number): Seen[][] {
  const groups: Seen[][] = [];
  for (const word of seen.filter(({ text }) => number.test(text)).sort((a, b) => a.x0 - b.x0)) {
    const group = groups.find((one) => one.some((before) => isNext(before, word, usual)));
    if (group) group.push(word);
    else groups.push([word]);
  }
  return groups.filter((group) => group.some(({ confidence }) => confidence < doubtful));
}

function isNext(before: Seen, word: Seen, usual: number): boolean {
  const level = Math.abs(word.y0 + word.y1 - before.y0 - before.y1) / 2;
  return word.x0 - before.x1 < 0.8 * usual && word.x0 > before.x0 && level < 0.4 * usual;
}

function overlap(a: Area, b: Area): boolean {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return width > 0 && height > 0.3 * Math.min(a.y1 - a.y0, b.y1 - b.y0);
}

const around = (words: readonly Area[]): Area => ({
  x0: Math.min(...words.map(({ x0 }) => x0)),
  y0: Math.min(...words.map(({ y0 }) => y0)),
  x1: Math.max(...words.map(({ x1 }) => x1)),
  y1: Math.max(...words.map(({ y1 }) => y1)),
});

/** Weighted by length, 0..1. */
export function meanConfidence(words: readonly { readonly text: string; readonly confidence: number }[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / Math.max(1, letters);
}
