import { type Fixed, absolute, cents } from "@/lib/language/decimal";
import { type Layout, overlapX } from "./layout";
import { isSummary } from "./summary";
import { type TableHeader, cellUnder } from "./table-headers";
import type { Labelled } from "./tax-rows";

export type ColumnKind = "reference" | "description" | "quantity" | "unit" | "unitPrice" | "discount" | "rate" | "amount";

/** Amounts under one another: the last column of a line table, perhaps over several pages. */
export type AmountColumn = { readonly entries: readonly Labelled[]; readonly header: TableHeader | null };

export type Run = {
  readonly column: AmountColumn;
  readonly from: number;
  readonly to: number;
  readonly sum: Fixed;
  /** Entries at the end that stand below the table. */ readonly charges: number;
};

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

function isLineAmount(one: Labelled): boolean {
  const { number } = one;
  return !number.percent && number.decimals >= 1 && number.decimals <= 3 && absolute(number.value) < cents(1) * 10_000_000_000n;
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
