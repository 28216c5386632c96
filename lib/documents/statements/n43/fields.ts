import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { BadLine } from "@/lib/documents/statements/bad-line";

/** One line of a Norma 43 file, filled up to its eighty characters. */
export type Row = { readonly line: number; readonly text: string };

/** Positions count from 1 and are both inclusive, as the standard prints them. */
export const at = ({ text }: Row, from: number, to: number): string => text.slice(from - 1, to);

export const trimmed = (row: Row, from: number, to: number): string => at(row, from, to).trim();

/** Digits and nothing else. Throws `BadLine`. */
export function digits(row: Row, from: number, to: number): string {
  const found = at(row, from, to);
  if (!/^\d+$/u.test(found)) throw new BadLine(row.line, "number");
  return found;
}

/** Fourteen digits, the last two of them decimals. */
export const amount = (row: Row, from: number): bigint => BigInt(digits(row, from, from + 13));

/** 1: debe, money out, or an overdrawn balance. */
export function signed(row: Row, signAt: number, cents: bigint): bigint {
  const sign = at(row, signAt, signAt);
  if (sign === "1") return -cents;
  if (sign === "2") return cents;
  throw new BadLine(row.line, "sign");
}

/** AAMMDD; null when it is no day. */
export const dayOrNull = (row: Row, from: number): string | null => dayIn(at(row, from, from + 5));

function dayIn(text: string): string | null {
  const found = /^(\d{2})(\d{2})(\d{2})$/u.exec(text);
  if (!found) return null;
  const [, year = "", month = "", day = ""] = found;
  const date = `${Number(year) < 80 ? "20" : "19"}${year}-${month}-${day}`;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  // A day that the month does not have becomes another one.
  return addDays(date as PlainDate, 0) === date ? date : null;
}

/** Throws `BadLine`. */
export function day(row: Row, from: number): string {
  const found = dayOrNull(row, from);
  if (found === null) throw new BadLine(row.line, "date");
  return found;
}

/** ISO 4217 numbers of the currencies that banks keep accounts in. */
const currencies: Readonly<Record<string, string>> = {
  "978": "EUR", "840": "USD", "826": "GBP", "756": "CHF", "392": "JPY", "752": "SEK", "208": "DKK", "578": "NOK", "124": "CAD",
  "036": "AUD", "554": "NZD", "985": "PLN", "203": "CZK", "348": "HUF", "946": "RON", "975": "BGN", "949": "TRY", "504": "MAD",
  "484": "MXN", "986": "BRL", "156": "CNY", "344": "HKD", "702": "SGD", "710": "ZAR", "784": "AED", "376": "ILS", "356": "INR",
  "032": "ARS", "152": "CLP", "170": "COP", "604": "PEN", "643": "RUB", "410": "KRW", "682": "SAR",
}; // prettier-ignore

/** Throws `BadLine` for a number that is none of them. */
export function currency(row: Row, from: number): string {
  const found = currencies[at(row, from, from + 2)];
  if (found === undefined) throw new BadLine(row.line, "currency");
  return found;
}
