import "server-only";
import { fromGray, toGray, type Gray } from "@/lib/documents/picture";
import { tiltOf } from "@/lib/documents/straighten";

/** A picture ready to be recognised, and how to get from its pixels back to the level page. */
export type Prepared = {
  readonly png: Buffer;
  /** Degrees clockwise by which the picture was turned. */
  readonly turned: number;
  /** Width of the level page, in pixels of the picture that came in. */
  readonly levelWidth: number;
  /** Pixels of the prepared picture per pixel of the level page, and the margins that turning added to that page. */
  readonly scale: number;
  readonly marginX: number;
  readonly marginY: number;
};

const goodWidth = 1900;
const smallWidth = 1600;

/**
 * Straightens, evens out shadows, enlarges small scans and stretches contrast: what makes recognition better on scans
 * and photos alike. `flip` turns the page upside down after that.
 */
export async function preparePicture(gray: Gray, options: { readonly flip: boolean }): Promise<Prepared> {
  const tilt = tiltOf(await toGray(fromGray(gray).resize({ width: 1000, withoutEnlargement: true }).blur(1)));
  const quarter = (tilt.sideways ? 90 : 0) + (options.flip ? 180 : 0);
  const turned = await toGray(fromGray(await evenLight(gray)).rotate(quarter));
  const straight = await toGray(fromGray(turned).rotate(-tilt.degrees, { background: "#fff" }));
  const scale = straight.width < smallWidth ? goodWidth / straight.width : 1;
  const sized = scale === 1 ? fromGray(straight).blur(0.8) : fromGray(straight).resize({ width: goodWidth, kernel: "lanczos3" }).blur(0.3);
  const png = await sized.normalise({ lower: 1, upper: 99 }).withMetadata({ density: 300 }).png({ compressionLevel: 1 }).toBuffer();
  return {
    png, scale, turned: quarter - tilt.degrees, levelWidth: turned.width,
    marginX: (straight.width - turned.width) / 2, marginY: (straight.height - turned.height) / 2,
  }; // prettier-ignore
}

/** Divides each pixel by the paper around it, so that a shadow becomes paper and print stays print. */
async function evenLight(gray: Gray): Promise<Gray> {
  const { width, height, data } = gray;
  const small = await toGray(fromGray(gray).resize({ width: Math.max(8, Math.round(width / 16)), height: Math.max(8, Math.round(height / 16)), fit: "fill" }));
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
        for (let j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) most = Math.max(most, from[line * stride + j * step] ?? 0);
        to[line * stride + i * step] = most;
      }
    }
    return to;
  };
  return { width, height, data: pass(pass(data, 1, width, height, width), width, height, width, 1) };
}
