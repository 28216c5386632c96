import { PDFDocument, PDFName, StandardFonts } from "@cantoo/pdf-lib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { closeWriters, writePages } from "@/lib/documents/write-pages";
import { encryptedPdf } from "@/lib/testing/pdfs";

afterAll(() => {
  closeReaders();
  closeWriters();
});

const pdf = "application/pdf";
async function pagesNamed(...names: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const name of names) document.addPage([595, 842]).drawText(`Página ${name} de un documento`, { x: 50, y: 700, size: 14, font });
  return document.save();
}
async function textsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const read = await readDocument(bytes, pdf, { ocr: false });
  if (!read.ok) throw new Error(read.error.code);
  return read.value.pages.map(({ words }) => words.map(({ text }) => text).join(" "));
}
async function write(task: Parameters<typeof writePages>[0]): Promise<readonly Uint8Array[]> {
  const written = await writePages(task);
  if (!written.ok) throw new Error(written.error.code);
  return written.value;
}

describe("writing pages", () => {
  it("gives each part its own pages and nothing of the others", async () => {
    const bytes = await pagesNamed("uno", "dos", "tres");
    const outputs = [[{ file: 0, pages: [1] }], [{ file: 0, pages: [2, 3] }]];
    const [first = bytes, second = bytes] = await write({ files: [{ bytes, mediaType: pdf }], outputs });
    expect(await textsOf(first)).toEqual(["Página uno de un documento"]);
    expect(await textsOf(second)).toEqual(["Página dos de un documento", "Página tres de un documento"]);
  });

  it("carries no page along because another one links to it", async () => {
    const document = await PDFDocument.load(await pagesNamed("uno", "dos"));
    const [one, two] = document.getPages();
    const { context } = document;
    const link = context.obj({ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9], Dest: [two?.ref, PDFName.of("Fit")] });
    one?.node.set(PDFName.of("Annots"), context.obj([context.register(link)]));
    const bytes = await document.save();
    const [alone = bytes] = await write({ files: [{ bytes, mediaType: pdf }], outputs: [[{ file: 0, pages: [1] }]] });
    const plain = await PDFDocument.load(alone);
    expect(plain.context.enumerateIndirectObjects().filter(([, object]) => String(object).includes("/Type /Page\n"))).toHaveLength(1);
  });

  it("puts several files into one, a picture at its own size and the right way up", async () => {
    const photo = await sharp({ create: { width: 40, height: 90, channels: 3, background: "#fff" } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const files = [
      { bytes: new Uint8Array(photo), mediaType: "image/jpeg" },
      { bytes: await pagesNamed("uno", "dos"), mediaType: pdf },
    ];
    const [joined = new Uint8Array()] = await write({ files, outputs: [[{ file: 0, pages: null }, { file: 1, pages: [2] }]] }); // prettier-ignore
    const pages = (await PDFDocument.load(joined)).getPages().map((page) => page.getSize());
    expect(pages).toEqual([
      { width: 90, height: 40 },
      { width: 595, height: 842 },
    ]);
    expect((await textsOf(joined))[1]).toBe("Página dos de un documento");
  });

  it("says so when a file cannot be opened", async () => {
    for (const bytes of [new TextEncoder().encode("%PDF-1.7 nothing"), await encryptedPdf()]) {
      const written = await writePages({ files: [{ bytes, mediaType: pdf }], outputs: [[{ file: 0, pages: null }]] });
      expect(written).toMatchObject({ ok: false, error: { code: "document.damaged" } });
    }
  });
});
