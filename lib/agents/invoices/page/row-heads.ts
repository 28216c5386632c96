import type { FoundLabel } from "@/lib/language/labels";
import type { LabelKind } from "@/lib/language/label-table";
import type { Layout, Row, Segment } from "./layout";
import { labelBox, type LabelHit } from "./relate";
import type { Labelled } from "./tax-rows";

const headKinds: readonly LabelKind[] = ["base", "rate", "tax", "surcharge"];
const reach = 3;

type HeadedRow = { readonly row: Row; readonly segment: Segment; readonly label: FoundLabel; readonly numbers: readonly Labelled[] };

/**
 * Tax tables that lie on their side ("Bases 200,00 60,00", "Tipos 21 10", "Cuotas 42,00 6,00"): what heads a row speaks of
 * every number of it. Only where a row of bases and a row of taxes have equally many numbers, close to each other.
 */
export function withRowHeads(layout: Layout, labelled: readonly Labelled[]): readonly Labelled[] {
  const headed = layout.rows.flatMap((row) => headedRow(row, labelled));
  const tables = headed.filter(
    (one) =>
      isPartner(one, headed, "base") && isPartner(one, headed, "tax") && headed.some((other) => other !== one && isBeside(one, other)),
  );
  const hits = new Map(tables.flatMap((one) => one.numbers.map((number) => [number, hitOf(one)] as const)));
  return labelled.map((one) => {
    const hit = hits.get(one);
    return hit ? { ...one, hits: [hit, ...one.hits.filter(({ direction }) => direction === "above")] } : one;
  });
}

const isPartner = (one: HeadedRow, all: readonly HeadedRow[], kind: LabelKind): boolean =>
  all.some((other) => other.label.kinds.has(kind) && isBeside(one, other));

const isBeside = (a: HeadedRow, b: HeadedRow): boolean =>
  a.row.page === b.row.page && Math.abs(a.row.index - b.row.index) <= reach && a.numbers.length === b.numbers.length;

/** A row that begins with a label and holds nothing else but two numbers or more. */
function headedRow(row: Row, labelled: readonly Labelled[]): HeadedRow[] {
  const [segment] = row.segments;
  const label = segment?.labels.find(({ start, kinds }) => start === 0 && headKinds.some((kind) => kinds.has(kind)));
  if (!segment || !label) return [];
  const numbers = labelled.filter(({ number }) => number.row === row.index && number.end - number.start <= 2);
  const rest = [...segment.words.slice(label.end), ...row.segments.slice(1).flatMap(({ words }) => words)];
  const isNumeric = rest.every(({ text }) => /\d/.test(text) || /^[%€$£:]$|^EUR$/u.test(text));
  return numbers.length >= 2 && isNumeric ? [{ row, segment, label, numbers }] : [];
}

function hitOf({ row, segment, label }: HeadedRow): LabelHit {
  const box = labelBox(segment, label);
  return { label, box, row: row.index, direction: "left", distance: 1, between: 0, loose: 0, taken: false, heads: true };
}
