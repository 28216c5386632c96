import type { Glyph, Rgb } from "@/lib/documents/glyph";
import type { Word } from "@/lib/documents/model";
import type { Box } from "@/lib/kernel/evidence";

/** Glyphs drawn one behind the other without a gap, in one size and colour. */
export type Fragment = {
  readonly glyphs: readonly Glyph[];
  readonly text: string;
  /** Degrees clockwise from upright, rounded. */
  readonly angle: number;
  /** Along and across the baseline; `end` is where ink ends, `reach` where the file says the next glyph may begin. */
  readonly start: number;
  readonly end: number;
  readonly reach: number;
  readonly across: number;
  readonly size: number;
  readonly bold: boolean;
  readonly color: Rgb | null;
  /** A blank was drawn right before or behind it. */
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
};

/** Ems. A narrower gap is kerning, a wider one parts two words. */
const wordGap = 0.13;

type Spot = { readonly glyph: Glyph; readonly angle: number; readonly along: number; readonly across: number };

/** Groups glyphs in the order they were drawn; what was printed twice to look bold is taken once, as bold. */
export function toFragments(glyphs: readonly Glyph[]): Fragment[] {
  const groups: { glyphs: Glyph[]; blankBefore: boolean; blankAfter: boolean }[] = [];
  const printed = new Overprint();
  const doubled = new Set<Glyph>();
  let last: Spot | null = null;
  let blank = false;
  for (const glyph of glyphs) {
    const text = cleanText(glyph.text);
    if (text.trim() === "") {
      blank ||= text !== "" && glyph.advance > 0;
      continue;
    }
    const spot = spotOf({ ...glyph, text });
    const twin = printed.seen(spot);
    if (twin) {
      doubled.add(twin);
      continue;
    }
    const open = groups.at(-1);
    if (open && last && !blank && continues(last, spot)) {
      open.glyphs.push(spot.glyph);
    } else {
      if (open) open.blankAfter = blank;
      groups.push({ glyphs: [spot.glyph], blankBefore: blank, blankAfter: false });
    }
    blank = false;
    printed.add(spot);
    last = spot;
  }
  return groups.map((group) =>
    fragmentOf(
      group.glyphs.map((g) => (doubled.has(g) ? { ...g, bold: true } : g)),
      group.blankBefore,
      group.blankAfter,
    ),
  );
}

/** Joins neighbours that only the drawing order or letter spacing had parted, and puts words into reading order. */
export function toWords(fragments: readonly Fragment[]): Word[] {
  const words: { word: Word; angle: number }[] = [];
  for (const line of baselines(fragments)) {
    for (const group of joinSpacedLetters(joinTouching(line))) words.push({ word: wordOf(group), angle: group[0]?.angle ?? 0 });
  }
  const upright = words.filter(({ angle }) => angle === 0).map(({ word }) => word);
  const turned = [...new Set(words.map(({ angle }) => angle))].filter((angle) => angle !== 0).sort((a, b) => a - b);
  return [...readingOrder(upright), ...turned.flatMap((angle) => words.filter((w) => w.angle === angle).map(({ word }) => word))];
}

/** The box of glyphs on the upright page, whatever way they run. */
export function boxOf(glyphs: readonly Glyph[]): Box {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, ux, uy, advance, ascent, descent } of glyphs) {
    for (const [along, up] of [
      [0, ascent],
      [0, -descent],
      [advance, ascent],
      [advance, -descent],
    ] as const) {
      const px = x + ux * along + uy * up;
      const py = y + uy * along - ux * up;
      [x0, y0, x1, y1] = [Math.min(x0, px), Math.min(y0, py), Math.max(x1, px), Math.max(y1, py)];
    }
  }
  return [round(x0), round(y0), round(x1), round(y1)];
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Ligatures taken apart, odd hyphens made plain, characters without a picture removed. */
export function cleanText(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize("NFKC"))
    .replace(/[\u00ad\u2010\u2011]/gu, "-")
    .replace(/[\p{Cc}\p{Cf}\u{e0000}-\u{e007f}]/gu, (c) => (/[\t\n\r]/u.test(c) ? " " : ""))
    .normalize("NFC");
}

function spotOf(glyph: Glyph): Spot {
  const angle = (Math.round((Math.atan2(glyph.uy, glyph.ux) * 180) / Math.PI) + 360) % 360;
  return { glyph, angle, along: glyph.x * glyph.ux + glyph.y * glyph.uy, across: glyph.y * glyph.ux - glyph.x * glyph.uy };
}

function continues(last: Spot, next: Spot): boolean {
  const size = Math.min(last.glyph.size, next.glyph.size);
  if (last.angle !== next.angle || Math.abs(last.across - next.across) > 0.15 * size) return false;
  if (Math.max(last.glyph.size, next.glyph.size) > 1.4 * size || !isSameColor(last.glyph.color, next.glyph.color)) return false;
  const gap = next.along - reachOf(last);
  return gap >= -0.3 * size && gap <= wordGap * size;
}

/** Spacing that the file adds to every letter belongs to the letter, unless it is wide enough to be a gap of a table. */
function reachOf({ glyph, along }: Spot): number {
  return along + glyph.advance + (glyph.spacing > 0 && glyph.spacing <= glyph.size ? glyph.spacing : Math.min(0, glyph.spacing));
}

function isSameColor(a: Rgb | null, b: Rgb | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.max(...a.map((channel, at) => Math.abs(channel - (b[at] ?? 0)))) <= 48;
}

/** Remembers where each character stands, to notice one printed again a hair beside itself. */
class Overprint {
  private readonly cells = new Map<string, Glyph[]>();

