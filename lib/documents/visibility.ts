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

/** Widest range of a channel, and the colour in the middle; null for an area outside the page. The hole is left out. */
function sample({ width, height, data }: Raster, [x0, y0, x1, y1]: Box, hole: Box | null): Sample | null {
  const counts = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  let total = 0;
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      if (hole && y >= hole[1] && y < hole[3] && x >= hole[0] && x < hole[2]) continue;
      total++;
      for (const channel of [0, 1, 2] as const) {
        const value = data[(y * width + x) * 4 + channel] ?? 0;
        counts[channel][value] = (counts[channel][value] ?? 0) + 1;
      }
    }
  }
  if (total === 0) return null;
  const median = (channel: 0 | 1 | 2) => medianOf(counts[channel], total / 2);
  return { spread: Math.max(...counts.map(rangeOf)), median: [median(0), median(1), median(2)] };
}

function rangeOf(counts: Uint32Array): number {
  return counts.findLastIndex((n) => n > 0) - counts.findIndex((n) => n > 0);
}

function medianOf(counts: Uint32Array, half: number): number {
  let sum = 0;
  return counts.findIndex((n) => (sum += n) > half);
}

const distance = (a: Rgb, b: Rgb) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/** `count`: how many; `spread`: the share of the page, 0..1, over which they stand. */
export type Marks = { readonly count: number; readonly spread: number };

const cell = 24;

/**
 * How much print stands outside the given boxes: places where light turns to dark from one pixel to the next and did
 * not do so in the row above. Letters give many; rules, bars and frames few; a logo gives many on little space.
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
    for (let x = 0; x < width - 1; x++) {
      const at = (y * width + x) * 4 + 1;
      if (Math.abs((data[at] ?? 0) - (data[at + 4] ?? 0)) <= 40) continue;
      row[x] = 1;
      if (above[x] === 1 || covered[y * width + x] === 1) continue;
      count++;
      const square = Math.floor(y / cell) * columns + Math.floor(x / cell);
      cells[square] = (cells[square] ?? 0) + 1;
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
