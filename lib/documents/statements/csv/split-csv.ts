/** A record of a table with the line of the file on which it begins, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

export const csvDelimiters = [";", ",", "\t", "|"] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

/** Splits as spreadsheets write: quoted cells may hold delimiters, line ends and doubled quotes. Empty lines are left out. Pure. */
export function splitCsv(text: string, delimiter: CsvDelimiter, maxRows = Number.POSITIVE_INFINITY): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  let at = 0;
  const end = () => {
    if (cells.some((cell) => cell !== "")) rows.push({ line: begun, cells });
    cells = [];
  };
  while (at <= text.length && rows.length < maxRows) {
    const isQuoted = text[at] === '"';
    const cell = isQuoted ? quoted(text, at) : bare(text, at, delimiter);
    if (cells.length === 0) begun = line;
    line += isQuoted ? (text.slice(at, cell.next).match(/\n/gu)?.length ?? 0) : 0;
    cells.push(cell.value.trim());
    at = cell.next;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    end();
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    line += 1;
  }
  return rows;
}

type Cell = { readonly value: string; readonly next: number };

function bare(text: string, from: number, delimiter: string): Cell {
  let next = from;
  while (next < text.length && text[next] !== delimiter && text[next] !== "\n" && text[next] !== "\r") next += 1;
  return { value: text.slice(from, next), next };
}

/** A quote that is never closed ends with the file. */
function quoted(text: string, from: number): Cell {
  let at = from + 1;
  let value = "";
  for (;;) {
    const close = text.indexOf('"', at);
    if (close === -1) return { value: value + text.slice(at), next: text.length };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') {
      let next = close + 1;
      // What stands between the closing quote and the delimiter belongs to nobody.
      while (next < text.length && !/[;,\t|\r\n]/u.test(text[next] ?? "")) next += 1;
      return { value, next };
    }
    value += '"';
    at = close + 2;
  }
}
