/** How amounts are written and read on screen. Values are decimal strings ("1234.50"); no floats on the way. */

const symbols: Record<string, string> = { EUR: "€", USD: "$", GBP: "£", JPY: "¥" };
const decimal = /^(-?)(\d{1,15})(?:\.(\d{1,8}))?$/;

/** "-1234.5" → { figures: "−1.234,50", symbol: "€" }; null for an absent or unreadable value. At least two decimals. */
export function showAmount(value: string | null, currency: string | null): { readonly figures: string; readonly symbol: string } | null {
  const match = decimal.exec(value ?? "");
  if (!match) return null;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const grouped = BigInt(whole)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  return {
    figures: `${sign === "" ? "" : "−"}${grouped},${fraction.padEnd(2, "0")}`,
    symbol: currency === null ? "" : (symbols[currency] ?? currency),
  };
}

/**
 * What a person typed → a decimal string with `decimals` places, or null when it is not an amount.
 * Reads "1.234,56", "1234.56", "1 234,56 €", "−12" and simple sums: "100+21,5-3".
 */
export function readAmount(typed: string, decimals = 2): string | null {
  const text = typed.replace(/[\s€]/g, "").replace(/[−–]/g, "-");
  if (!/^[-+]?[\d.,]+([-+][\d.,]+)*$/.test(text)) return null;
  const terms = text.match(/[-+]?[\d.,]+/g) ?? [];
  let units = 0n;
  for (const term of terms) {
    const value = readTerm(term, decimals);
    if (value === null) return null;
    units += value;
  }
  return writeUnits(units, decimals);
}

/** One number in the smallest unit, rounded half away from zero. */
function readTerm(term: string, decimals: number): bigint | null {
  const negative = term.startsWith("-");
  const plain = plainDecimal(term.replace(/^[-+]/, ""));
  if (plain === null) return null;
  const [whole = "0", fraction = ""] = plain.split(".");
  const kept = fraction.slice(0, decimals).padEnd(decimals, "0");
  const roundsUp = (fraction[decimals] ?? "0") >= "5";
  const units = BigInt(`${whole === "" ? "0" : whole}${kept}`) + (roundsUp ? 1n : 0n);
  return negative ? -units : units;
}

/**
 * Spanish first: the comma is decimal, dots group. A lone dot groups only when exactly three digits follow a
 * leading group ("1.234"), otherwise it is the dot of a numeric keypad ("12.5").
 */
function plainDecimal(text: string): string | null {
  if (/^\d{1,3}(\.\d{3})+(,\d*)?$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  if (/^\d*,\d*$/.test(text) && text !== ",") return text.replace(",", ".");
  if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return text;
  if (/^\d{1,3}(,\d{3})+\.\d*$/.test(text)) return text.replaceAll(",", "");
  return null;
}

function writeUnits(units: bigint, decimals: number): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
