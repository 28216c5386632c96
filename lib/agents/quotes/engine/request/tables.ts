import type { AskedItem } from "@/lib/agents/quotes/engine/model";
import { readAskedItem } from "@/lib/agents/quotes/engine/request/asked-item";
import { linesOf } from "@/lib/agents/quotes/engine/request/cut-pieces";
import { mostItems, spanOf, textOf, wordsOf, type Context } from "@/lib/agents/quotes/engine/request/pieces";
import { readQuantity } from "@/lib/language/quantities";
import { digitsOf } from "@/lib/language/spoken-numbers";
import type { Token } from "@/lib/language/tokens";
import { unitOf } from "@/lib/language/units";

type Cell = readonly Token[];
type Role = "quantity" | "reference" | "unit" | "price" | "ignored" | "words";

const headings: readonly (readonly [Role, RegExp])[] = [
  ["quantity", /^(?:cant(?:idad)?(?:es)?|qty|quantity|quantitat|uds|unidades|unitats|units|pedido|cantidad pedida|q)$/],
  ["reference", /^(?:ref(?:erencia|erence|\b).*|cod(?:igo|i)?|code|sku|ean|art(?:iculo no)?|part (?:no|number)|item (?:no|number|code)|n[oº]? art.*|p\/n)$/],
  ["unit", /^(?:unidad|unitat|unit|um|u\/m|medida|formato|format|envase)$/],
  ["price", /^(?:precio.*|preu.*|price.*|pvp|importe|import|total|amount|tarifa|€|eur|dto|descuento)$/],
  ["ignored", /^(?:#|no|n[oº]|pos|linea|linia|line|item no|fecha|date)$/],
  ["words", /^(?:descripcion.*|descripcio.*|description.*|articulo|article|producto|producte|product|item|concepto|concepte|material|detalle|nombre|name|desc)$/],
]; // prettier-ignore

/** Tables pasted into the text, cells apart by tabs, bars, semicolons or wide gaps; `rest` are the tokens of all other lines. */
export function readTables(
  context: Context,
  tokens: readonly Token[],
): { readonly items: readonly AskedItem[]; readonly rest: readonly Token[] } {
  const lines = linesOf(tokens);
  const cells = lines.map((line) => cellsOf(context, line));
  const items: AskedItem[] = [];
  const taken = new Set<Token>();
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (
      end < lines.length &&
      cells[end]?.separator === cells[at]?.separator &&
      ((cells[end]?.cells.length ?? 0) >= 2 || isRule(lines[end] ?? []))
    )
      end++;
    if (end - at >= 2 && isTable(cells.slice(at, end).map((row) => row.cells))) {
      items.push(...readRows(context, cells.slice(at, end).map((row) => row.cells))); // prettier-ignore
      for (const line of lines.slice(at, end)) for (const token of line) taken.add(token);
      at = end;
    } else at = Math.max(end, at + 1);
  }
  return { items, rest: taken.size > 0 ? tokens.filter((token) => !taken.has(token)) : tokens };
}

/** "|---|---|": the line between heading and rows. */
const isRule = (line: readonly Token[]): boolean => line.length > 1 && line.every((token) => /^[-|=:+–—]+$/.test(token.text));

type Row = { readonly separator: string; readonly cells: readonly Cell[] };

function cellsOf(context: Context, line: readonly Token[]): Row {
  const bars = line.filter((token) => token.text === "|").length;
  const gap = (separator: string, cut: (before: Token, token: Token) => boolean, drop: (token: Token) => boolean): Row => {
    const cells: Token[][] = [[]];
    line.forEach((token, at) => {
      const before = line[at - 1];
      if (before && cut(before, token)) cells.push([]);
      if (drop(token)) cells.push([]);
      else cells.at(-1)?.push(token);
    });
    return { separator, cells: cells.filter((cell) => cell.some((token) => !/^[-=:+]+$/.test(token.text))) };
  };
  if (bars >= 1) return gap("|", () => false, (token) => token.text === "|"); // prettier-ignore
  const between = (before: Token, token: Token) => context.text.slice(before.end, token.start);
  const tabs = gap("\t", () => false, (token) => token.text.includes("\t")); // prettier-ignore
  if (tabs.cells.length >= 2) return tabs;
  const wide = gap("  ", (before, token) => /\s{3,}/.test(between(before, token)), () => false); // prettier-ignore
  if (wide.cells.length >= 3) return wide;
  return gap(";", () => false, (token) => token.text === ";"); // prettier-ignore
}

/** Rows of a like number of cells of which one column holds figures. */
function isTable(rows: readonly (readonly Cell[])[]): boolean {
  const widths = rows.filter((row) => row.length > 0).map((row) => row.length);
  if (widths.length < 2 || Math.max(...widths) - Math.min(...widths) > 2) return false;
  const figures = rows.filter((row) => row.some(isFigure)).length;
  return figures >= 2 || (figures === 1 && rows[0] !== undefined && roleOfHeading(rows[0][0] ?? []) !== null);
}

const isFigure = (cell: Cell): boolean => cell.length <= 2 && cell[0]?.kind === "number";
const folded = (cell: Cell): string => cell.map((token) => token.fold).join(" ").replace(/ ?[.:] ?/g, " ").trim(); // prettier-ignore
const roleOfHeading = (cell: Cell): Role | null => headings.find(([, shape]) => shape.test(folded(cell)))?.[0] ?? null;

function readRows(context: Context, rows: readonly (readonly Cell[])[]): readonly AskedItem[] {
  const filled = rows.filter((row) => row.length > 0);
  const head = filled[0] ?? [];
  const titled = head.filter((cell) => roleOfHeading(cell) !== null).length * 2 >= head.length && !head.some(isFigure);
  const body = titled ? filled.slice(1) : filled;
  const named = titled ? head.map((cell, at) => namedRole(roleOfHeading(cell), isNumbered(context, body, at))) : [];
  const roles = named.includes("quantity") ? named : guessRoles(context, body);
  return body
    .slice(0, mostItems + 1)
    .flatMap((row) => readRow(context, row, row.length === roles.length || named.length === 0 ? roles : guessRoles(context, [row])));
}

/** By what the cells hold: the longest words are the thing, whole figures that are no running number and no code the quantity. */
function guessRoles(context: Context, rows: readonly (readonly Cell[])[]): readonly Role[] {
  const width = Math.max(...rows.map((row) => row.length), 0);
  const columns = Array.from({ length: width }, (_, at) => rows.flatMap((row) => (row[at] ? [row[at]] : [])));
  const length = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + (isFigure(cell) ? 0 : textOf(context, cell).length), 0);
  const words = columns.reduce((best, cells, at) => (length(cells) > length(columns[best] ?? []) ? at : best), 0);
  const counts = columns.map(
    (cells, at) => at !== words && cells.length > 0 && cells.every((cell) => isCount(context, cell)) && !isRunning(context, cells),
  );
  const quantity = counts.indexOf(true);
  return columns.map((cells, at) => {
    if (at === words) return "words";
    if (at === quantity) return "quantity";
    if (cells.every((cell) => cell.length === 1 && unitOf(cell[0]?.fold ?? "") !== null)) return "unit";
    if (cells.every((cell) => cell.length <= 2 && /[.,]\d{2,4}$/.test(cell[0]?.text ?? ""))) return "price";
    if (isRunning(context, cells)) return "ignored";
    return cells.every((cell) => cell.length === 1 && /\d/.test(cell[0]?.text ?? "")) ? "reference" : "words";
  });
}

