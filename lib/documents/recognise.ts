import "server-only";
import { createRequire } from "node:module";
import path from "node:path";
import { createWorker, PSM, type Bbox, type Page as Recognised, type Worker } from "tesseract.js";
import { findSheet, preparePicture, type Prepared, type Sheeted } from "@/lib/documents/clean-picture";
import type { Page, Word } from "@/lib/documents/model";
import type { Gray } from "@/lib/documents/picture";
import { chain, scaling } from "@/lib/documents/projection";
import { cleanText, readingOrder } from "@/lib/documents/words";
import type { Box } from "@/lib/kernel/evidence";

/** A page that stands the right way up has at least this mean confidence, and hardly a word taller than wide. */
const trusted = 0.55;
/** Amounts that are right may have 0.05; below this it is noise, and noise without letters or digits goes earlier. */
const leastConfidence = 0.02;
const leastForSigns = 0.5;

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
  const words = readingOrder(wordsOf(data, placing(prepared, unit), unit / prepared.scale));
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const confidence = words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / Math.max(1, letters);
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

/** From pixels of the prepared picture to the unit of the level page. */
function placing({ scale, marginX, marginY }: Prepared, unit: number): (box: Bbox) => Box {
  const x = (value: number) => round((value / scale - marginX) * unit);
  const y = (value: number) => round((value / scale - marginY) * unit);
  return ({ x0, y0, x1, y1 }) => [x(x0), y(y0), x(x1), y(y1)];
}

function wordsOf({ blocks }: Recognised, place: (box: Bbox) => Box, unit: number): Word[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap((line) =>
    line.words.flatMap((word): Word[] => {
      const text = cleanText(word.text).trim();
      const confidence = Math.min(1, Math.max(0, word.confidence / 100));
      if (confidence < (/[\p{L}\p{N}]/u.test(text) ? leastConfidence : leastForSigns) || !/[^|_~¦\s]/u.test(text)) return [];
      return [{ text, box: place(word.bbox), size: round(line.rowAttributes.rowHeight * unit), bold: false, confidence }];
    }),
  );
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Everything stands in two packages; nothing is fetched and nothing is cached on disk. */
async function startEngine(): Promise<Worker> {
  const data = path.dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/spa/package.json"));
  const worker = await createWorker("spa", 1, { langPath: path.join(data, "4.0.0_best_int"), cacheMethod: "none", gzip: true });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO, user_defined_dpi: "300" });
  return worker;
}
