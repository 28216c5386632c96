import { Decimal } from "decimal.js";

/**
 * Money is a decimal string ("121.00") where it is kept and bigint cents where it is added up; rates and quantities
 * go through decimal.js. No amount is ever a float.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });

const decimalPattern = /^-?\d{1,15}(?:\.\d{1,8})?$/;

/** "121.00" → 12100n. Throws when the text is no decimal, or holds a fraction of a cent: that is a bug of the caller. */
export function toCents(amount: string): bigint {
  if (!decimalPattern.test(amount)) throw new Error("not a decimal amount");
  const negative = amount.startsWith("-");
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  if (/[1-9]/.test(fraction.slice(2))) throw new Error("amount holds a fraction of a cent");
  const cents = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, "0"));
  return negative ? -cents : cents;
}

/** 12100n → "121.00". */
export function fromCents(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Any decimal → an amount with two decimals; half a cent goes away from zero, as Spanish invoices print it. */
export function roundAmount(decimal: string): string {
  return fromCents(BigInt(new Exact(decimal).times(100).toDecimalPlaces(0).toFixed(0)));
}

/** Exact sum of amounts in cents; "0.00" for none. */
export function addAmounts(amounts: readonly string[]): string {
  return fromCents(amounts.reduce((sum, amount) => sum + toCents(amount), 0n));
}

/** Exact product, unrounded: quantity × unit price. */
export function multiply(a: string, b: string): string {
  return new Exact(a).times(b).toFixed();
}

/** `rate` per cent of `amount`, rounded to cents: percentOf("100.00", "21") = "21.00". */
export function percentOf(amount: string, rate: string): string {
  return roundAmount(new Exact(amount).times(rate).div(100).toFixed());
}

/** Exact, unrounded: plusPercent("100", "-12.5") = "87.5". */
export function plusPercent(amount: string, percent: string): string {
  return new Exact(amount).times(new Exact(100).plus(percent)).div(100).toFixed();
}

/** A price of one unit, to four decimals and without idle zeros; half goes away from zero. */
export function roundPrice(decimal: string): string {
  return new Exact(decimal).toDecimalPlaces(4).toFixed();
}

const formats = new Map<string, Intl.NumberFormat>();

/** "1234.5", "EUR", "es" → "1.234,50 €": grouped from one thousand on in every language, with a real minus sign. */
export function formatAmount(amount: string, currency: string, locale: string): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(regional(locale), {
      style: "currency",
      currency,
      useGrouping: "always",
      currencyDisplay: "narrowSymbol",
    });
    formats.set(key, format);
  }
  return format.format(amount as Intl.StringNumericLiteral).replace("-", "\u2212");
}

/** Our three languages are all written in Spain, where the amounts of an English reader are pounds-and-points. */
function regional(locale: string): string {
  return { es: "es-ES", ca: "ca-ES", en: "en-GB" }[locale] ?? locale;
}

export type DecimalMark = "," | ".";

/** A number as printed. `value` is null when the text alone allows two readings; the Spanish one then stands first. */
export type WrittenAmount = {
  readonly value: string | null;
  readonly readings: readonly [string] | readonly [string, string];
  /** The decimal mark that this text proves by itself, whatever the rest of the document does. */
  readonly proves: DecimalMark | null;
};

const currencies = "€|\\$|US\\$|£|EUROS?|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|MXN|MYR|RM|ZŁ|PTAS?";
const written = new RegExp(
  `^(?<open>\\()?(?:(?:${currencies})\\.?)?(?<before>[+-])?(?:(?:${currencies})\\.?)?` +
    `(?<number>[\\d., ']*\\d[\\d., ']*?)(?<dash>[.,]-{1,2})?(?:(?:${currencies})\\.?)?(?<after>[+-])?(?:(?:${currencies})\\.?)?(?<close>\\))?$`,
  "iu",
);

/**
 * Reads one printed number: "1.234,56", "1,234.56", "1 234,56", "1'234.56", "12,-", "12,50-", "(12,50)", with a
 * currency before or after. `decimal` is the convention of the document; it decides only what the text leaves open
 * ("1.234"). Null when the text is not one number.
 */
