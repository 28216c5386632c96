import type { QuoteLine, QuotePayload } from "@/lib/agents/quotes/model";
import { addAmounts, fromCents, percentOf, toCents } from "@/lib/kernel/money";

/** One rate of the quote: the base that has it, and what it comes to. */
export type RateSum = { readonly rate: string; readonly base: string; readonly amount: string };

type QuoteSums = {
  readonly base: string;
  readonly vat: readonly RateSum[];
  readonly surcharge: readonly RateSum[];
  readonly total: string;
  /** Base of the lines that are offered beside the quote; null: there are none. */
  readonly optional: string | null;
};

/** The sums of the quote as it stands on the screen; taxes are taken from the sum of each rate, to the cent. */
export function sumsByRate(lines: QuotePayload["lines"]): QuoteSums {
  const priced = lines.filter((line): line is QuoteLine => line.type === "item" && line.priced !== null);
  const counted = priced.filter(({ isOptional }) => !isOptional);
  const aside = priced.filter(({ isOptional }) => isOptional);
  const base = netOf(counted);
  const vat = ratesOf(counted, ({ priced: now }) => now?.vat ?? "0");
  const surcharge = ratesOf(counted, ({ priced: now }) => now?.surcharge ?? "0").filter(({ amount }) => amount !== "0.00");
  return {
    base,
    vat,
    surcharge,
    total: addAmounts([base, ...[...vat, ...surcharge].map(({ amount }) => amount)]),
    optional: aside.length === 0 ? null : netOf(aside),
  };
}

function ratesOf(lines: readonly QuoteLine[], rateOf: (line: QuoteLine) => string): readonly RateSum[] {
  const rates = [...new Set(lines.map((line) => plain(rateOf(line))))].sort((a, b) => Number(b) - Number(a));
  return rates.map((rate) => {
    const base = netOf(lines.filter((line) => plain(rateOf(line)) === rate));
    return { rate, base, amount: percentOf(base, rate) };
  });
}

const netOf = (lines: readonly QuoteLine[]): string => addAmounts(lines.map(({ priced }) => priced?.net ?? "0.00"));

/** "21.00" and "21" are one rate. */
const plain = (rate: string): string => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate);

/** What is left of the base after cost, in per cent with one decimal; null: nothing is charged. */
export function marginShare(margin: string, base: string): string | null {
  const [left, of] = [toCents(margin), toCents(base)];
  if (of === 0n) return null;
  const perMille = (left * 1000n) / of;
  return fromCents(perMille * 10n).slice(0, -1);
}
