import "server-only";
import { createRequire } from "node:module";
import path from "node:path";
import { createWorker, PSM, type Bbox, type Line, type Page as Recognised, type Worker } from "tesseract.js";
import type { Area } from "@/lib/documents/ink-groups";
import { findSheet, preparePicture, type Prepared, type Sheeted } from "@/lib/documents/clean-picture";
import { mendByCheckDigits } from "@/lib/documents/mend-by-check-digits";
import type { Page, Word } from "@/lib/documents/model";
import type { Gray } from "@/lib/documents/picture";
import { chain, scaling } from "@/lib/documents/projection";
import { mendRecognised } from "@/lib/documents/recognised-text";
import { meanConfidence, secondLook, type Seen } from "@/lib/documents/second-look";
import { cleanText, readingOrder } from "@/lib/documents/words";
import type { Box } from "@/lib/kernel/evidence";

/** A page that stands the right way up has at least this mean confidence, and hardly a word taller than wide. */
const trusted = 0.55;
/** Amounts that are right may have 0.05; below this it is noise, and noise without letters or digits goes earlier. */
const leastConfidence = 0.02;
const leastForSigns = 0.5;
/** A page that lies on its side or shows no print: nothing is gained by looking closer. */
const hopeless = 0.4;

const wholePage = { tessedit_pageseg_mode: PSM.AUTO, tessedit_char_whitelist: "" };

let engine: Promise<Worker> | undefined;

type Attempt = { readonly page: Page; readonly confidence: number; readonly lying: boolean };

/**
 * Recognises print in a picture. Boxes are those of the level page, in the unit of a page of the given width and
 * height. One picture at a time; only for isolated processes.
 */
export async function recognise(picture: Gray, page: Omit<Page, "words">): Promise<Page> {
  const sheet = await findSheet(picture);
  const unit = page.width / picture.width;
  const first = await attempt(sheet, 0, page.number, unit);
  const tried = [first];
  for (const quarters of first.lying ? ([1, 3] as const) : ([2, 1, 3] as const)) {
    const last = tried.at(-1);
    if (last && !last.lying && last.confidence >= trusted) return last.page;
    tried.push(await attempt(sheet, quarters, page.number, unit));
  }
  const score = ({ confidence, lying }: Attempt) => (lying ? confidence / 2 : confidence);
  return tried.reduce((best, next) => (score(next) > score(best) ? next : best)).page;
}

async function attempt(sheet: Sheeted, quarters: 0 | 1 | 2 | 3, number: number, unit: number): Promise<Attempt> {
  const prepared = await preparePicture(sheet, quarters);
  const worker = await (engine ??= startEngine());
  const { data } = await worker.recognize(prepared.png, {}, { text: false, blocks: true });
  const first = seenIn(data);
  const again = meanConfidence(first) < hopeless ? first : await secondLook(prepared.gray, first, readLine);
  await worker.setParameters(wholePage);
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
  return { page, confidence, lying };
}

async function readLine(png: Buffer, allowed: "all" | "numbers"): Promise<readonly Seen[]> {
  const worker = await (engine ??= startEngine());
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.SINGLE_LINE,
    tessedit_char_whitelist: allowed === "numbers" ? "0123456789.,-€$%/()" : "",
  });
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  return seenIn(data);
}

/** From pixels of the prepared picture to the unit of the level page. */
function placing({ scale, marginX, marginY }: Prepared, unit: number): (box: Area) => Box {
  const x = (value: number) => round((value / scale - marginX) * unit);
  const y = (value: number) => round((value / scale - marginY) * unit);
  return ({ x0, y0, x1, y1 }) => [x(x0), y(y0), x(x1), y(y1)];
}

function seenIn({ blocks }: Recognised): Seen[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap((line) =>
    line.words.flatMap((word): Seen[] => {
      const text = cleanText(word.text).trim();
      const confidence = Math.min(1, Math.max(0, word.confidence / 100));
      if (confidence < (/[\p{L}\p{N}]/u.test(text) ? leastConfidence : leastForSigns) || !/[^|_~¦\s]/u.test(text)) return [];
      return [{ text, confidence, ...inLine(word.bbox, line), rowHeight: line.rowAttributes.rowHeight }];
    }),
  );
}

/**
 * Recognition gives each word the box of its ink; words of a file have that of their line. Rows and columns are found
 * by boxes, so these are made alike, where the word stands on the line at all.
 */
function inLine({ x0, y0, x1, y1 }: Bbox, { baseline, rowAttributes }: Pick<Line, "baseline" | "rowAttributes">): Area {
  const slope = (baseline.y1 - baseline.y0) / Math.max(1, baseline.x1 - baseline.x0);
  const base = baseline.y0 + slope * ((x0 + x1) / 2 - baseline.x0);
  const [above, below] = [rowAttributes.rowHeight + rowAttributes.descenders, -rowAttributes.descenders];
  if (!(above > 0 && below >= 0) || y1 < base - 0.9 * above || y1 > base + 1.5 * below + 0.2 * above) return { x0, y0, x1, y1 };
  return { x0, y0: Math.min(y0, base - above), x1, y1: Math.max(y1, base + below) };
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

/** Everything stands in two packages; nothing is fetched and nothing is cached on disk. */
async function startEngine(): Promise<Worker> {
  const data = path.dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/spa/package.json"));
  const worker = await createWorker("spa", 1, { langPath: path.join(data, "4.0.0_best_int"), cacheMethod: "none", gzip: true });
  await worker.setParameters({ ...wholePage, user_defined_dpi: "300" });
  return worker;
}
