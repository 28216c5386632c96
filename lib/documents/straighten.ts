import type { Gray } from "@/lib/documents/picture";

/**
 * Degrees clockwise by which the lines of a page fall, −8..8: the angle at which its dark pixels make the sharpest
 * rows. Meant for a picture about 1,000 pixels wide; more only takes longer.
 */
export function tiltOf(picture: Gray): number {
  const { xs, ys } = darkPixels(picture);
  return bestAngle(xs, ys, picture.width, picture.height);
}

type Dark = { readonly xs: Int32Array; readonly ys: Int32Array };

const mostPixels = 200_000;

function darkPixels({ width, height, data }: Gray): Dark {
  const threshold = otsu(data);
  let count = 0;
  for (const value of data) if (value < threshold) count++;
  const step = Math.max(1, Math.ceil(count / mostPixels));
  const [xs, ys] = [new Int32Array(Math.ceil(count / step)), new Int32Array(Math.ceil(count / step))];
  let seen = 0;
  for (let at = 0; at < width * height; at++) {
    if ((data[at] ?? 255) >= threshold || seen++ % step !== 0) continue;
    const slot = Math.floor((seen - 1) / step);
    xs[slot] = at % width;
    ys[slot] = Math.floor(at / width);
  }
  return { xs, ys };
}

function bestAngle(along: Int32Array, across: Int32Array, length: number, rows: number): number {
  const bins = new Float64Array(rows + 2 * length);
  const sharpness = (degrees: number) => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    bins.fill(0);
    for (let i = 0; i < along.length; i++) {
      const bin = Math.floor((across[i] ?? 0) - (along[i] ?? 0) * slope + length);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    let sum = 0;
    for (let i = 1; i < bins.length; i++) sum += ((bins[i] ?? 0) - (bins[i - 1] ?? 0)) ** 2;
    return sum;
  };
  let best = { degrees: 0, sharpness: sharpness(0) };
  const scan = (from: number, to: number, step: number) => {
    for (let degrees = from; degrees <= to; degrees += step) {
      const found = sharpness(degrees);
      if (found > best.sharpness) best = { degrees, sharpness: found };
    }
  };
  scan(-8, 8, 0.5);
  scan(best.degrees - 0.45, best.degrees + 0.45, 0.05);
  return best.degrees;
}

/** The grey value that best parts print from paper. */
export function otsu(data: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const total = data.length;
  const all = counts.reduce((sum, n, value) => sum + n * value, 0);
  let [below, belowSum, best, threshold] = [0, 0, -1, 128];
  for (let value = 0; value < 256; value++) {
    below += counts[value] ?? 0;
    belowSum += value * (counts[value] ?? 0);
    if (below === 0 || below === total) continue;
    const apart = below * (total - below) * (belowSum / below - (all - belowSum) / (total - below)) ** 2;
    if (apart > best) [best, threshold] = [apart, value + 1];
  }
  return threshold;
}
