import sharp, { type Sharp } from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { codesInPicture } from "@/lib/documents/codes";
import { toGray } from "@/lib/documents/picture";
import { closeReaders, readDocument } from "@/lib/documents/read-document";
import { codePng, fiscalAddress, pageWithCode } from "@/lib/testing/codes";
import { pdfOf } from "@/lib/testing/pdfs";

afterAll(closeReaders);

const address = fiscalAddress("F-2026/118");

describe("the code on a photographed invoice", () => {
  it.each<[string, number, (page: Sharp) => Sharp]>([
    ["that stands upright", 35, (page) => page],
    ["that was turned by 33 degrees", 35, (page) => page.rotate(33, { background: "#666" })],
    ["that was taken aslant", 35, (page) => page.affine([1, 0.16, -0.12, 1], { background: "#555" })],
    ["that is faint", 35, (page) => page.linear(0.25, 120)],
    ["that is out of focus", 35, (page) => page.blur(1.8)],
    ["whose code is smaller than the law wants", 20, (page) => page],
  ])("%s is read letter by letter", async (_how, millimetres, take) => {
    const photo = await take(sharp(await pageWithCode(address, millimetres)))
      .jpeg({ quality: 70 })
      .toBuffer();
    expect(await codesInPicture(await toGray(sharp(photo)))).toEqual([{ text: address, box: null }]);
  });

  it("is none where there is none", async () => {
    const blank = await toGray(sharp({ create: { width: 800, height: 1000, channels: 3, background: "#fff" } }));
    expect(await codesInPicture(blank)).toEqual([]);
  });
});

describe("the code in a PDF", () => {
  it.each([20, 30])("of %i millimetres is read, with its place in points", async (millimetres) => {
    const side = (millimetres / 25.4) * 72;
    const bytes = await pdfOf(async ({ document, page, font }) => {
      page.drawText("QR tributario:", { x: 400, y: 800, size: 9, font });
      page.drawImage(await document.embedPng(await codePng(address, 400)), { x: 400, y: 700, width: side, height: side });
    });
    const read = await readDocument(bytes, "application/pdf", { ocr: false });
    const [code] = read.ok ? (read.value.pages[0]?.codes ?? []) : [];
    expect(code?.text).toBe(address);
    expect(code?.box?.[0]).toBeGreaterThan(398);
    expect(code?.box?.[3]).toBeLessThan(144);
  });
});
