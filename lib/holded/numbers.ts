import { Decimal } from "decimal.js";

/**
 * How an endpoint of an account writes numbers: `es` "1.234,56", `dot` "1234.56". Documents, products and the inbox come
 * in either, depending on the account; the treasury always uses the dot (reference 2.5).
 */
export type NumberMode = "es" | "dot";

/**
 * Parses any number Holded sends into an exact decimal string with a dot and no exponent ("1234.56", "-3.77", "0.125"),
 * or null when it is none. The last separator followed by anything but three digits is the decimal mark; one separator
 * with exactly three digits after it could be either and is read as `mode` says: where nobody knows (null), it is no number. Neither is what has more than fifteen digits before its decimals.
 */
export function parseHoldedNumber(value: unknown, mode: NumberMode | null): string | null {
  if (typeof value === "number") return Math.abs(value) < 1e15 ? canonical(new Decimal(value).toFixed()) : null;
  if (typeof value !== "string") return null;
  const match = /^([-+]?)(\d[\d.,]*)$/.exec(value.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-"));
  const [, sign, digits] = match ?? [];
  if (digits === undefined) return null;
  const plain = withoutGrouping(digits, mode);
  return plain === null || !/^0*\d{1,15}(?:\.|$)/.test(plain) ? null : canonical(`${sign === "-" ? "-" : ""}${plain}`);
}

/** Exact cents of an amount; null when it is no number or carries a fraction of a cent. */
export function parseHoldedCents(value: unknown, mode: NumberMode): bigint | null {
  const parsed = parseHoldedNumber(value, mode);
  if (parsed === null) return null;
  const cents = new Decimal(parsed).times(100);
  return cents.isInteger() ? BigInt(cents.toFixed(0)) : null;
}

/** The amount with exactly two decimals ("121.00"), rounded half up where Holded sends more; null when it is no number. */
export function parseHoldedAmount(value: unknown, mode: NumberMode | null): string | null {
  const parsed = parseHoldedNumber(value, mode);
  return parsed === null ? null : new Decimal(parsed).toFixed(2, Decimal.ROUND_HALF_UP);
}

/**
 * The mode that one answer gives away by itself: a number that can only be read one way decides for its neighbours.
 * Null when nothing does, or when the answer contradicts itself.
 */
export function modeOf(values: readonly unknown[]): NumberMode | null {
  const seen = new Set(values.map(modeOfOne).filter((mode) => mode !== null));
  const [only] = seen;
  return seen.size === 1 && only !== undefined ? only : null;
}

function modeOfOne(value: unknown): NumberMode | null {
  if (typeof value !== "string") return null;
  const match = /^[-+]?(?:\d+|\d{1,3}(?:([.,])\d{3})+)(?:([.,])(\d+))?$/.exec(value.trim());
  if (!match) return null;
  const [, group, mark, fraction] = match;
  if (group !== undefined && mark === undefined) return null;
  if (mark === undefined || fraction === undefined || group === mark) return null;
  if (group === undefined && fraction.length === 3) return null;
  return mark === "," ? "es" : "dot";
}

/** "1.234,56" → "1234.56"; null when the separators make no sense. */
function withoutGrouping(digits: string, mode: NumberMode | null): string | null {
  if (mode === null && isAmbiguous(digits)) return null;
  const mark = decimalMark(digits, mode);
  const [whole = "", fraction, ...rest] = mark === null ? [digits] : digits.split(mark);
  if (rest.length > 0 || fraction === "") return null;
  const group = mark === "," ? "." : mark === "." ? "," : digits.includes(".") ? "." : ",";
  const parts = whole.split(group);
  const [first = "", ...others] = parts;
  const isGrouped = others.length === 0 || (/^\d{1,3}$/.test(first) && others.every((part) => /^\d{3}$/.test(part)));
  const joined = parts.join("");
  if (!isGrouped || !/^\d+$/.test(joined) || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  return fraction === undefined ? joined : `${joined}.${fraction}`;
}

/** The separator that starts the decimals; null when every separator groups thousands. */
function decimalMark(digits: string, mode: NumberMode | null): "." | "," | null {
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (at < 0) return null;
  const last = digits[at] === "," ? "," : ".";
  const other = last === "," ? "." : ",";
  if (digits.includes(other)) return last;
  if (digits.indexOf(last) !== at) return null;
  if (!isAmbiguous(digits)) return last;
  return (last === ",") === (mode === "es") ? last : null;
}

/** Whether a number can be read in two ways, so that only its neighbours or its account can tell. */
export function isOpenNumber(value: unknown): boolean {
  return typeof value === "string" && isAmbiguous(value.trim().replace(/^[-+\u2212]/, ""));
}

/** "1.234" and "1,234": a thousand and more, or one and a bit. "0.125" and "1234.567" can only be decimals. */
const isAmbiguous = (digits: string): boolean => /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);

/** No leading zeros, no minus before zero. */
function canonical(text: string): string {
  const [, sign = "", whole = "0", fraction] = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const number = fraction === undefined ? whole : `${whole}.${fraction}`;
  return /^[0.]+$/.test(number) ? number : `${sign}${number}`;
}
