import "server-only";
import { codesInPicture } from "@/lib/documents/codes";
import type { Limits } from "@/lib/documents/limits";
import type { Page } from "@/lib/documents/model";
import { grayOf, openPicture, type Gray } from "@/lib/documents/picture";
import { openDrawer } from "@/lib/documents/raster";
import { recognise } from "@/lib/documents/recognise";
import { ok, refuse, type Result } from "@/lib/kernel/result";

/** An A4 page then has the width at which print is recognised best. */
const dotsPerInch = 230;
const maxPixels = 12_000_000;
const maxPictureSide = 4_000;

/** Recognises one page of a PDF, in points. Only for isolated processes. */
export async function recognisePdfPage(bytes: Uint8Array, number: number): Promise<Result<Page>> {
  const drawer = await openDrawer(bytes);
  if (!drawer) return refuse("document.damaged");
  try {
    const raster = await drawer.draw(number, { scale: dotsPerInch / 72, maxPixels });
    if (!raster) return refuse("document.damaged");
    return ok(await recogniseAll(grayOf(raster), { number, width: raster.pageWidth, height: raster.pageHeight }));
  } finally {
    drawer.close();
  }
}

export type RecognisedPicture = { readonly page: Page; readonly pages: number };

/** Recognises a page of a photo or scan, in pixels of the upright picture. Only for isolated processes. */
export async function recognisePicture(bytes: Uint8Array, page: number, limits: Limits): Promise<Result<RecognisedPicture>> {
  const opened = await openPicture(bytes, { page, maxSide: maxPictureSide, limits });
  if (!opened.ok) return opened;
  const { gray, width, height, pages } = opened.value;
  return ok({ page: await recogniseAll(gray, { number: page, width, height }), pages });
}

/** Print and codes. */
async function recogniseAll(gray: Gray, page: Omit<Page, "words">): Promise<Page> {
  const codes = await codesInPicture(gray);
  const seen = await recognise(gray, page);
  return codes.length === 0 ? seen : { ...seen, codes };
}
