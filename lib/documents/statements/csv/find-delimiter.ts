import { csvDelimiters, splitCsv, type CsvDelimiter, type CsvRow } from "@/lib/documents/statements/csv/split-csv";

type Split = { readonly delimiter: CsvDelimiter; readonly rows: readonly CsvRow[] };

/** The delimiter that gives the widest regular table, with the first rows as it splits them; null: it is no table. Pure. */
export function findDelimiter(text: string, lookedAt: number): Split | null {
  const tries = csvDelimiters.map((delimiter) => ({ delimiter, rows: splitCsv(text, delimiter, lookedAt) }));
  const [best] = tries.map((one) => ({ ...one, width: usualWidth(one.rows) })).sort((a, b) => b.width - a.width);
  return best === undefined || best.width < 2 ? null : best;
}

/** The number of cells that most rows have. */
function usualWidth(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [usual] = [...counts].filter(([width]) => width > 1).sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return usual && usual[1] * 2 >= rows.length - 10 ? usual[0] : 1;
}
