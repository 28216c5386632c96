/** Sides of a picture as it is shown, from its header; null when no reader here knows it. */
export async function pictureSize(bytes: Uint8Array): Promise<{ readonly width: number; readonly height: number } | null> {
  // Most processes that read files never see a mail: the library is loaded by the first picture.
  const { default: sharp } = await import("sharp");
  try {
    const { width = 0, height = 0, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null; // The decoder throws plain errors for bad files; whether it can be read is found out later.
  }
}
