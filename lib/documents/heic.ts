import { createRequire } from "node:module";
import type { Raster } from "@/lib/documents/visibility";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

/** What is used of libheif; its own types describe the C interface. */
type HeifImage = {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(canvas: { data: Uint8ClampedArray; width: number; height: number }, done: (canvas: unknown) => void): void;
  free(): void;
};
type Heif = { readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] } };

/** The largest picture of a phone has 50 million; four bytes each, and as many again while it is unpacked. */
const maxPixels = 64_000_000;

let library: Heif | undefined;

/**
 * The main picture of a HEIC file, turned as the file says; its EXIF orientation repeats that turn and is not for
 * readers. Refuses `document.too_complex` and `document.damaged`. Only for isolated processes.
 */
export async function unpackHeic(bytes: Uint8Array, maxSide: number): Promise<Result<Raster>> {
  const { HeifDecoder } = (library ??= createRequire(import.meta.url)("libheif-js/wasm-bundle") as Heif);
  const images = new HeifDecoder().decode(bytes);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (!image) return fail({ code: "document.damaged", retry: "never" });
    const [width, height] = [image.get_width(), image.get_height()];
    const side = Math.max(width, height);
    if (side > maxSide) return refuse("document.too_complex", { side, limit: maxSide });
    if (width * height > maxPixels) return refuse("document.too_complex", { pixels: width * height, limit: maxPixels });
    const data = new Uint8ClampedArray(width * height * 4);
    const drawn = await new Promise((resolve) => image.display({ data, width, height }, resolve));
    return drawn ? ok({ width, height, data: new Uint8Array(data.buffer) }) : fail({ code: "document.damaged", retry: "never" });
  } finally {
    for (const image of images) image.free();
  }
}
