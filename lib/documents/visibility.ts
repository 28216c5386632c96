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
    const inside = sample(raster, area);
    if (!inside || inside.spread < faint) return false;
    const color = glyphs[0]?.color;
    if (!color || distance(inside.median, color) >= faint) return true;
    const around = sample(raster, [area[0] - 2, area[1] - 2, area[2] + 2, area[3] + 2]);
    return around !== null && distance(around.median, color) >= faint;
  };
}

type Sample = { readonly spread: number; readonly median: Rgb };

/** Widest range of a channel, and the colour in the middle; null for an area outside the page. */
function sample({ width, height, data }: Raster, [x0, y0, x1, y1]: Box): Sample | null {
  const counts = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  const [left, right, top, bottom] = [Math.max(0, x0), Math.min(width, x1), Math.max(0, y0), Math.min(height, y1)];
  if (left >= right || top >= bottom) return null;
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      for (const channel of [0, 1, 2] as const) {
        const value = data[at + channel] ?? 0;
        counts[channel][value] = (counts[channel][value] ?? 0) + 1;
      }
    }
  }
  const half = ((right - left) * (bottom - top)) / 2;
  return { spread: Math.max(...counts.map(rangeOf)), median: [medianOf(counts[0], half), medianOf(counts[1], half), medianOf(counts[2], half)] };
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
