import "server-only";
import { createRequire } from "node:module";
import path from "node:path";
import { createWorker, PSM, type Bbox, type Line, type Page as Recognised, type Worker } from "tesseract.js";
import type { Area } from "@/lib/documents/ink-groups";
import type { Seen } from "@/lib/documents/second-look";
import { cleanText } from "@/lib/documents/words";

/** Spanish knows the letters of all languages here; English makes out the print of tills far better. */
export type Model = "spa" | "eng";

/** Amounts that are right may have 0.05; below this it is noise, and noise without letters or digits goes earlier. */
const leastConfidence = 0.02;
const leastForSigns = 0.5;

let running: { readonly model: Model; readonly worker: Promise<Worker> } | undefined;

/** Recognises a whole page. One picture at a time; only for isolated processes. */
export async function readPage(png: Buffer, model: Model): Promise<Seen[]> {
  return recognised(png, model, { tessedit_pageseg_mode: PSM.AUTO, tessedit_char_whitelist: "" });
}

/** Recognises one line of print. */
export async function readLine(png: Buffer, model: Model, allowed: "all" | "numbers"): Promise<Seen[]> {
  const whitelist = allowed === "numbers" ? "0123456789.,-€$%/()" : "";
  return recognised(png, model, { tessedit_pageseg_mode: PSM.SINGLE_LINE, tessedit_char_whitelist: whitelist });
}

async function recognised(png: Buffer, model: Model, parameters: Parameters<Worker["setParameters"]>[0]): Promise<Seen[]> {
  const engine = await engineFor(model);
  await engine.setParameters({ ...parameters, user_defined_dpi: "300" });
  const { data } = await engine.recognize(png, {}, { text: false, blocks: true });
  return seenIn(data);
}

/** One engine at a time, so that only one model is in memory; another one takes half a second to start. */
async function engineFor(model: Model): Promise<Worker> {
  if (running && running.model !== model) {
    await (await running.worker).terminate();
    running = undefined;
  }
  running ??= { model, worker: start(model) };
  return running.worker;
}

/** Everything stands in packages; nothing is fetched and nothing is cached on disk. */
function start(model: Model): Promise<Worker> {
  const data = path.dirname(createRequire(import.meta.url).resolve(`@tesseract.js-data/${model}/package.json`));
  return createWorker(model, 1, { langPath: path.join(data, "4.0.0_best_int"), cacheMethod: "none", gzip: true });
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
