import { PDFDocument, PDFName, type PDFPage } from "pdf-lib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import { pageImage } from "@/lib/documents/page-image";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { pdfOf, smallInvoicePdf } from "@/lib/testing/pdfs";

const patient = 120_000;
const pdf = "application/pdf";
afterAll(closeReaders);

async function read(bytes: Uint8Array, mediaType = pdf): Promise<ReadDocument> {
  const result = await readDocument(bytes, mediaType);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

const textsOf = ({ pages }: ReadDocument) => pages.map(({ words }) => words.map(({ text }) => text).join(" "));

/** Print that looks right and whose font says of every letter that it is another sign: what broken programs make. */
function writeBroken(page: PDFPage, lines: readonly string[]): void {
  const { context } = page.doc;
  const cmap = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <ff> <e020> endbfrange endcmap";
  const toUnicode = context.register(context.stream(cmap));
  const font = context.obj({ Type: "Font", Subtype: "Type1", BaseFont: "Helvetica", ToUnicode: toUnicode });
  page.node.set(PDFName.of("Resources"), context.obj({ Font: { F1: context.register(font) } }));
  const shown = lines.map((line) => `(${line}) Tj 0 -40 Td`).join(" ");
  page.node.set(PDFName.of("Contents"), context.register(context.stream(`BT /F1 20 Tf 60 740 Td ${shown} ET`)));
}

describe("a PDF whose pages differ", () => {
  it("is read page by page: text, a font without meaning, a scan", { timeout: patient }, async () => {
    const document = await PDFDocument.load(await smallInvoicePdf());
    writeBroken(document.addPage([595, 842]), ["Detalle de horas", "Total de la hoja 450,00", "Pendiente 17,25"]);
    const scan = document.addPage([595, 842]);
    const picture = await pageImage(
      await pdfOf(({ page, font }) => page.drawText("Albaran 77310", { x: 60, y: 600, size: 24, font })),
      1,
      120,
    );
    scan.drawImage(await document.embedPng(picture ?? new Uint8Array()), { x: 0, y: 0, width: 595, height: 842 });
    const found = await read(await document.save());
    const [first, second, third] = textsOf(found);
    expect(found.reader).toBe("mixed");
    expect(first).toContain("1.331,00");
    expect(found.pages[0]?.words.every(({ confidence }) => confidence === 1)).toBe(true);
    expect(second).toContain("450,00");
    expect(second).toContain("17,25");
    expect(third).toContain("77310");
    const noted = (code: string) => found.notes.filter((note) => note.code === code).map((note) => note.detail?.["page"]);
    expect(noted("page.text_unreadable")).toEqual([2]);
    expect(noted("page.recognised")).toEqual([2, 3]);
  });

  it("in two columns gives each word its own place", async () => {
    const found = await read(
      await pdfOf(({ page, font }) => {
        ["Emisor", "Calle Mayor 1"].forEach((text, i) => page.drawText(text, { x: 50, y: 700 - i * 14, size: 10, font }));
        ["Cliente", "Avenida Sur 2"].forEach((text, i) => page.drawText(text, { x: 320, y: 700 - i * 14, size: 10, font }));
      }),
    );
    const words = found.pages[0]?.words ?? [];
    expect(words.filter(({ box }) => box[0] < 300).map(({ text }) => text)).toEqual(["Emisor", "Calle", "Mayor", "1"]);
    expect(words.filter(({ box }) => box[0] > 300).map(({ text }) => text)).toEqual(["Cliente", "Avenida", "Sur", "2"]);
  });
});

describe("a file made to do harm", () => {
  it("with an XML bomb attached is read as its page", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rsm:CrossIndustryInvoice>&b;</rsm:CrossIndustryInvoice>`;
    const bytes = await pdfOf(async ({ document, page, font }) => {
      page.drawText("Factura A-1 Total 121,00 EUR", { x: 50, y: 700, size: 12, font });
      await document.attach(new TextEncoder().encode(bomb), "factur-x.xml");
    });
    const found = await read(bytes);
    expect(found.structured).toBeUndefined();
    expect(textsOf(found)).toEqual(["Factura A-1 Total 121,00 EUR"]);
  });

  it("of 200 pages is refused with the number of its pages", async () => {
    const bytes = await pdfOf(({ document }) => {
      for (let i = 1; i < 200; i++) document.addPage();
    });
    expect(await readDocument(bytes, pdf)).toMatchObject({
      ok: false,
      error: { code: "document.too_many_pages", detail: { pages: 200, limit: 40 } },
    });
  });

  it("of 10,000 × 10,000 points of picture is read or refused, and the next one is read", { timeout: patient }, async () => {
    const plain = { width: 10_000, height: 10_000, channels: 3, background: "#fff" } as const;
    const print = {
      input: Buffer.from('<svg width="9000" height="2000"><text x="500" y="1500" font-size="900">Total 121,00</text></svg>'),
    };
    const picture = new Uint8Array(await sharp({ create: plain }).composite([print]).jpeg().toBuffer());
    expect(textsOf(await read(picture, "image/jpeg")).join()).toContain("121,00");
    const inPdf = await pdfOf(async ({ document, page }) => page.drawImage(await document.embedJpg(picture), { width: 595, height: 842 }));
    const outcome = await readDocument(inPdf, pdf);
    expect(outcome.ok ? "read" : outcome.error.code).toMatch(/^(?:read|document\.(?:too_complex|no_text))$/);
    expect(textsOf(await read(await smallInvoicePdf())).join()).toContain("1.331,00");
  });

  it("of more than that is refused before it is unpacked", { timeout: patient }, async () => {
    const wide = await sharp({ create: { width: 10_001, height: 40, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect(await readDocument(new Uint8Array(wide), "image/png")).toMatchObject({
      ok: false,
      error: { code: "document.too_complex", detail: { side: 10_001, limit: 10_000 } },
    });
  });
});
