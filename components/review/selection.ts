import { addAmounts } from "@/lib/kernel/money";
import type { QueueRow } from "@/lib/review/view";

export type Selection = { readonly ids: ReadonlySet<string>; readonly cursor: string | null };
export const noSelection: Selection = { ids: new Set(), cursor: null };

/** A row that a person may approve in bulk at all: open, read, and clear or of low risk. What is doubtful is looked at first. */
export function isBulkApprovable({ state, payloadHash, risk, standing }: QueueRow): boolean {
  return state === "open" && payloadHash !== null && risk !== "high" && (standing === "clear" || risk === "low");
}

/** Ticked before the person looks: only what the agent calls clear. High risk never. */
export function isPreTicked(row: QueueRow): boolean {
  return isBulkApprovable(row) && row.standing === "clear";
}

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, cursor: id };
}

/** Shift and a move: the row under the cursor and the next one are ticked. */
export function extend(selection: Selection, rows: readonly Pick<QueueRow, "id">[], direction: 1 | -1): Selection {
  const next = moved(rows, selection.cursor, direction);
  if (next === null) return selection;
  const ids = new Set(selection.ids);
  if (selection.cursor !== null) ids.add(selection.cursor);
  ids.add(next);
  return { ids, cursor: next };
}

/** A tick with Shift held: everything between the cursor and the row. */
export function selectThrough(selection: Selection, rows: readonly Pick<QueueRow, "id">[], id: string): Selection {
  const from = rows.findIndex((row) => row.id === selection.cursor);
  const to = rows.findIndex((row) => row.id === id);
  if (from < 0 || to < 0) return toggle(selection, id);
  const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
  return { ids: new Set([...selection.ids, ...between]), cursor: id };
}

/** The neighbour of the cursor; the first row when the cursor is nowhere, null at the end. */
export function moved(rows: readonly Pick<QueueRow, "id">[], cursor: string | null, direction: 1 | -1): string | null {
  if (cursor === null) return rows[0]?.id ?? null;
  const at = rows.findIndex((row) => row.id === cursor);
  return at < 0 ? (rows[0]?.id ?? null) : (rows[at + direction]?.id ?? null);
}

/** Ticks do not outlive the rows they stood on. */
export function keepPresent(selection: Selection, rows: readonly Pick<QueueRow, "id">[]): Selection {
  const present = new Set(rows.map((row) => row.id));
  const ids = [...selection.ids].filter((id) => present.has(id));
  const cursor = selection.cursor !== null && present.has(selection.cursor) ? selection.cursor : null;
  if (ids.length === selection.ids.size && cursor === selection.cursor) return selection;
  return { ids: new Set(ids), cursor };
}

export type BulkSummary = {
  readonly rows: readonly QueueRow[];
  /** One total for each currency, the most frequent first. */
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  /** Ticked, but to be approved one by one or not at all. */
  readonly leftOut: number;
};

/** What the button of the bulk bar says, and exactly what it will send. */
export function bulkSummary(rows: readonly QueueRow[], ids: ReadonlySet<string>): BulkSummary {
  const ticked = rows.filter((row) => ids.has(row.id));
  const approvable = ticked.filter(isBulkApprovable);
  const byCurrency = new Map<string, string[]>();
  for (const { amount, currency } of approvable) {
    if (amount !== null) byCurrency.set(currency ?? "EUR", [...(byCurrency.get(currency ?? "EUR") ?? []), amount]);
  }
  const totals = [...byCurrency]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([currency, amounts]) => ({ currency, amount: addAmounts(amounts) }));
  return { rows: approvable, totals, leftOut: ticked.length - approvable.length };
}
