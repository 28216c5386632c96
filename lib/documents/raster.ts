import { PDFiumLibrary, type PDFiumDocument } from "@hyzyla/pdfium";
import type { Raster } from "@/lib/documents/visibility";

/** Draws pages of one PDF. `close` gives the memory back. */
export type PageDrawer = {
  /** `scale` 1 is 72 dots per inch; the picture never grows beyond `maxPixels`. Null for a page that cannot be drawn. */
  draw(page: number, options: { readonly scale: number; readonly maxPixels: number }): Promise<DrawnPage | null>;
  close(): void;
};

/** Width and height of the page itself in points. */
export type DrawnPage = Raster & { readonly pageWidth: number; readonly pageHeight: number };

let library: Promise<PDFiumLibrary> | undefined;

/** Null when the file cannot be opened by this engine. Only for isolated processes: the file is not trusted. */
export async function openDrawer(bytes: Uint8Array): Promise<PageDrawer | null> {
  library ??= PDFiumLibrary.init();
  const engine = await library;
  let document: PDFiumDocument;
  try {
    document = await engine.loadDocument(bytes);
  } catch {
    return null; // The engine throws plain errors for every kind of bad file; the text reader has said which.
  }
  return { draw: (page, options) => draw(document, page, options), close: () => document.destroy() };
}

type Scale = { readonly scale: number; readonly maxPixels: number };

async function draw(document: PDFiumDocument, number: number, { scale, maxPixels }: Scale): Promise<DrawnPage | null> {
  if (number > document.getPageCount()) return null;
  try {
    const page = document.getPage(number - 1);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const fitting = Math.min(scale, Math.sqrt(maxPixels / Math.max(1, originalWidth * originalHeight)));
    if (Math.min(originalWidth, originalHeight) * fitting < 1) return null;
    const { width, height, data } = await page.render({ scale: fitting, render: (picture) => Promise.resolve(picture.data) });
    return { width, height, data, pageWidth: originalWidth, pageHeight: originalHeight };
  } catch {
    return null; // Plain errors again: a page that is no page, no memory for its picture.
  }
}
