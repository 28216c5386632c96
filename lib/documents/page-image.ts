import "server-only";
import sharp from "sharp";
import { openDrawer } from "@/lib/documents/raster";

/** One page of a PDF as PNG on white; null when it cannot be drawn. The file is taken as it is: not for strangers' files. */
export async function pageImage(bytes: Uint8Array, page: number, dotsPerInch: number): Promise<Uint8Array | null> {
  const drawer = await openDrawer(bytes);
  try {
    const drawn = await drawer?.draw(page, { scale: dotsPerInch / 72, maxPixels: 25_000_000 });
    if (!drawn) return null;
    const { width, height, data } = drawn;
    const picture = sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: "#fff" });
    return new Uint8Array(await picture.withMetadata({ density: dotsPerInch }).png({ compressionLevel: 6 }).toBuffer());
  } finally {
    drawer?.close();
  }
}
