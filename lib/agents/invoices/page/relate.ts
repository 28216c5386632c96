import type { Box } from "@/lib/kernel/evidence";
import type { FoundLabel } from "@/lib/language/labels";
import type { LabelKind } from "@/lib/language/label-table";
import { around, type Layout, type Row, type Segment } from "./layout";
import type { Placed } from "./placed";

/** A label that may speak about a value, and how it stands to it. */
export type LabelHit = {
  readonly label: FoundLabel;
  readonly box: Box;
  readonly row: number;
  /** `wrap`: at the end of the line before a value that begins its own line. */
  readonly direction: "left" | "above" | "after" | "wrap";
  /** Distance in line heights, along the direction. */
  readonly distance: number;
  /** Other values between label and value. */
  readonly between: number;
  /** Words between label and value that are part of neither: the label may be longer than we know it. */
  readonly loose: number;
  /** The label has a value of its own beside it. */
  readonly taken: boolean;
  /** Its phrase holds labels and nothing else: a heading, or the cell of one. */
  readonly heads: boolean;
};

export type Located = Placed & { readonly segment: Segment; readonly start: number; readonly end: number };

const rowsAbove = 14;

/** The values of a row, and its labels with their places: asked for again and again. */
const valueRows = new WeakMap<readonly Placed[], Map<number, Placed[]>>();
const labelRows = new WeakMap<Row, readonly RowLabel[]>();
type RowLabel = { readonly label: FoundLabel; readonly segment: Segment; readonly box: Box };

function inRow(values: readonly Placed[], row: number): readonly Placed[] {
  const known = valueRows.get(values) ?? byRow(values);
  valueRows.set(values, known);
  return known.get(row) ?? [];
}

function byRow(values: readonly Placed[]): Map<number, Placed[]> {
  const rows = new Map<number, Placed[]>();
  for (const value of values) {
    const row = rows.get(value.row);
    if (row) row.push(value);
    else rows.set(value.row, [value]);
  }
  return rows;
}

function labelsIn(row: Row): readonly RowLabel[] {
  const found =
    labelRows.get(row) ??
    row.segments.flatMap((segment) => segment.labels.map((label) => ({ label, segment, box: labelBox(segment, label) })));
  labelRows.set(row, found);
  return found;
}

/**
 * Labels that could belong to a value, best first: the nearest to its left on the line, then the nearest above its
 * column, then right behind it.
 * @param values all values of the document, to see what stands between.
 */
export function labelsOf(layout: Layout, value: Located, values: readonly Placed[]): readonly LabelHit[] {
  return [...leftOf(layout, value, values), ...wrapped(layout, value, values), ...behind(value), ...above(layout, value, values)];
}

/** Strength 0..3 of the claim that the value is what a label kind says. */
export function claim(hits: readonly LabelHit[], ...kinds: readonly LabelKind[]): number {
  let best = 0;
  for (const [index, hit] of hits.entries()) {
    if (!kinds.some((kind) => hit.label.kinds.has(kind))) continue;
    const first = !hits.slice(0, index).some((earlier) => earlier.direction === hit.direction);
    best = Math.max(best, strength(hit) * (first ? 1 : 0.35));
  }
  return best;
}

export function strength(hit: LabelHit): number {
  switch (hit.direction) {
    case "left":
      return Math.max(0.2, 3 - 1.4 * hit.between - 0.01 * hit.distance - Math.min(1.6, 0.4 * hit.loose));
    case "wrap":
      return hit.between > 0 ? 0 : 2.4;
    case "after":
      return hit.distance === 0 ? 2.9 : 1.2;
    case "above":
      return Math.max(0.1, (hit.taken ? 0.9 : 2.6) - Math.min(1.2, 0.3 * hit.loose) - 0.12 * Math.max(0, hit.distance - 1.5));
  }
}

export function labelBox(segment: Segment, label: FoundLabel): Box {
  return around(segment.words.slice(label.start, label.end).map((word) => word.box));
}

function leftOf(layout: Layout, value: Located, values: readonly Placed[]): LabelHit[] {
  const row = layout.rows[value.row];
  const height = Math.max(4, value.box[3] - value.box[1]);
  const others = inRow(values, value.row).filter((v) => v !== value);
  const hits: LabelHit[] = [];
  for (const segment of row?.segments ?? []) {
    if (segment.box[0] > value.box[0] && segment !== value.segment) continue;
    for (const label of segment.labels) {
      if (segment === value.segment && label.end > value.start) continue;
      if (isRemarkOnTotal(segment, label) && !value.text.includes("%")) continue;
      const box = labelBox(segment, label);
      if (segment !== value.segment && box[2] > value.box[0] + 1) continue;
      const between = others.filter((o) => o.box[0] >= box[2] - 1 && o.box[2] <= value.box[0] + 1).length;
      hits.push({
        label,
        box,
        row: value.row,
        direction: "left",
        distance: Math.max(0, value.box[0] - box[2]) / height,
        between,
        loose: looseWords(segment, label, segment === value.segment ? value.start : segment.words.length),
        taken: between > 0,
        heads: isHeading(segment),
      });
    }
  }
  return hits.sort((a, b) => a.distance - b.distance);
}

