import { z } from "zod";
import { detectDecimalMark, parseAmount } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";

/** A row of a table with the line of the file on which it begins, from 1. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] };

/** What a column of a table of conditions says. `reference` is the customer's own part number, `item` our code or EAN. */
export const columnMeanings = ["contact", "price_list", "category", "discount", "item", "reference", "quantity", "price"] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

export const mostColumns = 60;
/** As a form sends it with everything around it, a table stays below one megabyte. */
export const maxTableBytes = 600_000;

/** How a table is read. Confirmed by a person, remembered by the heading of the table. */
export const tableMapping = z.strictObject({
  /** Which of the rows is the heading, from 0; null: the table has none. */
  headerRow: z.int().min(0).max(20).nullable(),
  /** One for each column; null: it says nothing of prices. Contact and item may stand in several. */
  columns: z.array(z.enum(columnMeanings).nullable()).min(1).max(mostColumns),
  /** What "1.234" is, where nothing else tells. */
  decimal: z.enum([",", "."]),
});
export type TableMapping = z.infer<typeof tableMapping>;

/** In the order in which they are tried: a customer's reference is no reference of ours, a price of a list is a price. */
const headings: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ["reference", /^(?:su|seva|la seva|your|customers?) (?:ref|cod|part)|^(?:ref\w*|part no) (?:del? |of )?(?:cliente?|customer)\b/u],
  ["discount", /^(?:dto|dte|dcto|desc?|descuento|descompte|discount|rebate)\b|^%$/u],
  ["price", /^(?:precio|preu|price|pvp|neto|net|importe|import|eur|€)/u],
  ["quantity", /^(?:desde|des de|a partir|from|min|minimo|minim|cantidad|quantitat|quantity|qty|uds|unidades|unitats|units|tramo)\b/u],
  ["price_list", /^(?:tarifa|lista|llista|price ?list|rate)\b/u],
  ["category", /^(?:categoria|category|familia|family|grupo|grup|group|etiqueta|tag)\b/u],
  [
    "contact",
    /^(?:cliente?|customer|contacto?|contacte|c ?i ?f|n ?i ?f|vat|tax id|e ?mail|correo|correu|razon social|rao social|empresa|company)\b/u,
  ],
  ["item", /^(?:sku|ref|referencia|reference|codigo|codi|code|cod|ean\d*|barcode|codigo de barras|articulo|article|item|producte?o?)\b/u],
];

const wordsOf = (cell: string): string =>
  foldText(cell)
    .replace(/[^a-z0-9%€]+/gu, " ")
    .trim();

const meaningOf = (cell: string): ColumnMeaning | null => headings.find(([, words]) => words.test(wordsOf(cell)))?.[0] ?? null;

/** What the columns most likely are; a person confirms it. Pure. */
export function guessTableMapping(rows: readonly TableRow[]): TableMapping {
  const headerRow = headerOf(rows);
  const width = Math.min(mostColumns, Math.max(1, ...rows.map(({ cells }) => cells.length)));
  const named = headerRow === null ? [] : (rows[headerRow]?.cells ?? []).map(meaningOf);
  // Only contact and item may be told twice, each in another way.
  const columns = Array.from({ length: width }, (_, at): ColumnMeaning | null => {
    const meaning = named[at] ?? null;
    return meaning !== null && !isRepeatable(meaning) && named.indexOf(meaning) < at ? null : meaning;
  });
  const numeric = rows
    .slice(headerRow === null ? 0 : headerRow + 1)
    .flatMap(({ cells }) => cells.filter((_, at) => ["discount", "price", "quantity"].includes(columns[at] ?? "")));
  return { headerRow, columns, decimal: detectDecimalMark(numeric) ?? "," };
}

export const isRepeatable = (meaning: ColumnMeaning): boolean => meaning === "contact" || meaning === "item";

/** The row that names most columns; where none does, the first, if no figure stands in it. */
function headerOf(rows: readonly TableRow[]): number | null {
  const named = rows.slice(0, 20).map(({ cells }) => new Set(cells.map(meaningOf).filter((one) => one !== null)).size);
  const most = Math.max(0, ...named);
  if (most >= 2) return named.indexOf(most);
  return rows[0]?.cells.some((cell) => parseAmount(cell) !== null) === false ? 0 : null;
}