  seen({ glyph }: Spot): Glyph | undefined {
    const near = 0.13 * glyph.size;
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        const hit = this.cells
          .get(this.key(glyph, dx, dy))
          ?.find((g) => Math.abs(g.x - glyph.x) <= near && Math.abs(g.y - glyph.y) <= near);
        if (hit && Math.abs(hit.size - glyph.size) < 0.1 * glyph.size && isSameColor(hit.color, glyph.color)) return hit;
      }
    }
    return undefined;
  }

  add({ glyph }: Spot): void {
    const key = this.key(glyph, 0, 0);
    const cell = this.cells.get(key);
    if (cell) cell.push(glyph);
    else this.cells.set(key, [glyph]);
  }

  private key(glyph: Glyph, dx: number, dy: number): string {
    return `${glyph.text} ${Math.floor(glyph.x / 2) + dx} ${Math.floor(glyph.y / 2) + dy}`;
  }
}

function fragmentOf(glyphs: readonly Glyph[], blankBefore: boolean, blankAfter: boolean): Fragment {
  const spots = glyphs.map(spotOf);
  const first = spots[0];
  const last = spots.at(-1);
  if (!first || !last) throw new Error("a fragment needs a glyph");
  return {
    glyphs,
    text: glyphs.map((g) => g.text).join(""),
    angle: first.angle,
    start: first.along,
    end: last.along + last.glyph.advance,
    reach: reachOf(last),
    across: first.across,
    size: Math.max(...glyphs.map((g) => g.size)),
    bold: glyphs.filter((g) => g.bold).length * 2 > glyphs.length,
    color: first.glyph.color,
    blankBefore,
    blankAfter,
  };
}

/** Fragments on one baseline, from its beginning to its end; baselines from top to bottom. */
function baselines(fragments: readonly Fragment[]): Fragment[][] {
  const sorted = [...fragments].sort((a, b) => a.angle - b.angle || a.across - b.across);
  const lines: Fragment[][] = [];
  for (const fragment of sorted) {
    const head = lines.at(-1)?.[0];
    if (head && head.angle === fragment.angle && fragment.across - head.across <= 0.15 * Math.min(head.size, fragment.size))
      lines.at(-1)?.push(fragment);
    else lines.push([fragment]);
  }
  for (const line of lines) line.sort((a, b) => a.start - b.start);
  return lines;
}

function joinTouching(line: readonly Fragment[]): Fragment[][] {
  const groups: Fragment[][] = [];
  for (const fragment of line) {
    const before = groups.at(-1)?.at(-1);
    if (before && touches(before, fragment)) groups.at(-1)?.push(fragment);
    else groups.push([fragment]);
  }
  return groups;
}

function touches(a: Fragment, b: Fragment): boolean {
  const size = Math.min(a.size, b.size);
  if (a.blankAfter || b.blankBefore || Math.max(a.size, b.size) > 1.4 * size) return false;
  const gap = b.start - a.reach;
  return gap >= -0.15 * size && gap <= wordGap * size;
}

/** "F A C T U R A" is one word: at least four single characters at even distances. */
function joinSpacedLetters(groups: readonly Fragment[][]): Fragment[][] {
  const joined: Fragment[][] = [];
  for (let at = 0; at < groups.length;) {
    const run = spacedRun(groups, at);
    if (run.length < 4) {
      joined.push(...groups.slice(at, at + 1));
      at += 1;
      continue;
    }
    const gaps = run.slice(1).map((group, i) => gapBetween(run[i], group));
    const usual = [...gaps].sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0;
    for (const [i, group] of run.entries()) {
      const gap = gaps[i - 1];
      if (gap !== undefined && gap <= 1.5 * usual + 0.05 * sizeOf(group)) joined.at(-1)?.push(...group);
      else joined.push([...group]);
    }
    at += run.length;
  }
  return joined;
}

function spacedRun(groups: readonly Fragment[][], from: number): Fragment[][] {
  const run: Fragment[][] = [];
  for (let at = from; at < groups.length; at++) {
    const group = groups[at] ?? [];
    const before = run.at(-1);
    if (textOf(group).length !== 1 || !/[\p{L}\p{N}.,/-]/u.test(textOf(group))) break;
    if (before && (gapBetween(before, group) > 0.8 * sizeOf(group) || Math.abs(sizeOf(before) - sizeOf(group)) > 0.2 * sizeOf(group)))
      break;
    run.push(group);
  }
  return run;
}

const textOf = (group: readonly Fragment[]) => group.map((f) => f.text).join("");
const sizeOf = (group: readonly Fragment[]) => group[0]?.size ?? 0;
const gapBetween = (a: readonly Fragment[] | undefined, b: readonly Fragment[]) => (b[0]?.start ?? 0) - (a?.at(-1)?.end ?? 0);

function wordOf(group: readonly Fragment[]): Word {
  const glyphs = group.flatMap((fragment) => fragment.glyphs);
  const bold = group.filter((fragment) => fragment.bold).length * 2 > group.length;
  return {
    text: textOf(group).normalize("NFC"),
    box: boxOf(glyphs),
    size: round(Math.max(...group.map((f) => f.size))),
    bold,
    confidence: 1,
  };
}

/** Lines from top to bottom, words from left to right; words belong to a line when their middles are level. */
export function readingOrder(words: readonly Word[]): Word[] {
  const middle = ({ box }: Word) => (box[1] + box[3]) / 2;
  const lines: { middle: number; height: number; words: Word[] }[] = [];
  for (const word of [...words].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1);
    const height = word.box[3] - word.box[1];
    if (line && middle(word) - line.middle <= 0.4 * Math.min(line.height, height)) line.words.push(word);
    else lines.push({ middle: middle(word), height, words: [word] });
  }
  return lines.flatMap((line) => line.words.sort((a, b) => a.box[0] - b.box[0]));
}
