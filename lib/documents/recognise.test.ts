import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boxAsShown } from "@/lib/documents/box-as-shown";
import type { Page, ReadDocument } from "@/lib/documents/model";
import { pageImage } from "@/lib/documents/page-image";
import { closeReaders, readDocument, type ReadOptions } from "@/lib/documents/read-document";
import type { Box } from "@/lib/kernel/evidence";
import { pdfOf, smallInvoicePdf } from "@/lib/testing/pdfs";

/** Recognition loads its language on first use, on machines of any speed. */
const patient = 120_000;

afterAll(closeReaders);

let invoice: Uint8Array;
let printed: Page;
let scan: Uint8Array;

beforeAll(async () => {
  invoice = await smallInvoicePdf();
  const read = await readDocument(invoice, "application/pdf");
  const page = read.ok ? read.value.pages[0] : undefined;
  const picture = await pageImage(invoice, 1, 150);
  if (!page || !picture) throw new Error("the invoice of this test cannot be read");
  [printed, scan] = [page, picture];
}, patient);

async function recognised(bytes: Uint8Array, mediaType: string, options: ReadOptions = {}): Promise<ReadDocument> {
  const result = await readDocument(bytes, mediaType, options);
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
}

const jpeg = async (picture: Sharp) => new Uint8Array(await picture.jpeg({ quality: 80 }).toBuffer());
const wanted = ["FACTURA", "B12345674", "A-2291", "14/10/2026", "1.100,00", "231,00", "1.331,00"];

function expectRead({ pages }: ReadDocument): Page {
  const [page] = pages;
  const words = page?.words.map(({ text }) => text) ?? [];
  expect(words).toEqual(expect.arrayContaining(wanted));
  if (!page) throw new Error("no page");
  return page;
}

/** Boxes of the recognised words, led back to the picture, in points of the page that was printed. */
function shownBox(page: Page, text: string, unit: number): Box {
  const word = page.words.find((w) => w.text === text);
  if (!word) throw new Error(`${text} was not recognised`);
  const [x0, y0, x1, y1] = boxAsShown(page, word.box);
  return [x0 * unit, y0 * unit, x1 * unit, y1 * unit];
}

function expectNear(box: Box, text: string, tolerance: number): void {
  const truth = printed.words.find((w) => w.text === text)?.box ?? [0, 0, 0, 0];
  const middle = ([x0, y0, x1, y1]: Box) => [(x0 + x1) / 2, (y0 + y1) / 2] as const;
  const [[ax, ay], [bx, by]] = [middle(box), middle(truth)];
  expect(Math.hypot(ax - bx, ay - by)).toBeLessThan(tolerance);
}