export function parseAmount(text: string, options: { readonly decimal?: DecimalMark } = {}): WrittenAmount | null {
  const parts = written.exec(tidy(text))?.groups;
  if (!parts?.number || Boolean(parts.open) !== Boolean(parts.close)) return null;
  if (parts.before && parts.after) return null;
  const negative = parts.before === "-" || parts.after === "-" || Boolean(parts.open);
  const found = readDigits(parts.number, Boolean(parts.dash));
  if (!found) return null;
  const readings = found.readings.map((reading) => canonical(reading, negative));
  const [first, second] = readings;
  if (first === undefined || readings.some((reading) => !decimalPattern.test(reading))) return null;
  if (second === undefined) return { value: first, readings: [first], proves: found.proves };
  const value = options.decimal ? (options.decimal === "," ? first : second) : null;
  return { value, readings: [first, second], proves: null };
}

/** The reading of a Spanish page ("1.234" is one thousand); null when the text is not one number. */
export function parseSpanishNumber(text: string): string | null {
  return parseAmount(text, { decimal: "," })?.value ?? null;
}

/**
 * The convention of a document, by vote of its numbers with two separators or two decimals; null when none speaks or
 * the votes are even.
 */
export function detectDecimalMark(texts: Iterable<string>): DecimalMark | null {
  let balance = 0;
  for (const text of texts) {
    const mark = parseAmount(text)?.proves;
    if (mark) balance += mark === "," ? 1 : -1;
  }
  return balance === 0 ? null : balance > 0 ? "," : ".";
}

function tidy(text: string): string {
  return text
    .trim()
    .replace(/[\u2212\u2013\u2012\u2010\u2011]/gu, "-")
    .replace(/[\u2019\u02bc\u00b4`]/gu, "'")
    .replace(/\s+/gu, " ")
    .replace(/(?<!\d) | (?!\d)/gu, "");
}

type Digits = { readonly readings: readonly string[]; readonly proves: DecimalMark | null };

const grouped = /^\d{1,3}([., '])\d{3}(?:\1\d{3})*$/u;
const lakhs = /^\d{1,2}(?:,\d{2})+,\d{3}$/u;

function readDigits(number: string, dashed: boolean): Digits | null {
  if (/^\d+$/u.test(number)) return { readings: [dashed ? `${number}.00` : number], proves: null };
  const last = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const whole = last < 0 || dashed ? number : number.slice(0, last);
  const fraction = last < 0 || dashed ? "" : number.slice(last + 1);
  const mark = number[last] === "," ? "," : ".";
  const onlyGroups = grouped.exec(number);
  if (onlyGroups && (dashed || !isMark(onlyGroups[1]) || number.indexOf(mark) !== last)) {
    const separator = onlyGroups[1];
    return { readings: [plain(number) + (dashed ? ".00" : "")], proves: isMark(separator) ? other(separator) : null };
  }
  if (last < 0 || dashed || !/^\d+$/u.test(fraction)) return null;
  const asDecimal = `${plain(whole) || "0"}.${fraction}`;
  if (/^\d*$/u.test(whole)) return loneSeparator(whole, fraction, mark, asDecimal);
  const separator = grouped.exec(whole)?.[1] ?? (lakhs.test(whole) ? "," : undefined);
  if (separator === undefined || separator === mark) return null;
  return { readings: [asDecimal], proves: mark };
}

/** "12,5" is a decimal; "1.234" is a thousand or a decimal with three places, and only its document can say. */
function loneSeparator(whole: string, fraction: string, mark: DecimalMark, asDecimal: string): Digits {
  if (fraction.length !== 3 || !/^[1-9]\d{0,2}$/u.test(whole)) {
    return { readings: [asDecimal], proves: fraction.length === 2 ? mark : null };
  }
  const asThousands = whole + fraction;
  return { readings: mark === "." ? [asThousands, asDecimal] : [asDecimal, asThousands], proves: null };
}

const isMark = (text: string | undefined): text is DecimalMark => text === "," || text === ".";
const other = (mark: DecimalMark): DecimalMark => (mark === "," ? "." : ",");
const plain = (text: string) => text.replace(/[^\d]/gu, "");

function canonical(reading: string, negative: boolean): string {
  const trimmed = reading.replace(/^0+(?=\d)/u, "");
  return negative && /[1-9]/u.test(trimmed) ? `-${trimmed}` : trimmed;
}
