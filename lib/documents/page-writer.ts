import "server-only";
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from "@cantoo/pdf-lib";
import sharp, { type Sharp } from "sharp";
import { unpackHeic } from "@/lib/documents/heic";
import { defaultLimits } from "@/lib/documents/limits";
import { fail, ok, type Result } from "@/lib/kernel/result";

export type WritingTask = {
  readonly files: readonly { readonly bytes: Uint8Array; readonly mediaType: string }[];
  /** Each becomes one PDF: pages (counted from 1; null: all) of the files with these indexes, in this order. */
  readonly outputs: readonly (readonly { readonly file: number; readonly pages: readonly number[] | null }[])[];
};

/**
 * PDFs with just the wanted pages. A page of a PDF is copied as it is; a picture becomes a page of its own size in pixels,
 * so that what was found on it stands where it was found. Only for isolated processes: the files are not trusted.
 */
export async function writePdfs({ files, outputs }: WritingTask): Promise<Result<readonly Uint8Array[]>> {
  try {
    const sources = await Promise.all(files.map(({ bytes, mediaType }) => openSource(bytes, mediaType)));
    const written: Uint8Array[] = [];
    for (const output of outputs) {
      const target = await PDFDocument.create({ updateMetadata: false });
      for (const { file, pages } of output) await sources[file]?.(target, pages);
      written.push(await target.save());
    }
    return ok(written);
  } catch (cause) {
    return fail({ code: "document.damaged", retry: "never", cause }); // Plain errors for every kind of bad file.
  }
}

type Source = (target: PDFDocument, pages: readonly number[] | null) => Promise<void>;

async function openSource(bytes: Uint8Array, mediaType: string): Promise<Source> {
  if (mediaType !== "application/pdf") return (target, pages) => addPictures(target, bytes, pages);
  const document = await PDFDocument.load(bytes, { password: "", updateMetadata: false });
  document.getPages().forEach(withoutInnerLinks);
  return async (target, pages) => {
    const wanted = pages?.map((page) => page - 1) ?? document.getPageIndices();
    for (const page of await target.copyPages(document, wanted)) target.addPage(page);
  };
}

/** A link to another page of the file would carry that page along. */
function withoutInnerLinks({ node }: PDFPage): void {
  const links = node.Annots();
  if (!links) return;
  const kept = PDFArray.withContext(node.context);
  for (const entry of links.asArray()) {
    const annotation = node.context.lookup(entry);
    if (!(annotation instanceof PDFDict && leadsInside(annotation))) kept.push(entry);
  }
  node.set(PDFName.of("Annots"), kept);
}

function leadsInside(annotation: PDFDict): boolean {
  const action = annotation.lookup(PDFName.of("A"));
  const isGoTo = action instanceof PDFDict && String(action.lookup(PDFName.of("S"))) === "/GoTo";
  return annotation.has(PDFName.of("Dest")) || isGoTo;
}

async function addPictures(target: PDFDocument, bytes: Uint8Array, pages: readonly number[] | null): Promise<void> {
  const header = await headerOf(bytes);
  const wanted = pages ?? Array.from({ length: header.pages }, (_, i) => i + 1);
  for (const page of wanted) {
    const picture = await target.embedJpg(header.isPlainJpeg ? bytes : await asJpeg(bytes, header.pages > 1 ? page : null));
    const { width, height } = picture;
    target.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height });
  }
}

const limitInputPixels = defaultLimits.maxPictureSide ** 2;

async function headerOf(bytes: Uint8Array): Promise<{ readonly pages: number; readonly isPlainJpeg: boolean }> {
  if (isHeif(bytes)) return { pages: 1, isPlainJpeg: false };
  const { format, pages = 1, orientation = 1, channels } = await sharp(bytes, { limitInputPixels }).metadata();
  return { pages: format === "tiff" ? pages : 1, isPlainJpeg: format === "jpeg" && orientation === 1 && channels !== 4 };
}

async function asJpeg(bytes: Uint8Array, page: number | null): Promise<Uint8Array> {
  const picture = isHeif(bytes)
    ? await openHeif(bytes)
    : sharp(bytes, { limitInputPixels, ...(page !== null && { page: page - 1 }) }).rotate();
  return new Uint8Array(await picture.flatten({ background: "#fff" }).jpeg({ quality: 88 }).toBuffer());
}

const isHeif = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(4, 8)) === "ftyp";

async function openHeif(bytes: Uint8Array): Promise<Sharp> {
  const unpacked = await unpackHeic(bytes, defaultLimits.maxPictureSide);
  if (!unpacked.ok) throw new Error(unpacked.error.code);
  const { width, height, data } = unpacked.value;
  return sharp(data, { raw: { width, height, channels: 4 } });
}