const isCount = (context: Context, cell: Cell): boolean => {
  const quantity = readQuantity(cell, 0, context.language);
  return quantity !== null && quantity.next >= cell.length && Number(quantity.value) <= 9999 && !/^0\d/.test(cell[0]?.text ?? "") && !/[.,]\d{2}$/.test(cell[0]?.text ?? ""); // prettier-ignore
};

const namedRole = (role: Role | null, isNumbered: boolean): Role => (isNumbered && role === "words" ? "ignored" : (role ?? "words"));

/** "Item", "Artículo" above 1, 2, 3 … */
const isNumbered = (context: Context, rows: readonly (readonly Cell[])[], at: number): boolean =>
  isRunning(context, rows.flatMap((row) => (row[at] ? [row[at]] : []))); // prettier-ignore

/** 1, 2, 3 …: numbers of the rows. */
const isRunning = (context: Context, cells: readonly Cell[]): boolean =>
  cells.length > 2 && cells.every((cell, at) => cell.length === 1 && digitsOf(cell[0]?.text ?? "", context.language) === String(at + 1));

function readRow(context: Context, row: readonly Cell[], roles: readonly Role[]): readonly AskedItem[] {
  const cells = (role: Role) => row.flatMap((cell, at) => (roles[at] === role ? [cell] : []));
  const [figure = []] = cells("quantity");
  const [unitCell = []] = cells("unit");
  const quantity = readQuantity(figure, 0, context.language);
  const things = cells("words").flat();
  const references = cells("reference").filter((cell) => /\d|\p{L}/u.test(textOf(context, cell)));
  if (things.length === 0 && references.length === 0) return [];
  const read = readAskedItem(context, things.length > 0 ? things : references.flat());
  const unit = quantity?.unit ?? unitOf(unitCell[0]?.fold ?? "");
  const said = quantity && {
    value: quantity.value,
    upTo: quantity.upTo,
    unit: unit?.word ?? null,
    packOf: quantity.packOf,
    packUnit: quantity.packUnit?.word ?? null,
    span: spanOf(figure),
  };
  const claimed = read.claimed ?? claimedIn(context, cells("price")[0] ?? []);
  const whole = { quantity: said, words: wordsOf(context, things), span: spanOf(things.length > 0 ? things : references.flat()) };
  return [
    {
      ...read,
      span: spanOf(row.flat()),
      text: textOf(context, row.flat()),
      claimed,
      readings: said ? [whole] : read.readings,
      references: [...references.map((cell) => ({ text: textOf(context, cell), span: spanOf(cell), labelled: true })), ...read.references],
    },
  ];
}

/** The price that the customer's own table names. */
function claimedIn(context: Context, cell: Cell): AskedItem["claimed"] {
  const figures = cell.filter((token) => token.kind === "number");
  const text = figures[0]?.text ?? "";
  const amount = /^\d+[.,]\d{1,2}$/.test(text) ? text.replace(",", ".") : digitsOf(text, context.language);
  return figures.length === 1 && amount && !cell.some((token) => token.text === "%") ? { amount, kind: "price", span: spanOf(cell) } : null;
}
