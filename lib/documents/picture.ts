import "server-only";
import sharp, { type Sharp } from "sharp";
import { unpackHeic } from "@/lib/documents/heic";
import { isHeic } from "@/lib/documents/inspect-upload";
import type { Limits } from "@/lib/documents/limits";
import type { Raster } from "@/lib/documents/visibility";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

/** An upright picture in grey, one byte per pixel. */
export type Gray = { readonly width: number; readonly height: number; readonly data: Uint8Array };

// Pictures come one at a time; more threads and a cache would only cost memory.
sharp.concurrency(1);
sharp.cache(false);

/** A page of a file, upright and on white, not yet unpacked. */
type Upright = {
  readonly picture: Sharp;
  /** Size of the upright picture as it came, in pixels. */
  readonly width: number;
  readonly height: number;
  /** How many pages the file has; more than one only in TIFF. */
  readonly pages: number;
};

type OpenPicture = Omit<Upright, "picture"> & { readonly gray: Gray };

type PictureOptions = {
  /** Counts from 1. */
  readonly page: number;
  readonly maxSide: number;
  readonly limits: Pick<Limits, "maxPictureSide" | "maxPages">;
};

/**
 * Opens a page of a photo or scan the right way up (as the camera noted), on white, no longer than `maxSide`. Refuses
 * `document.too_complex` for enormous pictures, `document.too_many_pages` and `document.damaged`.
 */
export async function openPicture(bytes: Uint8Array, options: PictureOptions): Promise<Result<OpenPicture>> {
  return decoded(bytes, options, async ({ picture, ...rest }) => ({ gray: await toGray(picture), ...rest }));
}

/** The same page in its colours as JPEG, for people. Refuses what `openPicture` refuses, and `access.not_found` for a page too many. */
export async function showPicture(bytes: Uint8Array, options: PictureOptions): Promise<Result<Uint8Array>> {
  return decoded(
    bytes,
    options,
    async ({ picture }) => new Uint8Array(await picture.toColourspace("srgb").jpeg({ quality: 82 }).toBuffer()),
  );
}

async function decoded<T>(bytes: Uint8Array, options: PictureOptions, take: (upright: Upright) => Promise<T>): Promise<Result<T>> {
  try {
    const upright = await (isHeic(bytes) ? openHeic(bytes, options) : openPlain(bytes, options));
    return upright.ok ? ok(await take(upright.value)) : upright;
  } catch (cause) {
    return fail({ code: "document.damaged", retry: "never", cause }); // The decoders throw plain errors for bad files.
  }
}

async function openPlain(bytes: Uint8Array, { page, maxSide, limits }: PictureOptions): Promise<Result<Upright>> {
  // Only the header is looked at here; nothing is unpacked before the sides are known.
  const header = await sharp(bytes, { limitInputPixels: false }).metadata();
  const pages = header.format === "tiff" ? (header.pages ?? 1) : 1;
  if (pages > limits.maxPages) return refuse("document.too_many_pages", { pages, limit: limits.maxPages });
  if (page > pages) return refuse("access.not_found");
  const options = { limitInputPixels: false, ...(pages > 1 && { page: page - 1 }) };
  const { width = 0, height = 0, orientation = 1 } = pages > 1 ? await sharp(bytes, options).metadata() : header;
  const side = Math.max(width, height);
  if (side > limits.maxPictureSide) return refuse("document.too_complex", { side, limit: limits.maxPictureSide });
  const upright = sharp(bytes, { ...options, limitInputPixels: limits.maxPictureSide ** 2, failOn: "error" })
    .rotate()
    .flatten({ background: "#fff" });
  const turned = orientation >= 5;
  const size = turned ? { width: height, height: width } : { width, height };
  return ok({ picture: within(upright, maxSide), ...size, pages });
}

async function openHeic(bytes: Uint8Array, { page, maxSide, limits }: PictureOptions): Promise<Result<Upright>> {
  if (page > 1) return refuse("access.not_found");
  const unpacked = await unpackHeic(bytes, limits.maxPictureSide);
  if (!unpacked.ok) return unpacked;
  const { width, height, data } = unpacked.value;
  const picture = sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: "#fff" });
  return ok({ picture: within(picture, maxSide), width, height, pages: 1 });
}

const within = (picture: Sharp, maxSide: number): Sharp =>
  picture.resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true });

export async function toGray(picture: Sharp): Promise<Gray> {
  const { data, info } = await picture.grayscale().toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

export function fromGray({ data, width, height }: Gray): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } });
}

/** A drawn page in grey: its colours as bright as they look. */
export function grayOf({ width, height, data }: Raster): Gray {
  const gray = new Uint8Array(width * height);
  for (let at = 0; at < gray.length; at++) {
    gray[at] = ((data[at * 4] ?? 0) * 77 + (data[at * 4 + 1] ?? 0) * 150 + (data[at * 4 + 2] ?? 0) * 29) >> 8;
  }
  return { width, height, data: gray };
}