/** "TOTAL (IVA 21 % incluido)", "Total incl. VAT 20 %": the tax only says what the total holds; the amount is the total. */
function isRemarkOnTotal(segment: Segment, label: FoundLabel): boolean {
  const isTax = label.kinds.has("tax") || label.kinds.has("rate");
  const total = isTax && segment.labels.find(({ kinds, end }) => end <= label.start && (kinds.has("total") || kinds.has("payable")));
  if (!total) return false;
  const before = segment.words.slice(total.end, label.start + 1).map(({ text }) => text);
  const after = segment.words.slice(label.start).map(({ text }) => text);
  const holds = (text: string) => /^\W*(?:inc|inkl|inclos|compris|enthalten|barne)/iu.test(text);
  return after.some(holds) || before.some((text) => /^\(?in[ck]l?\.?$/iu.test(text) || (text.startsWith("(") && before.some(holds)));
}

function looseWords(segment: Segment, label: FoundLabel, end: number): number {
  const covered = (at: number) => segment.labels.some((l) => at >= l.start && at < l.end);
  return segment.words.slice(label.end, end).filter((word, i) => /^\p{L}{3,}/u.test(word.text) && !covered(label.end + i)).length;
}

/** The label ends a line of running text and the value begins the next one. */
function wrapped(layout: Layout, value: Located, values: readonly Placed[]): LabelHit[] {
  const previous = layout.rows[value.row - 1];
  const row = layout.rows[value.row];
  if (!previous || previous.page !== value.page || value.start > 1) return [];
  const segment = previous.segments.find((s) => Math.abs(s.box[0] - value.segment.box[0]) < 2 * (value.box[3] - value.box[1]));
  if (!segment || segment.words.length < 3 || isHeading(segment) || row?.segments[0] === undefined) return [];
  const after = (label: FoundLabel) => inRow(values, previous.index).some((v) => v.box[0] >= labelBox(segment, label)[2] - 1);
  return segment.labels
    .filter((label) => label.end >= segment.words.length - 3 && !after(label))
    .map((label) => ({
      label,
      box: labelBox(segment, label),
      row: previous.index,
      direction: "wrap" as const,
      distance: 1,
      between: 0,
      loose: 0,
      taken: false,
      heads: isHeading(segment),
    }))
    .reverse();
}

/** The phrase right behind a value; the sign of "21% IVA" is part of both. */
function behind(value: Located): LabelHit[] {
  const ownSign = value.text.includes("%") ? value.end - 1 : value.end;
  return value.segment.labels
    .filter((label) => label.start >= ownSign && label.end > value.end - 1 && label.start <= value.end + 1)
    .map((label) => ({
      label,
      box: labelBox(value.segment, label),
      row: value.row,
      direction: "after" as const,
      distance: label.start < value.end ? 0 : 0.5,
      between: 0,
      loose: 0,
      taken: false,
      heads: false,
    }));
}

/** The label of a row that stands over a value, or nearly so where no neighbour of the value is nearer to it. */
function nearestLabel(row: Row, box: Box, neighbours: readonly Placed[]): RowLabel | null {
  const height = Math.max(4, box[3] - box[1]);
  let best: { readonly one: RowLabel; readonly gap: number; readonly off: number } | null = null;
  for (const one of labelsIn(row)) {
    const gap = gapX(one.box, box);
    if (gap >= 2.6 * height || (best && gap > best.gap)) continue;
    if (gap >= 0.5 * height && neighbours.some((other) => gapX(one.box, other.box) < gap)) continue;
    const off = Math.abs(center(one.box) - center(box));
    if (!best || gap < best.gap || off < best.off) best = { one, gap, off };
  }
  return best?.one ?? null;
}

function above(layout: Layout, value: Located, values: readonly Placed[]): LabelHit[] {
  const height = Math.max(4, value.box[3] - value.box[1]);
  const neighbours = inRow(values, value.row).filter((v) => v !== value);
  const hits: LabelHit[] = [];
  for (let at = value.row - 1; at >= 0 && at >= value.row - rowsAbove; at--) {
    const row = layout.rows[at];
    if (!row || row.page !== value.page) break;
    const near = nearestLabel(row, value.box, neighbours);
    if (!near) continue;
    const taken = inRow(values, at).some(
      (v) => v.box[0] >= near.box[2] - 1 && v.box[0] < near.box[2] + 12 * height && !blocksBetween(row.segments, near.box[2], v.box[0]),
    );
    const distance = (value.box[1] - near.box[3]) / height;
    if (distance < -0.8) continue;
    hits.push({
      label: near.label,
      box: near.box,
      row: at,
      direction: "above",
      distance,
      between: 0,
      loose: looseWords(near.segment, near.label, near.segment.words.length),
      taken,
      heads: isHeading(near.segment),
    });
  }
  return hits;
}

/** Every word with letters belongs to a label. */
const isHeading = (segment: Segment): boolean =>
  segment.words.every((word, at) => !/\p{L}/u.test(word.text) || segment.labels.some((label) => at >= label.start && at < label.end));

const gapX = (a: Box, b: Box): number => Math.max(0, a[0] - b[2], b[0] - a[2]);
const center = (box: Box): number => (box[0] + box[2]) / 2;

/** Another label between a label and a value to its right: the value belongs to that one. */
function blocksBetween(segments: readonly Segment[], from: number, to: number): boolean {
  return segments.some((s) => s.labels.some((label) => labelBox(s, label)[0] > from && labelBox(s, label)[2] <= to));
}
