import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { closeDrawers, drawPage } from "@/lib/documents/draw-page";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { tiffOf } from "@/lib/testing/tiffs";

afterAll(closeDrawers);

const phone = new Uint8Array(fs.readFileSync(path.join(import.meta.dirname, "../../e2e/fixtures/image/phone.heic")));

describe("a page that browsers do not draw", () => {
  it("of a telephone is drawn upright, in its own proportions", async () => {
    const drawn = await sharp(valueOf(await drawPage(phone, 1))).metadata();
    expect(drawn).toMatchObject({ format: "jpeg", width: 909, height: 1286 });
  });

  it("of a TIFF is the page that was asked for", async () => {
    const tiff = await tiffOf(["#ff0000", "#0000ff"]);
    const colours = await Promise.all([1, 2].map(async (page) => (await sharp(valueOf(await drawPage(tiff, page))).stats()).dominant));
    expect(colours[0]?.r).toBeGreaterThan(200);
    expect(colours[1]?.b).toBeGreaterThan(200);
    expect(codeOf(await drawPage(tiff, 3))).toBe("access.not_found");
    expect(codeOf(await drawPage(phone, 2))).toBe("access.not_found");
  });

  it("never grows beyond what a screen can use", async () => {
    const large = await sharp({ create: { width: 6_000, height: 300, channels: 3, background: "#eee" } })
      .tiff()
      .toBuffer();
    expect(await sharp(valueOf(await drawPage(new Uint8Array(large), 1))).metadata()).toMatchObject({ width: 2_400, height: 120 });
  });

  it("is refused for bytes that are cut off, no picture, or enormous", async () => {
    const enormous = await sharp({ create: { width: 10_001, height: 8, channels: 3, background: "#eee" } })
      .tiff()
      .toBuffer();
    expect(codeOf(await drawPage(phone.subarray(0, 4_000), 1))).toBe("document.damaged");
    expect(codeOf(await drawPage(new TextEncoder().encode("%PDF-1.7"), 1))).toBe("document.unsupported_type");
    expect(codeOf(await drawPage(new Uint8Array(enormous), 1))).toBe("document.too_complex");
  });
});
