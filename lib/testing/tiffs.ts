import sharp from "sharp";

/** A TIFF with one small page of each colour. */
export async function tiffOf(colours: readonly string[]): Promise<Uint8Array> {
  const blank = (background: string) => sharp({ create: { width: 60, height: 80, channels: 3, background } });
  const pages = await Promise.all(colours.map((colour) => blank(colour).png().toBuffer()));
  const joined = pages.length === 1 ? sharp(pages[0]) : sharp(pages, { join: { animated: true } });
  return new Uint8Array(await joined.tiff({ compression: "lzw" }).toBuffer());
}
