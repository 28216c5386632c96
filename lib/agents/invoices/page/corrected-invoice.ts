import type { Box } from "@/lib/kernel/evidence";
import { foldText } from "@/lib/language/fold";
import type { FoundLabel } from "@/lib/language/labels";
import type { Candidates } from "./candidates";
import { overlapX, type Layout, type Segment } from "./layout";

export type Correction = {
  /** Number of the invoice that this one corrects; null: the paper names none. */
  readonly number: string | null;
  /** By substitution (RD 1619/2012 art. 15.5): this paper takes the place of the other, with its full amounts. */
  readonly replaces: boolean;
  readonly place: { readonly page: number; readonly box: Box; readonly text: string } | null;
};

const corrects =
  /rectific|sustitu|substitu|factura original|factura orixinal|original invoice|corrected invoice|preceding invoice|facture d origine|facture associee|zuzen|ursprung|zu rechnung|riferimento|originale|de origem|documents? precedent|documento anterior/;
const replaces = /sustituci|sustituye|substituci|substitueix|substitui|ordezk|remplace|replaces|ersetzt|sostituisce/;

/** Which invoice a correcting one corrects, and whether it takes its place. */
export function findCorrection(layout: Layout, candidates: Candidates): Correction {
  const named = layout.segments.flatMap((segment) =>
    segment.labels
      .filter((label) => label.kinds.has("otherRef") && corrects.test(label.phrase))
      .flatMap((label) => answerTo(layout, candidates, segment, label) ?? []),
  );
  const [first] = named;
  return {
    number: first?.number ?? null,
    replaces: layout.rows.some((row) => replaces.test(foldText(row.text))),
    place: first?.place ?? null,
  };
}

type Answer = { readonly number: string; readonly place: NonNullable<Correction["place"]> };

/** The code after the label in its phrase, in the next phrase of the line, or right under it. */
function answerTo(layout: Layout, candidates: Candidates, segment: Segment, label: FoundLabel): Answer | null {
  const own = codeIn(segment, label.end, candidates);
  if (own) return own;
  const right = layout.rows[segment.row]?.segments.find((one) => one.box[0] > segment.box[2]);
  const below = layout.rows[segment.row + 1]?.segments.find((one) => one.page === segment.page && overlapX(one.box, segment.box) > 0.3);
  if (label.end < segment.words.length) return null;
  return (right && codeIn(right, 0, candidates)) ?? (below && codeIn(below, 0, candidates)) ?? null;
}

function codeIn(segment: Segment, from: number, candidates: Candidates): Answer | null {
  const isDate = (at: number) => candidates.dates.some((date) => date.segment === segment && at >= date.start && at < date.end);
  for (let at = from; at < Math.min(from + 4, segment.words.length); at++) {
    const word = segment.words[at];
    const code = word?.text.replace(/^[:#(]+|[.,;:)]+$/g, "") ?? "";
    if (word && /\d/.test(code) && /^[A-Z0-9/_.–-]+$/i.test(code) && !isDate(at))
      return { number: code.slice(0, 60), place: { page: segment.page, box: word.box, text: word.text } };
  }
  return null;
}
