import "server-only";
import { fromGray, toGray, type Gray } from "@/lib/documents/picture";
import { apply, ontoQuad, type Point, type Projection, type Quad } from "@/lib/documents/projection";

/** A sheet cut out of a photo and made rectangular. `onto` leads from its pixels to those of the photo. */
export type Sheet = { readonly gray: Gray; readonly onto: Projection };

const lookWidth = 400;

/** Finds the bright sheet on a darker ground; null when the sheet fills the picture or none stands out. */
export async function cutOutSheet(photo: Gray): Promise<Sheet | null> {
  const small = await toGray(fromGray(photo).resize({ width: lookWidth, withoutEnlargement: true }).median(5).blur(1.5));
  const scale = photo.width / small.width;
  const quad = sheetCorners(small);
  if (!quad) return null;
  const corners = quad.map(([x, y]): Point => [x * scale, y * scale]) as unknown as Quad;
  const [a, b, c, d] = corners;
  const width = Math.round((distance(a, b) + distance(d, c)) / 2);
  const height = Math.round((distance(a, d) + distance(b, c)) / 2);
  const onto = ontoQuad(width, height, corners);
  return { gray: resample(photo, width, height, onto), onto };
}

/**
 * Corners of the brightest large region, if it is a four-sided sheet: it must fill its corners, leave ground around,
 * and differ clearly from it.
 */
export function sheetCorners(picture: Gray): Quad | null {
  const { width, height } = picture;
  const region = largestBrightRegion(picture);
  if (!region) return null;
  const quad = extremes(region.pixels, width);
  const area = quadArea(quad);
  const share = area / (width * height);
  if (share < 0.2 || share > 0.96 || region.pixels.length < 0.85 * area || region.contrast < 25) return null;
  return quad;
}

function largestBrightRegion({ width, height, data }: Gray): { pixels: Int32Array; contrast: number } | null {
  const threshold = splitLight(data);
  if (!threshold) return null;
  const state = new Uint8Array(data.length);
  const stack = new Int32Array(data.length);
  let largest = new Int32Array(0);
  for (let start = 0; start < data.length; start++) {
    if (state[start] === 1 || (data[start] ?? 0) < threshold.value) continue;
    let [head, tail] = [0, 0];
    stack[tail++] = start;
    state[start] = 1;
    while (head < tail) {
      const at = stack[head++] ?? 0;
      const x = at % width;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= width * height || state[next] === 1 || (data[next] ?? 0) < threshold.value) continue;
        state[next] = 1;
        stack[tail++] = next;
      }
    }
    if (tail > largest.length) largest = stack.slice(0, tail);
  }
  return { pixels: largest, contrast: threshold.contrast };
}

/** Otsu's threshold, and how far apart the two sides lie. */
function splitLight(data: Uint8Array): { value: number; contrast: number } | null {
  const counts = new Float64Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const all = counts.reduce((sum, n, value) => sum + n * value, 0);
  let [below, belowSum, best] = [0, 0, -1];
  let found: { value: number; contrast: number } | null = null;
  for (let value = 0; value < 255; value++) {
    below += counts[value] ?? 0;
    belowSum += value * (counts[value] ?? 0);
    if (below === 0 || below === data.length) continue;
    const contrast = (all - belowSum) / (data.length - below) - belowSum / below;
    const apart = below * (data.length - below) * contrast ** 2;
    if (apart > best) [best, found] = [apart, { value: value + 1, contrast }];
  }
  return found;
}

function extremes(pixels: Int32Array, width: number): Quad {
  const found: [Point, Point, Point, Point] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  const best = [Infinity, -Infinity, -Infinity, Infinity];
  for (const at of pixels) {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x + y < (best[0] ?? 0)) [best[0], found[0]] = [x + y, [x, y]];
    if (x - y > (best[1] ?? 0)) [best[1], found[1]] = [x - y, [x + 1, y]];
    if (x + y > (best[2] ?? 0)) [best[2], found[2]] = [x + y, [x + 1, y + 1]];
    if (x - y < (best[3] ?? 0)) [best[3], found[3]] = [x - y, [x, y + 1]];
  }
  return found;
}

function quadArea(quad: Quad): number {
  return Math.abs(quad.reduce((sum, [x, y], i) => sum + x * (quad[(i + 1) % 4]?.[1] ?? 0) - (quad[(i + 1) % 4]?.[0] ?? 0) * y, 0)) / 2;
}

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by);

function resample({ width: fromWidth, height: fromHeight, data }: Gray, width: number, height: number, onto: Projection): Gray {
  const sheet = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [px, py] = apply(onto, [x + 0.5, y + 0.5]);
      const [fx, fy] = [Math.min(fromWidth - 1.001, Math.max(0, px - 0.5)), Math.min(fromHeight - 1.001, Math.max(0, py - 0.5))];
      const [ix, iy] = [Math.floor(fx), Math.floor(fy)];
      const at = iy * fromWidth + ix;
      const upper = (data[at] ?? 0) * (1 - fx + ix) + (data[at + 1] ?? 0) * (fx - ix);
      const lower = (data[at + fromWidth] ?? 0) * (1 - fx + ix) + (data[at + fromWidth + 1] ?? 0) * (fx - ix);
      sheet[y * width + x] = upper * (1 - fy + iy) + lower * (fy - iy);
    }
  }
  return { width, height, data: sheet };
}