describe("a scan", () => {
  it("is recognised, with boxes on its words", { timeout: patient }, async () => {
    const document = await recognised(scan, "image/png");
    expect(document.reader).toBe("ocr");
    const page = expectRead(document);
    expect(page.words.every(({ confidence }) => confidence > 0 && confidence <= 1)).toBe(true);
    for (const text of wanted) expectNear(shownBox(page, text, 72 / 150), text, 4);
  });

  it("that lies crooked is made level, and its boxes lead back", { timeout: patient }, async () => {
    const crooked = await sharp(scan).rotate(3, { background: "#fff" }).toBuffer({ resolveWithObject: true });
    const page = expectRead(await recognised(await jpeg(sharp(crooked.data)), "image/jpeg"));
    const level = (text: string) => page.words.find((word) => word.text === text)?.box ?? [0, 0, 0, 0];
    expect(level("Base")[1]).toBeCloseTo(level("1.100,00")[1], -1);
    // Back on the crooked picture the end of a line is lower than its beginning.
    expect(boxAsShown(page, level("1.100,00"))[1]).toBeGreaterThan(boxAsShown(page, level("Base"))[1] + 5);
  });

  it("of a table with dotted lines is read cell by cell, also where a cell is one digit", { timeout: patient }, async () => {
    const items = [
      ["3", "Menú del día", "17,10", "51,30"],
      ["1", "Café solo", "1,60", "1,60"],
      ["5", "Pan y aperitivo", "1,50", "7,50"],
    ];
    const table = await pdfOf(({ page, font }) =>
      items.forEach((cells, row) => {
        const y = 700 - row * 24;
        cells.forEach((cell, column) => page.drawText(cell, { x: [70, 90, 360, 470][column] ?? 0, y, size: 11, font }));
        page.drawLine({ start: { x: 50, y: y - 8 }, end: { x: 520, y: y - 8 }, thickness: 0.8, dashArray: [1, 1.5] });
      }),
    );
    const picture = await pageImage(table, 1, 200);
    const document = await recognised(picture ?? new Uint8Array(), "image/png");
    const texts = document.pages[0]?.words.map(({ text }) => text) ?? [];
    expect(texts).toEqual(expect.arrayContaining(["3", "1", "5", "51,30", "1,60", "7,50", "Menú", "Café"]));
    // Dots that were taken for letters would be words as well.
    expect(texts.length).toBeLessThan(22);
  });

  it.each([90, 180])("turned by %i degrees is read all the same", { timeout: patient }, async (angle) => {
    const page = expectRead(await recognised(await jpeg(sharp(scan).rotate(angle)), "image/jpeg"));
    expect([page.width, page.height]).toEqual([1239, 1754]);
    expect(page.asShown).toBeDefined();
  });

  it("inside a PDF is found and recognised in points", { timeout: patient }, async () => {
    const bytes = await pdfOf(async ({ document, page }) =>
      page.drawImage(await document.embedPng(scan), { x: 0, y: 0, width: 595, height: 842 }),
    );
    const document = await recognised(bytes, "application/pdf");
    expect(document.reader).toBe("ocr");
    expect(document.notes).toContainEqual({ code: "page.recognised", level: "info", detail: { page: 1 } });
    for (const text of wanted) expectNear(shownBox(expectRead(document), text, 1), text, 4);
  });

  it("under a printed stamp is read together with it", { timeout: patient }, async () => {
    const bytes = await pdfOf(async ({ document, page, font }) => {
      page.drawImage(await document.embedPng(scan), { x: 0, y: 0, width: 595, height: 842 });
      page.drawText("Recibido 21/11/2026", { x: 400, y: 60, size: 10, font });
    });
    const document = await recognised(bytes, "application/pdf");
    expect(document.reader).toBe("mixed");
    expectRead(document);
    expect(document.pages[0]?.words.filter(({ text }) => text === "Recibido")).toHaveLength(1);
  });
});

describe("a photo", () => {
  it("is set upright by what the camera noted", { timeout: patient }, async () => {
    const bytes = await jpeg(sharp(scan).rotate(-90).withMetadata({ orientation: 6 }));
    const page = expectRead(await recognised(bytes, "image/jpeg"));
    expect([page.width, page.height]).toEqual([1239, 1754]);
    for (const text of wanted) expectNear(shownBox(page, text, 72 / 150), text, 5);
  });

  it("of a sheet on a desk with a shadow is read", { timeout: patient }, async () => {
    const shadow = Buffer.from(
      `<svg width="1600" height="2100"><defs><linearGradient id="s"><stop offset="0.3" stop-opacity="0"/><stop offset="1" stop-opacity="0.45"/></linearGradient></defs><rect width="1600" height="2100" fill="url(#s)"/></svg>`,
    );
    const sheet = await sharp(scan).rotate(2, { background: "#5a4a3a" }).toBuffer();
    const photo = sharp({ create: { width: 1600, height: 2100, channels: 3, background: "#5a4a3a" } }).composite([
      { input: sheet, left: 150, top: 130 },
      { input: shadow },
    ]);
    expectRead(await recognised(await jpeg(photo), "image/jpeg"));
  });
});

describe("a picture that cannot be read", () => {
  it("is refused when it shows nothing", { timeout: patient }, async () => {
    const blank = await sharp({ create: { width: 800, height: 1000, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect(await readDocument(new Uint8Array(blank), "image/png")).toMatchObject({ ok: false, error: { code: "document.no_text" } });
  });
  it("is refused when it is damaged", { timeout: patient }, async () => {
    expect(await readDocument(scan.subarray(0, 2000), "image/png")).toMatchObject({ ok: false, error: { code: "document.damaged" } });
  });
  it("is refused before it is unpacked when its sides are enormous", { timeout: patient }, async () => {
    expect(await readDocument(pngBomb(60_000), "image/png")).toMatchObject({ ok: false, error: { code: "document.too_complex" } });
  });
  it("in time, and the next one is read", { timeout: patient }, async () => {
    expect(await readDocument(scan, "image/png", { limits: { ocrTimeoutMs: 30 } })).toMatchObject({
      ok: false,
      error: { code: "document.too_complex" },
    });
    expectRead(await recognised(scan, "image/png"));
  });
});

/** A PNG whose header promises side × side pixels. */
function pngBomb(side: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]),
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
