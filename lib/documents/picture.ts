import "server-only";
import sharp, { type Sharp } from "sharp";
import type { Limits } from "@/lib/documents/limits";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

/** An upright picture in grey, one byte per pixel. */
export type Gray = { readonly width: number; readonly height: number; readonly data: Uint8Array };

// Pictures come one at a time; more threads and a cache would only cost memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Opens a photo or scan the right way up (EXIF), on white, no longer than `maxSide`. Of several pages the first.
 * Refuses `document.too_complex` for enormous pictures and `document.damaged`.
 */
export async function openPicture(
  bytes: Uint8Array,
  limits: Limits,
  maxSide: number,
): Promise<Result<{ gray: Gray; width: number; height: number }>> {
  try {
    // Only the header is looked at here; nothing is unpacked before the sides are known.
    const { width = 0, height = 0, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (Math.max(width, height) > limits.maxPictureSide)
      return refuse("document.too_complex", { side: Math.max(width, height), limit: limits.maxPictureSide });
    const upright = sharp(bytes, { limitInputPixels: limits.maxPictureSide ** 2, failOn: "error" })
      .rotate()
      .flatten({ background: "#fff" });
    const gray = await toGray(upright.resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true }));
    const turned = orientation >= 5;
    return ok({ gray, width: turned ? height : width, height: turned ? width : height });
  } catch (cause) {
    return fail({ code: "document.damaged", retry: "never", cause }); // The decoder throws plain errors for bad files.
  }
}

export async function toGray(picture: Sharp): Promise<Gray> {
  const { data, info } = await picture.grayscale().toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

export function fromGray({ data, width, height }: Gray): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}
