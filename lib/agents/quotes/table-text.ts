import { foldText } from "@/lib/language/fold";

type Table = readonly (readonly string[])[];

const headings = {
  quantity: /^(?:cant(?:idad)?|uds?|unidades|qty|quantity|quantitat|unitats|units|pedido|pcs|pzas?|piezas)\b/u,
  unit: /^(?:unidad|unitat|unit|um|medida|formato|envase)\b/u,
  name: /^(?:descripcion|descripcio|description|producto|producte|product|articulo|article|item|concepto|concepte|material|nombre|nom|name|denominacion)\b/u,
  reference: /^(?:ref(?:erencia|erence)?|codi(?:go)?|code|sku|ean|part)\b/u,
  notes: /^(?:observaciones|observacions|notas|notes|comentarios|remarks)\b/u,
} as const;
type Column = keyof typeof headings;

/**
 * A table as a request in words, a row to a line: where the heading names the columns, quantity, unit and thing in the order
 * in which people say them; without a heading the cells as they stand. Pure.
 */
export function textOfTable(table: Table): string {
  const rows = table
    .map((cells) => cells.map((cell) => cell.replace(/\s+/gu, " ").trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const at = rows.findIndex((cells) => columnsOf(cells).size >= 2);
  if (at < 0) return rows.map((cells) => cells.filter((cell) => cell !== "").join(" ")).join("\n");
  const columns = columnsOf(rows[at] ?? []);
  const before = rows.slice(0, at).map((cells) => cells.filter((cell) => cell !== "").join(" "));
  return [...before, ...(before.length > 0 ? [""] : []), ...rows.slice(at + 1).map((cells) => said(cells, columns))]
    .filter((line, index) => line !== "" || index > 0)
    .join("\n");
}

function columnsOf(cells: readonly string[]): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  cells.forEach((cell, index) => {
    const folded = foldText(cell).replace(/[.:]/gu, " ").trim();
    // "Unidades" counts, "unidad" measures.
    const column = (Object.keys(headings) as Column[]).find((one) => !found.has(one) && headings[one].test(folded));
    if (column) found.set(column, index);
  });
  return found.has("name") || found.has("reference") ? found : new Map();
}

function said(cells: readonly string[], columns: ReadonlyMap<Column, number>): string {
  const of = (column: Column) => cells[columns.get(column) ?? -1] ?? "";
  const reference = of("reference") === "" ? "" : `ref. ${of("reference")}`;
  const name = of("name");
  const thing = [of("quantity"), of("unit"), name, reference].filter((part) => part !== "").join(" ");
  return of("notes") === "" || thing === "" ? thing : `${thing} (${of("notes")})`;
}
