import type { Box } from "@/lib/kernel/evidence";
import type { LabelKind } from "@/lib/language/label-table";
import { absolute, cents, type Fixed } from "@/lib/language/decimal";
import type { NumberCandidate } from "./candidates";
import { around, overlapX, type Layout, type Row } from "./layout";
import { labelBox } from "./relate";
import type { Labelled } from "./tax-rows";

export type ColumnKind = "reference" | "description" | "quantity" | "unit" | "unitPrice" | "discount" | "rate" | "amount";
export type HeaderCell = { readonly kinds: ReadonlySet<LabelKind>; readonly box: Box };
export type TableHeader = {
  readonly row: number;
  readonly lastRow: number;
  readonly page: number;
  readonly cells: readonly HeaderCell[];
  readonly score: number;
};

/** Amounts under one another: the last column of a line table, perhaps over several pages. */
export type AmountColumn = { readonly entries: readonly Labelled[]; readonly header: TableHeader | null };
export type Run = {
  readonly column: AmountColumn;
  readonly from: number;
  readonly to: number;
  readonly sum: Fixed;
  /** Entries at the end that stand below the table. */ readonly charges: number;
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
const summaryKinds: readonly LabelKind[] = ["base", "tax", "total", "payable", "withholding", "surcharge", "paid", "carryOver", "gross"];

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

/**
 * Columns of amounts that share their right edge, left edge or middle, over all pages. Summaries are left
 * out: a line is what is added up, not what it adds up to.
 */
export function findColumns(layout: Layout, labelled: readonly Labelled[], headers: readonly TableHeader[]): readonly AmountColumn[] {
  const open = labelled.filter((one) => isLineAmount(one) && !isSummary(layout, one));
  const columns: AmountColumn[] = [];
  const edges: readonly ((one: Labelled) => number)[] = [
    (one) => one.number.box[2],
    (one) => one.number.box[0],
    (one) => (one.number.box[0] + one.number.box[2]) / 2,
  ];
  for (const edge of edges) {
    for (const group of clusterBy(open, edge)) {
      columns.push({ entries: group, header: headerFor(group, headers) });
    }
  }
  return columns;
}

/** Runs of neighbouring amounts whose sum is asked for, longest first. */
export function findRuns(columns: readonly AmountColumn[], targets: ReadonlySet<Fixed>): readonly Run[] {
  const found: Run[] = [];
  for (const column of columns) {
    const { entries } = column;
    for (let from = 0; from < entries.length; from++) {
      let sum = 0n;
      for (let to = from; to < entries.length; to++) {
        sum += entries[to]?.number.value ?? 0n;
        if (targets.has(sum)) found.push({ column, from, to: to + 1, sum, charges: 0 });
      }
    }
  }
  return found;
}

/** Sums that start right below a heading, or of at least two amounts elsewhere. */
export function lineSums(columns: readonly AmountColumn[]): ReadonlySet<Fixed> {
  const sums = new Set<Fixed>();
  for (const { entries, header } of columns) {
    for (let from = 0; from < Math.min(entries.length, 160); from++) {
      let sum = 0n;
      for (let to = from; to < entries.length; to++) {
        sum += entries[to]?.number.value ?? 0n;
        if (to > from || (header && (entries[from]?.number.row ?? 0) <= header.lastRow + 3)) sums.add(sum);
      }
      if (header) break;
    }
  }
  return sums;
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

function isLineAmount(one: Labelled): boolean {
  const { number } = one;
  return !number.percent && number.decimals >= 1 && number.decimals <= 3 && absolute(number.value) < cents(1) * 10_000_000_000n;
}

/** Beside or under a label that announces a sum, and nothing else on its phrase. */
export function isSummary(layout: Layout, one: Labelled): boolean {
  const left = one.hits.find((hit) => hit.direction === "left");
  const leftKinds = left ? [...left.label.kinds] : [];
  if (left && left.between === 0 && leftKinds.some((kind) => summaryKinds.includes(kind)) && fillsItsPhrase(layout, left)) return true;
  const top = one.hits.find((hit) => hit.direction === "above" && hit.distance < 9);
  return (
    top !== undefined &&
    left === undefined &&
    [...top.label.kinds].some((kind) => summaryKinds.includes(kind)) &&
    !top.label.kinds.has("amount") &&
    !top.label.kinds.has("unitPrice") &&
    !top.label.kinds.has("quantity")
  );
}

function fillsItsPhrase(layout: Layout, hit: Labelled["hits"][number]): boolean {
  const segment = layout.rows[hit.row]?.segments.find((s) => s.labels.includes(hit.label));
  if (!segment) return false;
  const words = segment.words.filter(
    (word, i) =>
      (i < hit.label.start || i >= hit.label.end) &&
      /\p{L}{3,}/u.test(word.text) &&
      !/^(?:EUR|euros?|sobre|de|del|al|la)$/iu.test(word.text),
  );
  return words.length <= 1 && hit.label.start <= 2;
}

function headerFor(group: readonly Labelled[], headers: readonly TableHeader[]): TableHeader | null {
  const [first] = group;
  if (!first) return null;
  const before = headers.filter(
    (h) =>
      h.lastRow < first.number.row &&
      cellUnder(h, first.number.box)?.kinds.has("amount") &&
      overlapX(cellUnder(h, first.number.box)?.box ?? [0, 0, 0, 0], first.number.box) > 0,
  );
  return before.at(-1) ?? null;
}

function clusterBy(list: readonly Labelled[], edge: (one: Labelled) => number): Labelled[][] {
  const sorted = [...list].sort((a, b) => edge(a) - edge(b));
  const groups: Labelled[][] = [];
  for (const one of sorted) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && edge(one) - edge(last) < 1.6) group.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => group.sort((a, b) => a.number.row - b.number.row || a.number.box[0] - b.number.box[0]));
}
