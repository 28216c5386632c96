import { z } from "zod";
import { foldText } from "@/lib/language/fold";
import { csvDelimiters, type CsvRow } from "@/lib/documents/statements/csv/split-csv";

const column = z.int().min(0).max(199);

/** Which column of a bank's table says what. Confirmed by a person once, remembered by the heading of the table. */
export const csvMapping = z.strictObject({
  delimiter: z.enum(csvDelimiters),
  /** Which of the rows is the heading, from 0; null: the table has none. */
  headerRow: z.int().min(0).max(60).nullable(),
  date: column,
  valueDate: column.nullable(),
  /** Signed, or null where money out and money in have columns of their own. */
  amount: column.nullable(),
  debit: column.nullable(),
  credit: column.nullable(),
  balance: column.nullable(),
  /** Joined in this order. */
  texts: z.array(column).min(1).max(8),
  counterparty: column.nullable(),
  iban: column.nullable(),
  reference: column.nullable(),
  dateOrder: z.enum(["dmy", "mdy"]),
  decimal: z.enum([",", "."]),
});
export type CsvMapping = z.infer<typeof csvMapping>;

/** What a table is remembered by: its heading, however it is written, or its width where it has none. Pure. */
export function headerKey(rows: readonly CsvRow[], { headerRow, delimiter }: Pick<CsvMapping, "headerRow" | "delimiter">): string {
  const cells = headerRow === null ? null : (rows[headerRow]?.cells ?? []);
  const name = delimiter === "\t" ? "tab" : delimiter;
  if (cells === null) return `${name} without heading, ${Math.max(0, ...rows.slice(0, 20).map((row) => row.cells.length))}`;
  return `${name} ${cells.map((cell) => foldText(cell).replace(/[^a-z0-9]+/gu, " ").trim()).join("/")}`.slice(0, 500); // prettier-ignore
}
