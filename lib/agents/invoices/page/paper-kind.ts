import { countTellTales, findTitle, type PaperKind } from "@/lib/language/document-kinds";
import type { Layout, Segment } from "./layout";
import { heightOf, overlapX } from "./layout";
import { foldWords } from "@/lib/language/fold";

export type PaperVerdict = {
  readonly kind: PaperKind;
  /** Margin of the best kind over an invoice (or of an invoice over the next). */ readonly margin: number;
  readonly scores: ReadonlyMap<PaperKind, number>;
  readonly title: Segment | null;
  /** Points of the clearest title that names another paper than an invoice. */
  readonly otherTitle: number;
};

type Sums = {
  /** Row of the first line table. */ readonly firstTable: number;
  /** A number is printed under the words of an invoice number. */ readonly named: boolean;
  readonly taxSolved: boolean;
  readonly negative: boolean;
  readonly hasTotal: boolean;
  /** A day is printed on which it is to be paid. */
  readonly fallsDue: boolean;
};

const clearProforma = 4;

const papers: readonly PaperKind[] = ["invoice", "credit_note", "receipt"];

/**
 * What the paper is, by what it calls itself (a phrase that stands alone, large or first, or names the number) and by
 * phrases found only on one kind of paper.
 */
export function judgePaper(layout: Layout, sums: Sums): PaperVerdict {
  const scores = new Map<PaperKind, number>();
  const add = (kind: PaperKind, points: number) => scores.set(kind, (scores.get(kind) ?? 0) + points);
  const typical = medianHeight(layout);
  let title: { segment: Segment; points: number } | null = null;
  const bestOf = new Map<PaperKind, number>();
  let otherTitle = 0;
  for (const segment of layout.segments) {
    const found = titlePoints(layout, segment, typical);
    if (!found || isListed(layout, segment, found.kind)) continue;
    const points = { ...found, points: found.points - (segment.row > sums.firstTable && !papers.includes(found.kind) ? 2.5 : 0) };
    if (points.isAlone && !papers.includes(points.kind)) otherTitle = Math.max(otherTitle, points.points);
    bestOf.set(points.kind, Math.max(bestOf.get(points.kind) ?? 0, points.points));
    if (points.points > (title?.points ?? 0)) title = { segment, points: points.points };
  }
  for (const [kind, points] of bestOf) add(kind, points);
  for (const [kind, count] of countTellTales(textOf(layout))) if (count) add(kind, Math.min(3, count * 1.2));
  if (sums.taxSolved) add("invoice", 0.8);
  if (sums.named) add("invoice", 1.2);
  if (!sums.hasTotal) add("invoice", -1);
  // A title may be part of a picture. What falls due and charges tax is an invoice where nothing speaks of another paper.
  const isUntitled = bestOf.size === 0 && [...scores.keys()].every((kind) => kind === "invoice");
  if (isUntitled && sums.taxSolved && sums.fallsDue) add("invoice", 1.2);
  const own = Math.max(...papers.map((kind) => bestOf.get(kind) ?? 0));
  const proforma = bestOf.get("proforma") ?? 0;
  // A proforma carries all that an invoice carries, its words too: what it calls itself decides.
  if (proforma >= clearProforma && proforma >= own) add("proforma", 3);
  return { ...decide(scores, sums, title?.segment ?? null), otherTitle };
}

/** A word that no phrase holds. */
const columnGap = " 0 ";

/** What stands in two columns side by side is no phrase: "Fecha" over dates and "Albarán" over numbers. */
const textOf = ({ rows }: Layout): string => rows.map(({ segments }) => segments.map(({ text }) => text).join(columnGap)).join(" ");

function decide(scores: Map<PaperKind, number>, sums: Sums, title: Segment | null): Omit<PaperVerdict, "otherTitle"> {
  const invoice = Math.max(...papers.map((kind) => scores.get(kind) ?? 0));
  const others = [...scores].filter(([kind]) => !papers.includes(kind)).sort((a, b) => b[1] - a[1]);
  const [other] = others;
  if (other && other[1] > invoice && other[1] >= 3) return { kind: other[0], margin: other[1] - invoice, scores, title };
  const best = papers.map((kind) => [kind, scores.get(kind) ?? 0] as const).sort((a, b) => b[1] - a[1])[0] ?? (["invoice", 0] as const);
  const kind = sums.negative ? "credit_note" : best[1] > 0 ? best[0] : "invoice";
  return { kind, margin: invoice - (other?.[1] ?? 0), scores, title };
}

