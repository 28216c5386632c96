import type { InvoiceLine } from "@/lib/agents/invoices/model";
import { readAmountText } from "@/components/invoices/amount-text";
import { lineColumns, type LineColumn } from "@/components/invoices/line-table";

const headings: Readonly<Record<LineColumn, RegExp>> = {
  description: /^(concepto|descripci|descripción|detalle|articulo|producto|item|concept|description)/,
  quantity: /^(cant|uds|unid|unit(at)?s|qty|quantity)/,
  unitPrice: /^(precio|p\. ?unit|pvp|preu|price|unit price)/,
  discount: /^(dto|desc\.|descuento|descompte|discount|%dto)/,
  net: /^(base|importe|import|neto|subtotal|net|amount)/,
  vatRate: /^(iva|% ?iva|tipo|vat|tax)/,
};

/**
 * Rows copied from a spreadsheet. A first row of headings decides the columns, else they follow the table from the
 * focused one on. Null when the text is a single cell: then it is an ordinary paste.
 */
export function readPastedRows(text: string, from: LineColumn): readonly Partial<InvoiceLine>[] | null {
  const cells = splitCells(text);
  if (cells.length === 0 || (cells.length === 1 && cells[0]?.length === 1)) return null;
  const named = headingColumns(cells[0] ?? []);
  const columns = named ?? lineColumns.slice(lineColumns.indexOf(from));
  return (named ? cells.slice(1) : cells).map((row) => readRow(row, columns));
}

function readRow(row: readonly string[], columns: readonly (LineColumn | null)[]): Partial<InvoiceLine> {
  const line: Partial<InvoiceLine> = {};
  row.forEach((cell, index) => {
    const column = columns[index];
    const text = cell.trim();
    if (!column) return;
    if (column === "description") line.description = text.slice(0, 2000);
    else line[column] = readAmountText(text, column === "net" ? 2 : null);
  });
  return line;
}

/** Two headings that we know make a heading row; one could be an article called "Base". */
function headingColumns(row: readonly string[]): readonly (LineColumn | null)[] | null {
  const found = row.map((cell) => {
    const folded = cell.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    return lineColumns.find((column) => headings[column].test(folded)) ?? null;
  });
  return new Set(found.filter((column) => column !== null)).size >= 2 ? found : null;
}

/** Tab-separated text as spreadsheets copy it: a cell with a line break or a tab inside stands in double quotes. */
function splitCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source.charAt(at);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t") endCell();
    else if (letter === "\n") {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows.filter((row) => row.some((value) => value.trim() !== ""));
}
