import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { pageImage } from "@/lib/documents/page-image";
import { openPicture } from "@/lib/documents/picture";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { defaultLimits } from "@/lib/documents/limits";
import { pdfOf, smallInvoicePdf } from "@/lib/testing/pdfs";

const patient = 120_000;
afterAll(closeReaders);

/** The small invoice as a telephone keeps it: lying on its side in HEVC, its turn noted in the file and in EXIF. */
const phone = new Uint8Array(fs.readFileSync(path.join(import.meta.dirname, "../../e2e/fixtures/image/phone.heic")));
const options = { page: 1, maxSide: 4_000, limits: defaultLimits };

async function wordsOf(bytes: Uint8Array, mediaType: string): Promise<string[]> {
  const read = await readDocument(bytes, mediaType);
  if (!read.ok) throw new Error(`refused: ${read.error.code}`);
  return read.value.pages.map(({ words }) => words.map(({ text }) => text).join(" "));
}

describe("the picture of a telephone (HEIC)", () => {
  it("is opened upright, turned once and not twice", async () => {
    expect(await openPicture(phone, options)).toMatchObject({ ok: true, value: { width: 909, height: 1286, pages: 1 } });
  });

  it("is recognised like any other", { timeout: patient }, async () => {
    const [page] = await wordsOf(phone, "image/heic");
    expect(page).toContain("1.331,00");
    expect(page).toContain("B12345674");
  });

  it("is refused when it is cut off or empty inside", async () => {
    expect(await openPicture(phone.subarray(0, 4_000), options)).toMatchObject({ ok: false, error: { code: "document.damaged" } });
    expect(await openPicture(phone.subarray(0, 40), options)).toMatchObject({ ok: false, error: { code: "document.damaged" } });
  });

  it("is refused before it is unpacked when it is enormous", async () => {
    const limits = { ...defaultLimits, maxPictureSide: 1_000 };
    expect(await openPicture(phone, { ...options, limits })).toMatchObject({ ok: false, error: { code: "document.too_complex" } });
  });
});

describe("a TIFF of several pages", () => {
  it("is read page by page", { timeout: patient }, async () => {
    const second = await pdfOf(({ page, font }) => page.drawText("Anexo con el detalle", { x: 60, y: 600, size: 20, font }));
    const pages = await Promise.all(
      [smallInvoicePdf(), second].map(async (pdf) => Buffer.from((await pageImage(await pdf, 1, 100)) ?? [])),
    );
    const tiff = await sharp(pages, { join: { animated: true } })
      .tiff({ compression: "lzw" })
      .toBuffer();
    const [first, last, ...others] = await wordsOf(new Uint8Array(tiff), "image/tiff");
    expect(first).toContain("1.331,00");
    expect(last).toContain("Anexo con el detalle");
    expect(others).toEqual([]);
  });

  it("is refused when it has more pages than a document may have", async () => {
    const blank = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const tiff = await sharp(
      Array.from({ length: 41 }, () => blank),
      { join: { animated: true } },
    )
      .tiff()
      .toBuffer();
    expect(await openPicture(new Uint8Array(tiff), options)).toMatchObject({
      ok: false,
      error: { code: "document.too_many_pages", detail: { pages: 41, limit: 40 } },
    });
  });
});
