import "server-only";
import { eraseRules } from "@/lib/documents/erase-rules";
import { fromGray, toGray, type Gray } from "@/lib/documents/picture";
import { chain, still, turning, unturning, type Projection } from "@/lib/documents/projection";
import { cutOutSheet } from "@/lib/documents/sheet";
import { otsu, tiltOf } from "@/lib/documents/straighten";

/** A picture ready to be recognised, and how to get from its pixels back. */
export type Prepared = {
  readonly png: Buffer;
  /** The same, unpacked. */
  readonly gray: Gray;
  /** Size of the level page, in pixels of the picture that came in. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the prepared picture per pixel of the level page, and the margins that straightening added to that page. */
  readonly scale: number;
  readonly marginX: number;
  readonly marginY: number;
  /** From the level page to the picture that came in; null when they are the same. */
  readonly asShown: Projection | null;
};

/** Print of ordinary size is recognised best on a page about this wide; till receipts are half as wide as they look. */
const goodWidth = 1900;
const goodReceiptWidth = 1000;

/** A sheet cut out of its surroundings, with even light. */
export type Sheeted = { readonly gray: Gray; readonly onto: Projection };

export async function findSheet(picture: Gray): Promise<Sheeted> {
  const { gray, onto } = (await cutOutSheet(picture)) ?? { gray: picture, onto: still };
  return { gray: await evenLight(isNegative(gray) ? await toGray(fromGray(gray).negate()) : gray), onto };
}

/**
 * Turns by quarters, makes the lines level, takes the rules of tables away, brings print to a good size and stretches contrast: what makes
 * recognition better on scans and photos alike.
 */
export async function preparePicture({ gray, onto }: Sheeted, quarters: 0 | 1 | 2 | 3): Promise<Prepared> {
  const turned = quarters === 0 ? gray : await toGray(fromGray(gray).rotate(quarters * 90));
  const tilt = tiltOf(await toGray(fromGray(turned).resize({ width: 1000, withoutEnlargement: true }).blur(1)));
  const level = eraseRules(tilt === 0 ? turned : await toGray(fromGray(turned).rotate(-tilt, { background: "#fff" })));
  const wanted = level.height > 1.9 * level.width ? goodReceiptWidth : goodWidth;
  const scale = level.width < 0.85 * wanted || level.width > 1.3 * wanted ? wanted / level.width : 1;
  const sized = scale === 1 ? fromGray(level).blur(0.6) : fromGray(level).resize({ width: wanted, kernel: "lanczos3" }).blur(0.3);
  const { contrast, shift } = stretch(level);
  const ready = await toGray(sized.linear(contrast, shift));
  const png = await fromGray(ready).withMetadata({ density: 300 }).png({ compressionLevel: 1 }).toBuffer();
  const unlevel = chain(turning(tilt, [turned.width / 2, turned.height / 2]), unturning(quarters, gray.width, gray.height));
  return {
    png,
    gray: ready,
    scale,
    width: turned.width,
    height: turned.height,
    marginX: (level.width - turned.width) / 2,
    marginY: (level.height - turned.height) / 2,
    asShown: tilt === 0 && quarters === 0 && onto === still ? null : chain(unlevel, onto),
  };
}

/**
 * Makes ink black and paper white. By the mean of the ink and not by a share of the pixels: on a page with three lines
 * the darkest hundredth is already paper.
 */
function stretch({ data }: Gray): { contrast: number; shift: number } {
  const threshold = otsu(data);
  let [ink, sum] = [0, 0];
  for (const value of data) {
    if (value >= threshold) continue;
    ink++;
    sum += value;
  }
  const black = ink === 0 ? 0 : Math.min(160, (0.8 * sum) / ink);
  const contrast = 255 / (250 - black);
  return { contrast, shift: -black * contrast };
}

/** Most of a dark page is dark; print is recognised as dark on light. */
function isNegative({ data }: Gray): boolean {
  let dark = 0;
  for (const value of data) if (value < 110) dark++;
  return dark > 0.6 * data.length;
}

/** Divides each pixel by the paper around it, so that a shadow becomes paper and print stays print. */
async function evenLight(gray: Gray): Promise<Gray> {
  const { width, height, data } = gray;
  const small = await toGray(
    fromGray(gray).resize({ width: Math.max(8, Math.round(width / 16)), height: Math.max(8, Math.round(height / 16)), fit: "fill" }),
  );
  const paper = await toGray(fromGray(brightest(small, 2)).blur(3).resize({ width, height, fit: "fill", kernel: "cubic" }));
  const even = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) even[at] = Math.min(255, ((data[at] ?? 0) * 255) / Math.max(40, paper.data[at] ?? 255));
  return { width, height, data: even };
}

/** Each pixel becomes the brightest within `reach`: print vanishes, paper stays. */
function brightest({ width, height, data }: Gray, reach: number): Gray {
  const pass = (from: Uint8Array, step: number, length: number, lines: number, stride: number) => {
    const to = new Uint8Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        let most = 0;
        for (let j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++)
          most = Math.max(most, from[line * stride + j * step] ?? 0);
        to[line * stride + i * step] = most;
      }
    }
    return to;
  };
  return { width, height, data: pass(pass(data, 1, width, height, width), width, height, width, 1) };
}