/** `isAlone`: the phrase is the title and nothing else, and no value stands beside it. */
type TitlePoints = { readonly kind: PaperKind; readonly points: number; readonly isAlone: boolean };

/** A title stands alone or heads its phrase, is larger than the text or in capitals, and high on the first page. */
function titlePoints(layout: Layout, segment: Segment, typical: number): TitlePoints | null {
  const found = findTitle(segment.text);
  if (!found || found.before > 3) return null;
  const page = layout.pages.find((p) => p.number === segment.page);
  const words = segment.words.length;
  const height = Math.max(...segment.words.map(heightOf));
  const high = page ? 1 - segment.box[1] / Math.max(1, page.height) : 0.5;
  const first = segment.page === layout.pages[0]?.number;
  const naming = found.after.length > 0 && /^(?:no|n|num|numero|number|nr|#|n o)$/.test(found.after[0] ?? "");
  const running = words > found.words + 5 && !naming;
  if (running || (found.before > 0 && !naming && found.before > 2))
    return found.before === 0 && first && high > 0.5 ? { kind: found.kind, points: 0.8, isAlone: false } : null;
  let points = found.before === 0 ? 2 : 1;
  if (found.after.length === 0 && found.before === 0) points += 1.2;
  points += Math.min(2.5, Math.max(0, (height / typical - 1.1) * 3));
  if (/^[^\p{Ll}]+$/u.test(segment.text)) points += 0.8;
  if (segment.words.some((word) => word.bold)) points += 0.4;
  points += first && high > 0.55 ? 0.8 : first ? 0 : -1;
  if (naming || /\d/.test(segment.text)) points += 0.6;
  const names = found.after.length === 0 && namesValue(layout, segment) && height <= 1.15 * typical;
  if (isColumnOfTable(layout, segment) || (names && !papers.includes(found.kind))) points -= 2.2;
  const prominent = height > 1.15 * typical || /^[^\p{Ll}]+$/u.test(segment.text);
  if (!papers.includes(found.kind) && !prominent) points -= high > 0.75 ? 0.4 : 1.2;
  if (!papers.includes(found.kind) && isValueOf(layout, segment)) {
    if (height <= 1.15 * typical) return null;
    points -= 2;
  }
  const isAlone = found.before === 0 && found.after.length === 0 && !names;
  return points > 0 ? { kind: found.kind, points, isAlone } : null;
}

/** "PEDIDO    PO-58575": a code right beside it, of one word, is what the word names. */
function namesValue(layout: Layout, segment: Segment): boolean {
  const right = layout.rows[segment.row]?.segments.find((s) => s.box[0] >= segment.box[2]);
  return right !== undefined && right.words.length === 1 && /\d/.test(right.text) && right.box[0] - segment.box[2] < 150;
}

/** "Albarán 1", "Albarán 2", "Albarán 3" under one another are what the paper lists, and not what it is. */
function isListed(layout: Layout, segment: Segment, kind: PaperKind): boolean {
  if (papers.includes(kind)) return false;
  const alike = layout.segments.filter((s) => Math.abs(s.box[0] - segment.box[0]) < 3 && s.words[0]?.text === segment.words[0]?.text);
  return alike.length >= 3;
}

/** "Forma de pago: Recibo" says how it is paid, and not what it is. */
function isValueOf(layout: Layout, segment: Segment): boolean {
  const above = layout.rows
    .slice(Math.max(0, segment.row - 3), segment.row)
    .flatMap((row) => row.segments)
    .filter((s) => s.page === segment.page && overlapX(s.box, segment.box) > 0.3);
  const left = layout.rows[segment.row]?.segments.filter((s) => s.box[2] <= segment.box[0] && segment.box[0] - s.box[2] < 150) ?? [];
  return [...above, ...left].some(
    (s) =>
      /forma de pago|forma pago|f pago|condiciones|pago|payment|paiement|reglement|zahlung|pagament|modo de/.test(
        foldWords(s.text).join(" "),
      ) && s.words.length <= 4,
  );
}

/** A word among other headings ("Albarán" over a column, "Pedido" beside its number) names a column, not the paper. */
function isColumnOfTable(layout: Layout, segment: Segment): boolean {
  const row = layout.rows[segment.row];
  const labelled = row?.segments.filter((s) => s.labels.length > 0).length ?? 0;
  return labelled >= 3;
}

function medianHeight(layout: Layout): number {
  const heights = layout.segments.flatMap((s) => s.words.map(heightOf)).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 10;
}
