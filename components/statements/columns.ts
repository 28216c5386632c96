import type { CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { readCsvRows } from "@/lib/documents/statements/csv/read-csv";
import type { CsvRow } from "@/lib/documents/statements/csv/split-csv";
import type { StatementMovement } from "@/lib/documents/statements/model";

/** What a column can be. */
export const rolesOfColumns = [
  "none", "date", "valueDate", "amount", "debit", "credit", "balance", "text", "counterparty", "iban", "reference",
] as const; // prettier-ignore
export type ColumnRole = (typeof rolesOfColumns)[number];

const single = ["valueDate", "amount", "debit", "credit", "balance", "counterparty", "iban", "reference"] as const;

export function roleOf(mapping: CsvMapping, column: number): ColumnRole {
  if (mapping.date === column) return "date";
  if (mapping.texts.includes(column)) return "text";
  return single.find((role) => mapping[role] === column) ?? "none";
}

/** The mapping with another role for a column. Who had the role gives it up; a table cannot be without date and text. Pure. */
export function mappingWith(mapping: CsvMapping, column: number, role: ColumnRole): CsvMapping {
  const without: CsvMapping = {
    ...mapping,
    ...Object.fromEntries(single.filter((one) => mapping[one] === column).map((one) => [one, null])),
    texts: mapping.texts.filter((one) => one !== column),
  };
  const kept = without.texts.length === 0 && role !== "text" ? { ...without, texts: mapping.texts } : without;
  switch (role) {
    case "none":
      return kept;
    case "date":
      return { ...kept, date: column };
    case "text":
      return { ...without, texts: [...without.texts, column].sort((a, b) => a - b) };
    case "amount":
      return { ...kept, amount: column, debit: null, credit: null };
    case "debit":
    case "credit":
      return { ...kept, amount: null, [role]: column };
    default:
      return { ...kept, [role]: column };
  }
}

/** The heading of each column, with the first value under it. Pure. */
export function columnNames(rows: readonly CsvRow[], { headerRow }: CsvMapping): readonly string[] {
  const heading = headerRow === null ? [] : (rows[headerRow]?.cells ?? []);
  const first = rows[headerRow === null ? 0 : headerRow + 1]?.cells ?? [];
  return Array.from({ length: Math.max(heading.length, first.length) }, (_, at) => {
    const name = heading[at] === undefined || heading[at] === "" ? String(at + 1) : heading[at];
    const example = (first[at] ?? "").slice(0, 24);
    return example === "" ? name : `${name}: ${example}`;
  });
}

/** What would be read of the first rows; those that cannot be read are left out. The last row may be cut off. Pure. */
export function previewOf(rows: readonly CsvRow[], mapping: CsvMapping): readonly StatementMovement[] {
  const body = rows.slice(mapping.headerRow === null ? 0 : mapping.headerRow + 1, rows.length > 8 ? -1 : undefined);
  return readCsvRows(body, mapping, "EUR").slice(0, 6);
}
