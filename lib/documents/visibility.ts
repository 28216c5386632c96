import type { Glyph, Rgb } from "@/lib/documents/glyph";
import { boxOf } from "@/lib/documents/words";
import type { Box } from "@/lib/kernel/evidence";

/** A drawn page, four bytes per pixel. */
export type Raster = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Difference of a colour channel below which print and paper look the same. */
const faint = 14;

/**
 * Tells for groups of glyphs whether a person sees them on the drawn page: something must be drawn in their place, and
 * in a colour that differs from the paper around. Catches white on white, covered, clipped and faded text alike.
 */
export function seenOn(raster: Raster, page: { readonly width: number; readonly height: number }): (glyphs: readonly Glyph[]) => boolean {
  const sx = raster.width / page.width;
  const sy = raster.height / page.height;
  return (glyphs) => {
    const [x0, y0, x1, y1] = boxOf(glyphs);
    const area: Box = [Math.floor(x0 * sx), Math.floor(y0 * sy), Math.ceil(x1 * sx), Math.ceil(y1 * sy)];
    const inside = sample(raster, area, null);
    if (!inside || inside.spread < faint) return false;
    const color = glyphs[0]?.color;
    if (!color) return true;
    const around = sample(raster, [area[0] - 1, area[1] - 1, area[2] + 1, area[3] + 1], area);
    if (around && distance(around.median, color) >= faint) return true;
    // Print on a bar that is hardly larger than itself; not print on other print, which covers less than half of it.
    return distance(inside.median, color) >= clear;
  };
}

/** Difference of a colour channel that nobody overlooks. */
const clear = 100;

type Sample = { readonly spread: number; readonly median: Rgb };

/** How often each value of a channel occurs; used again for each area, since a page has thousands of them. */
const histogram = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;

/** Widest range of a channel, and the colour in the middle; null for an area outside the page. The hole is left out. */
function sample({ width, height, data }: Raster, [x0, y0, x1, y1]: Box, hole: Box | null): Sample | null {
  const [red, green, blue] = histogram;
  for (const counts of histogram) counts.fill(0);
  let total = 0;
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    const crossesHole = hole !== null && y >= hole[1] && y < hole[3];
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      if (crossesHole && x >= hole[0] && x < hole[2]) continue;
      const at = (y * width + x) * 4;
      total++;
      count(red, data[at] ?? 0);
      count(green, data[at + 1] ?? 0);
      count(blue, data[at + 2] ?? 0);
    }
  }
  if (total === 0) return null;
  const half = total / 2;
  const median: Rgb = [medianOf(red, half), medianOf(green, half), medianOf(blue, half)];
  return { spread: Math.max(rangeOf(red), rangeOf(green), rangeOf(blue)), median };
}

function count(counts: Uint32Array, value: number): void {
  counts[value] = (counts[value] ?? 0) + 1;
}

function rangeOf(counts: Uint32Array): number {
  let [first, last] = [0, 255];
  while (first < 255 && counts[first] === 0) first++;
  while (last > 0 && counts[last] === 0) last--;
  return last - first;
}

function medianOf(counts: Uint32Array, half: number): number {
  let [value, sum] = [0, counts[0] ?? 0];
  while (value < 255 && sum <= half) sum += counts[++value] ?? 0;
  return value;
}

const distance = (a: Rgb, b: Rgb) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/** `count`: how many; `spread`: the share of the page, 0..1, over which they stand. */
export type Marks = { readonly count: number; readonly spread: number };

const cell = 24;

/** Pixels: strokes and the gaps between them are thinner even in titles; the squares of a large code are not. */
const widestStroke = 8;

/**
 * How much print stands outside the given boxes: places where light turns to dark from one pixel to the next, does so
 * again within the width of a stroke, and did not do so in the row above. Letters give many; rules, bars, frames and
 * large codes few; a logo gives many on little space.
 */
export function marksOutside(raster: Raster, page: { readonly width: number; readonly height: number }, boxes: readonly Box[]): Marks {
  const { width, height, data } = raster;
  const covered = coverage(raster, page, boxes);
  const columns = Math.ceil(width / cell);
  const cells = new Uint32Array(columns * Math.ceil(height / cell));
  let above = new Uint8Array(width);
  let count = 0;
  for (let y = 0; y < height; y++) {
    const row = new Uint8Array(width);
    const note = (x: number) => {
      if (above[x] === 1 || covered[y * width + x] === 1) return;
      count++;
      const square = Math.floor(y / cell) * columns + Math.floor(x / cell);
      cells[square] = (cells[square] ?? 0) + 1;
    };
    let [last, isNoted] = [-Infinity, true];
    for (let x = 0; x < width - 1; x++) {
      const at = (y * width + x) * 4 + 1;
      if (Math.abs((data[at] ?? 0) - (data[at + 4] ?? 0)) <= 40) continue;
      row[x] = 1;
      const isStroke = x - last <= widestStroke;
      if (isStroke && !isNoted) note(last);
      if (isStroke) note(x);
      [last, isNoted] = [x, isStroke];
    }
    above = row;
  }
  return { count, spread: cells.filter((marks) => marks >= 4).length / Math.max(1, cells.length) };
}

function coverage({ width, height }: Raster, page: { readonly width: number; readonly height: number }, boxes: readonly Box[]): Uint8Array {
  const covered = new Uint8Array(width * height);
  const [sx, sy] = [width / page.width, height / page.height];
  for (const [x0, y0, x1, y1] of boxes) {
    const [from, to] = [Math.max(0, Math.floor(x0 * sx) - 1), Math.min(width, Math.ceil(x1 * sx) + 1)];
    for (let y = Math.max(0, Math.floor(y0 * sy) - 1); y < Math.min(height, Math.ceil(y1 * sy) + 1); y++) {
      if (to > from) covered.fill(1, y * width + from, y * width + to);
    }
  }
  return covered;
}
