import "server-only";
import type { Area } from "@/lib/documents/ink-groups";
import { findSheet, preparePicture, type Prepared, type Sheeted } from "@/lib/documents/clean-picture";
import { readLine, readPage, type Model } from "@/lib/documents/engine";
import { mendByCheckDigits } from "@/lib/documents/mend-by-check-digits";
import type { Page, Word } from "@/lib/documents/model";
import type { Gray } from "@/lib/documents/picture";
import { chain, scaling } from "@/lib/documents/projection";
import { mendRecognised } from "@/lib/documents/recognised-text";
import { meanConfidence, secondLook, type Seen } from "@/lib/documents/second-look";
import { readingOrder } from "@/lib/documents/words";
import type { Box } from "@/lib/kernel/evidence";

/** A page that stands the right way up has at least this mean confidence, and hardly a word taller than wide. */
const trusted = 0.55;
/** Below this the print is of a till or hardly legible: another model may make more of it. */
const legible = 0.85;
/** That model is less sure of itself even where it is right. */
const modesty = 0.08;
/** A page that lies on its side or shows no print: nothing is gained by looking closer. */
const hopeless = 0.4;

type Attempt = { readonly quarters: Quarters; readonly page: Page; readonly confidence: number; readonly lying: boolean };

/**
 * Recognises print in a picture. Boxes are those of the level page, in the unit of a page of the given width and
 * height. One picture at a time; only for isolated processes.
 */
export async function recognise(picture: Gray, page: Omit<Page, "words">): Promise<Page> {
  const sheet = await findSheet(picture);
  const unit = page.width / picture.width;
  const options = { number: page.number, unit, model: "spa" } as const;
  const first = await attempt(sheet, 0, options);
  const tried = [first];
  for (const quarters of first.lying ? ([1, 3] as const) : ([2, 1, 3] as const)) {
    const last = tried.at(-1);
    if (last && !last.lying && last.confidence >= trusted) return readAgain(sheet, last, page.number, unit);
    tried.push(await attempt(sheet, quarters, options));
  }
  const score = ({ confidence, lying }: Attempt) => (lying ? confidence / 2 : confidence);
  const best = tried.reduce((one, next) => (score(next) > score(one) ? next : one));
  return readAgain(sheet, best, page.number, unit);
}

/** With the other model where the first one was not sure of the page. */
async function readAgain(sheet: Sheeted, first: Attempt, number: number, unit: number): Promise<Page> {
  if (first.confidence >= legible || first.confidence < hopeless) return first.page;
  const again = await attempt(sheet, first.quarters, { number, unit, model: "eng" });
  return again.confidence >= first.confidence - modesty ? again.page : first.page;
}

type Quarters = 0 | 1 | 2 | 3;
type Options = { readonly number: number; readonly unit: number; readonly model: Model };

async function attempt(sheet: Sheeted, quarters: Quarters, { number, unit, model }: Options): Promise<Attempt> {
  const prepared = await preparePicture(sheet, quarters);
  const first = await readPage(prepared.png, model);
  const closer = (png: Buffer, allowed: "all" | "numbers") => readLine(png, model, allowed);
  const again = meanConfidence(first) < hopeless ? first : await secondLook(prepared.gray, first, closer);
  const words = mendByCheckDigits(readingOrder(again.flatMap((seen) => wordsOf(seen, placing(prepared, unit), unit / prepared.scale))));
  const confidence = meanConfidence(words);
  const long = words.filter(({ text }) => text.length >= 4);
  const lying = long.filter(({ box: [x0, y0, x1, y1] }) => y1 - y0 > x1 - x0).length > long.length / 2;
  const asShown = prepared.asShown && chain(chain(scaling(1 / unit), prepared.asShown), scaling(unit));
  const page: Page = {
    number,
    width: round(prepared.width * unit),
    height: round(prepared.height * unit),
    words,
    ...(asShown && { asShown }),
  };
  return { quarters, page, confidence, lying };
}

/** From pixels of the prepared picture to the unit of the level page. */
function placing({ scale, marginX, marginY }: Prepared, unit: number): (box: Area) => Box {
  const x = (value: number) => round((value / scale - marginX) * unit);
  const y = (value: number) => round((value / scale - marginY) * unit);
  return ({ x0, y0, x1, y1 }) => [x(x0), y(y0), x(x1), y(y1)];
}

function wordsOf({ text, confidence, rowHeight, x0, x1, ...across }: Seen, place: (box: Area) => Box, unit: number): Word[] {
  return mendRecognised(text).map((part) => ({
    text: part.text,
    box: place({ ...across, x0: x0 + part.from * (x1 - x0), x1: x0 + part.to * (x1 - x0) }),
    size: round(rowHeight * unit),
    bold: false,
    confidence,
  }));
}

const round = (value: number) => Math.round(value * 100) / 100;
