import "server-only";
import { createRequire } from "node:module";
import path from "node:path";
import { createWorker, PSM, type Bbox, type Page as Recognised, type Worker } from "tesseract.js";
import { isQuarterTurn } from "@/lib/documents/box-as-shown";
import { preparePicture } from "@/lib/documents/clean-picture";
import type { Page, Word } from "@/lib/documents/model";
import type { Gray } from "@/lib/documents/picture";
import { cleanText, readingOrder } from "@/lib/documents/words";
import type { Box } from "@/lib/kernel/evidence";

/** Below this mean confidence the page may stand on its head. */
const doubtful = 0.55;
const leastConfidence = 0.2;

let engine: Promise<Worker> | undefined;

/**
 * Recognises print in a picture. Boxes are those of the straightened page, in the unit of a page of the given width
 * and height. One picture at a time; only for isolated processes.
 */
export async function recognise(picture: Gray, page: Omit<Page, "words">): Promise<Page> {
  const upright = await attempt(picture, page, false);
  if (upright.confidence >= doubtful) return upright.page;
  const flipped = await attempt(picture, page, true);
  return flipped.confidence > upright.confidence ? flipped.page : upright.page;
}

async function attempt(picture: Gray, page: Omit<Page, "words">, flip: boolean): Promise<{ page: Page; confidence: number }> {
  const prepared = await preparePicture(picture, { flip });
  const worker = await (engine ??= startEngine());
  const { data } = await worker.recognize(prepared.png, {}, { text: false, blocks: true });
  const level = levelPage(page, prepared.turned);
  const unit = level.width / prepared.levelWidth;
  const words = readingOrder(wordsOf(data, ({ x0, y0, x1, y1 }) => {
    const x = (value: number) => round((value / prepared.scale - prepared.marginX) * unit);
    const y = (value: number) => round((value / prepared.scale - prepared.marginY) * unit);
    return [x(x0), y(y0), x(x1), y(y1)];
  }, unit / prepared.scale)); // prettier-ignore
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const confidence = words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / Math.max(1, letters);
  return { page: { ...level, words }, confidence };
}

/** The page on which the lines are level: lying pages stand up. */
function levelPage({ number, width, height }: Omit<Page, "words">, turned: number): Omit<Page, "words"> {
  if (turned === 0) return { number, width, height };
  return isQuarterTurn(turned) ? { number, width: height, height: width, turned } : { number, width, height, turned };
}

function wordsOf({ blocks }: Recognised, place: (box: Bbox) => Box, unit: number): Word[] {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.flatMap((line) =>
    line.words.flatMap((word): Word[] => {
      const text = cleanText(word.text).trim();
      const confidence = Math.min(1, Math.max(0, word.confidence / 100));
      if (confidence < leastConfidence || !/[^|_~¦\s]/u.test(text)) return [];
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
