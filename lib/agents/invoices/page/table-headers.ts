import type { Box } from "@/lib/kernel/evidence";
import type { LabelKind } from "@/lib/language/label-table";
import type { NumberCandidate } from "./candidates";
import { type Layout, type Row, around, overlapX } from "./layout";
import { labelBox } from "./relate";

export type HeaderCell = { readonly kinds: ReadonlySet<LabelKind>; readonly box: Box };

export type TableHeader = {
  readonly row: number;
  readonly lastRow: number;
  readonly page: number;
  readonly cells: readonly HeaderCell[];
  readonly score: number;
};

const weights: Readonly<Partial<Record<LabelKind, number>>> = {
  description: 2,
  quantity: 1.7,
  unitPrice: 2,
  amount: 1.5,
  discount: 1.2,
  rate: 0.5,
  reference: 0.6,
  unit: 0.5,
};

/** Rows that name the columns of a line table: description, quantity, price, amount in any language and order. */
export function findHeaders(layout: Layout, numbers: readonly NumberCandidate[]): readonly TableHeader[] {
  const valueRows = new Set(numbers.filter((n) => n.decimals === 2).map((n) => n.row));
  const found: TableHeader[] = [];
  for (const row of layout.rows) {
    if (valueRows.has(row.index)) continue;
    const score = headerScore(row);
    if (score < 3.2) continue;
    const previous = found.at(-1);
    if (
      previous &&
      previous.page === row.page &&
      row.index - previous.lastRow <= 1 &&
      row.box[1] - (layout.rows[previous.lastRow]?.box[3] ?? 0) < 8
    )
      continue;
    const rows = [row, ...neighbours(layout, row, valueRows)];
    found.push({ row: row.index, lastRow: Math.max(...rows.map((r) => r.index)), page: row.page, cells: cellsOf(rows), score });
  }
  return found;
}

/** Which heading cell a box stands under: by overlap, else the nearest within reach. */
export function cellUnder(header: TableHeader, box: Box, kinds?: readonly LabelKind[]): HeaderCell | null {
  const height = Math.max(4, box[3] - box[1]);
  const cells = header.cells.filter((cell) => !kinds || kinds.some((kind) => cell.kinds.has(kind)));
  const ranked = cells
    .map((cell) => ({
      cell,
      gap: Math.max(0, cell.box[0] - box[2], box[0] - cell.box[2]),
      edge: Math.min(
        Math.abs(cell.box[2] - box[2]),
        Math.abs(cell.box[0] - box[0]),
        Math.abs(cell.box[0] + cell.box[2] - box[0] - box[2]) / 2,
      ),
    }))
    .sort((a, b) => a.gap - b.gap || a.edge - b.edge);
  const [first] = ranked;
  return first && first.gap < 4 * height ? first.cell : null;
}

function headerScore(row: Row): number {
  let score = 0;
  const seen = new Set<LabelKind>();
  let cells = 0;
  for (const segment of row.segments) {
    for (const label of segment.labels) {
      const kinds = [...label.kinds].filter((kind) => weights[kind] !== undefined);
      if (!kinds.length) {
        if ([...label.kinds].some((kind) => kind === "tax" || kind === "base" || kind === "dueDate" || kind === "withholding"))
          score -= 1.5;
        continue;
      }
      const fresh = kinds.filter((kind) => !seen.has(kind)).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))[0];
      if (!fresh) continue;
      seen.add(fresh);
      cells++;
      score += weights[fresh] ?? 0;
    }
    if (segment.words.length > 7) score -= 2;
  }
  const money = seen.has("amount") || seen.has("unitPrice");
  return cells >= 2 && money && (seen.has("description") || seen.has("quantity") || seen.has("unitPrice")) ? score : 0;
}

/** The second and third line of a heading: labels or short words close by, without values. */
function neighbours(layout: Layout, row: Row, valueRows: ReadonlySet<number>): Row[] {
  const height = Math.max(5, row.box[3] - row.box[1]);
  const near: Row[] = [];
  for (const step of [1, -1]) {
    let last = row;
    for (let at = row.index + step; near.length < 4; at += step) {
      const next = layout.rows[at];
      if (!next || next.page !== row.page || valueRows.has(at)) break;
      const gap = step > 0 ? next.box[1] - last.box[3] : last.box[1] - next.box[3];
      const labels = next.segments.filter((s) => s.labels.length > 0).length;
      if (
        gap > 0.7 * height ||
        (labels === 0 && step < 0) ||
        next.segments.some((s) => s.words.length > 4) ||
        /\d{3}/.test(next.text) ||
        (step > 0 && labels === 0)
      )
        break;
      near.push(next);
      last = next;
    }
  }
  return near;
}

function cellsOf(rows: readonly Row[]): HeaderCell[] {
  const cells: { kinds: Set<LabelKind>; box: Box }[] = [];
  for (const row of rows) {
    for (const segment of row.segments) {
      for (const label of segment.labels) {
        const box = labelBox(segment, label);
        const wide = segment.labels.length === 1 ? around([box, segment.box]) : box;
        const same = cells.find(
          (cell) => overlapX(cell.box, wide) > 0.5 && !segment.labels.some((l) => l !== label && labelBox(segment, l) === cell.box),
        );
        if (same && row !== rows[0]) {
          for (const kind of label.kinds) same.kinds.add(kind);
          same.box = around([same.box, wide]);
        } else cells.push({ kinds: new Set(label.kinds), box: wide });
      }
    }
  }
  return cells.sort((a, b) => a.box[0] - b.box[0]);
}
