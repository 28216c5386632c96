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
    const inner = pixels(raster, area);
    if (inner.length === 0 || spread(inner) < faint) return false;
    const color = glyphs[0]?.color;
    if (!color) return true;
    const ring = pixels(raster, [area[0] - 2, area[1] - 2, area[2] + 2, area[3] + 2]);
    return [inner, ring].some((area) => distance(median(area), color) >= faint);
  };
}

function pixels({ width, height, data }: Raster, [x0, y0, x1, y1]: Box): Rgb[] {
  const found: Rgb[] = [];
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      const at = (y * width + x) * 4;
      found.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
    }
  }
  return found;
}

function spread(colors: readonly Rgb[]): number {
  let widest = 0;
  for (const channel of [0, 1, 2] as const) {
    let [low, high] = [255, 0];
    for (const color of colors) {
      low = Math.min(low, color[channel]);
      high = Math.max(high, color[channel]);
    }
    widest = Math.max(widest, high - low);
  }
  return widest;
}

function median(colors: readonly Rgb[]): Rgb {
  const middle = (channel: 0 | 1 | 2) => colors.map((color) => color[channel]).sort((a, b) => a - b)[colors.length >> 1] ?? 0;
  return [middle(0), middle(1), middle(2)];
}

const distance = (a: Rgb, b: Rgb) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));

/**
 * How much print stands outside the given boxes: places where light turns to dark from one pixel to the next and did
 * not do so in the row above. Letters give many; rules, bars and frames few.
 */
export function countMarks({ width, height, data }: Raster, page: { readonly width: number; readonly height: number }, boxes: readonly Box[]): number {
  const [sx, sy] = [width / page.width, height / page.height];
  const covered = new Uint8Array(width * height);
  for (const [x0, y0, x1, y1] of boxes) {
    const [from, to] = [Math.max(0, Math.floor(x0 * sx) - 1), Math.min(width, Math.ceil(x1 * sx) + 1)];
    for (let y = Math.max(0, Math.floor(y0 * sy) - 1); y < Math.min(height, Math.ceil(y1 * sy) + 1); y++) {
      if (to > from) covered.fill(1, y * width + from, y * width + to);
    }
  }
  const green = (x: number, y: number) => data[(y * width + x) * 4 + 1] ?? 0;
  const turns = (x: number, y: number) => Math.abs(green(x, y) - green(x + 1, y)) > 40;
  let marks = 0;
  for (let y = 1; y < height; y++) {
    for (let x = 0; x < width - 1; x++) {
      if (covered[y * width + x] === 0 && turns(x, y) && !turns(x, y - 1)) marks++;
    }
  }
  return marks;
}
