import { isAmbiguousDate, parsePlainDate } from "@/lib/kernel/calendar";
import { detectDecimalMark, parseAmount } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";
import type { CsvMapping } from "@/lib/documents/statements/csv/mapping";
import { findDelimiter } from "@/lib/documents/statements/csv/find-delimiter";
import type { CsvDelimiter, CsvRow } from "@/lib/documents/statements/csv/split-csv";

type Guess = { readonly mapping: CsvMapping | null; readonly delimiter: CsvDelimiter };

const lookedAt = 200;

/** What the columns of a table most likely are; a person confirms it. `mapping` null: no dates or no amounts were found. Pure. */
export function guessMapping(text: string): Guess {
  const best = findDelimiter(text, lookedAt);
  if (best === null) return { mapping: null, delimiter: ";" };
  return { mapping: mappingOf(best.rows, best.delimiter), delimiter: best.delimiter };
}

const headings = {
  valueDate: /\b(?:f(?:echa)?|data|date)?\s?(?:de )?valor\b|value date|valuta/u,
  date: /^(?:f(?:echa)?|data|date|dia|day|booking|transaction date|completed|started)\b|\bfecha\b|\bdate$/u,
  amount: /^(?:importe?|import|amount|cantidad|quantitat|monto)\b/u,
  debit: /^(?:debe|cargos?|deure|carrecs?|debit|money out|paid out|gastos?|retiros?|pagos?)\b/u,
  credit: /^(?:haber|abonos?|haver|abonaments?|credit|money in|paid in|ingresos?|cobros?)\b/u,
  balance: /^(?:saldo|balance|disponible|running balance)\b/u,
  counterparty: /^(?:beneficiari\w*|ordenante|ordenant|payee|payer|counterparty|contraparte|nombre|nom|name)\b/u,
  iban: /\biban\b|^(?:cuenta|compte|account)\b/u,
  reference: /^(?:referencia|reference|ref\w*|numero de documento|document number)\b/u,
  text: /concept\w*|descrip\w*|movimi?ento|moviment|detall\w*|detail\w*|observacion\w*|observacions|mas datos|mes dades|memo|text\w*|narrative|remittance|comunicaci\w*|item ?\d/u,
} as const;
type Heading = keyof typeof headings;

function mappingOf(rows: readonly CsvRow[], delimiter: CsvDelimiter): CsvMapping | null {
  const headerRow = headerOf(rows);
  const named = headerRow === null ? new Map<Heading, readonly number[]>() : namesOf(rows[headerRow]?.cells ?? []);
  const body = rows.slice(headerRow === null ? 0 : headerRow + 1).filter(({ cells }) => cells.length > 1);
  const width = Math.max(0, ...body.map(({ cells }) => cells.length));
  const column = (at: number): readonly string[] => body.map(({ cells }) => cells[at] ?? "").filter((cell) => cell !== "");
  const all = Array.from({ length: width }, (_, at) => at);
  const dates = all.filter((at) => share(column(at), (cell) => parsePlainDate(cell) !== null) > 0.8);
  const amounts = all.filter((at) => !dates.includes(at) && share(column(at), isMoney) > 0.8);
  const first = (heading: Heading, among: readonly number[]): number | null =>
    (named.get(heading) ?? []).find((at) => among.includes(at)) ?? null;
  // Dates of the whole statement stand in every row; that of the movement changes from row to row.
  const livelier = dates.toSorted((a, b) => new Set(column(b)).size - new Set(column(a)).size);
  const isValue = (at: number): boolean => named.get("valueDate")?.includes(at) === true;
  const date = livelier.find((at) => named.get("date")?.includes(at) === true) ?? livelier.find((at) => !isValue(at)) ?? dates[0];
  if (date === undefined || amounts.length === 0) return null;
  const debit = first("debit", all);
  const credit = first("credit", all);
  const isSplit = debit !== null && credit !== null && debit !== credit;
  const balance = first("balance", amounts);
  const amount = isSplit ? null : (first("amount", amounts) ?? amounts.find((at) => at !== balance) ?? null);
  const texts = (named.get("text") ?? []).filter((at) => !dates.includes(at) && at !== amount && at !== balance);
  const longest = all.filter((at) => !dates.includes(at) && !amounts.includes(at)).sort((a, b) => length(column(b)) - length(column(a)));
  const words = texts.length > 0 ? texts : longest.slice(0, 1);
  if ((amount === null && !isSplit) || words.length === 0) return null;
  const rest = (heading: Heading): number | null =>
    (named.get(heading) ?? []).find((at) => !words.includes(at) && at !== balance && at !== amount) ?? null;
  return {
    delimiter,
    headerRow,
    date,
    valueDate: first("valueDate", dates.filter((at) => at !== date)),
    amount,
    debit: isSplit ? debit : null,
    credit: isSplit ? credit : null,
    balance,
    texts: words.slice(0, 8),
    counterparty: rest("counterparty"),
    iban: rest("iban"),
    reference: rest("reference"),
    dateOrder: orderOf(column(date)),
    decimal: detectDecimalMark(amounts.flatMap(column)) ?? ",",
  }; // prettier-ignore
}

const isMoney = (cell: string): boolean => parseAmount(cell) !== null;
const length = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + cell.length, 0);
const share = (cells: readonly string[], fits: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;

/** The first row with two headings or more of which one is of a date, and none of whose cells is one. */
function headerOf(rows: readonly CsvRow[]): number | null {
  const found = rows.slice(0, 60).findIndex(({ cells }) => {
    const names = namesOf(cells);
    return names.size >= 2 && (names.has("date") || names.has("valueDate")) && !cells.some((cell) => parsePlainDate(cell) !== null);
  });
  return found === -1 ? null : found;
}

/** Each cell under the first heading it fits. */
function namesOf(cells: readonly string[]): Map<Heading, readonly number[]> {
  const found = new Map<Heading, readonly number[]>();
  for (const [at, cell] of cells.entries()) {
    const words = foldText(cell).replace(/[^a-z0-9]+/gu, " ").trim(); // prettier-ignore
    const heading = (Object.keys(headings) as Heading[]).find((name) => headings[name].test(words));
    if (heading !== undefined) found.set(heading, [...(found.get(heading) ?? []), at]);
  }
  return found;
}

/** Day first, unless a date proves the contrary or the order in which they stand does. */
function orderOf(cells: readonly string[]): "dmy" | "mdy" {
  const numbers = cells.flatMap((cell) => {
    const found = /^(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}/u.exec(cell.trim());
    return found ? [{ first: Number(found[1]), second: Number(found[2]) }] : [];
  });
  if (numbers.some(({ first }) => first > 12)) return "dmy";
  if (numbers.some(({ second }) => second > 12)) return "mdy";
  if (!cells.some(isAmbiguousDate)) return "dmy";
  return leaps(cells, "mdy") < leaps(cells, "dmy") ? "mdy" : "dmy";
}

/** How far the days of neighbouring rows lie apart altogether. */
function leaps(cells: readonly string[], order: "dmy" | "mdy"): number {
  const days = cells.map((cell) => Date.parse(parsePlainDate(cell, { order }) ?? "") / 86_400_000);
  return days.reduce((sum, day, at) => sum + (at === 0 ? 0 : Math.abs(day - (days[at - 1] ?? day)) || 0), 0);
}
