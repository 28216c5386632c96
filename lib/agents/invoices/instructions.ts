import type { ReadDocument } from "@/lib/documents/model";
import type { Reason } from "@/lib/kernel/evidence";
import { foldText } from "@/lib/language/fold";
import { findInstructions } from "@/lib/language/instructions";
import type { InvoiceReading } from "./reading";
import { layOut, type Layout } from "./page/layout";

/** Rows of a layout that speak to a machine, with those right below, where the sentence goes on, and what they say. */
type Instructions = { readonly rows: ReadonlySet<number>; readonly texts: readonly string[] };

const following = 2;

/**
 * Where the pages speak to a machine that reads them. Lines are looked at as they run over the page and as they run down
 * one column, because a sentence may be broken either way.
 */
export function findAddressedRows({ rows, segments }: Layout): Instructions {
  const marked = new Set<number>();
  const texts: string[] = [];
  const lines = rows.map(({ page, index, text }) => ({ run: `page ${page}`, row: index, text }));
  const cells = segments.map(({ page, row, box, text }) => ({ run: `column ${page} ${Math.round(box[0] / 12)}`, row, text }));
  for (const pieces of inRuns([...lines, ...cells])) {
    for (const { from, to, text } of foundIn(pieces)) {
      texts.push(text);
      for (let row = from; row <= to + following; row++) marked.add(row);
    }
  }
  return { rows: marked, texts };
}

/** The same reading, with a doubt where its pages speak to machines. It changes no value. */
export function withInstructions(reading: InvoiceReading, document: ReadDocument): InvoiceReading {
  const pages = document.pages.filter(({ number }) => reading.pages.includes(number));
  const [first] = findAddressedRows(layOut({ ...document, pages })).texts;
  if (first === undefined) return reading;
  const reason: Reason = { code: "text.instructions", level: "doubt", detail: { text: first.slice(0, 120) } };
  return { ...reading, reasons: [...reading.reasons, reason], standing: "needs_review" };
}

/** `run`: pieces of the same one are read one after another. */
type Piece = { readonly run: string; readonly row: number; readonly text: string };

function inRuns(pieces: readonly Piece[]): Iterable<readonly Piece[]> {
  const runs = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const run = runs.get(piece.run);
    if (run) run.push(piece);
    else runs.set(piece.run, [piece]);
  }
  return runs.values();
}

function foundIn(pieces: readonly Piece[]): { from: number; to: number; text: string }[] {
  const starts: number[] = [];
  let whole = "";
  for (const { text } of pieces) {
    starts.push(whole.length);
    whole += `${foldText(text)} `;
  }
  const rowAt = (place: number): number => pieces[starts.findLastIndex((start) => start <= place)]?.row ?? 0;
  return findInstructions(whole).map(({ start, end, text }) => ({ from: rowAt(start), to: rowAt(end - 1), text }));
}
