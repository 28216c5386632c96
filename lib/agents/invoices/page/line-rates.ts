import { divide, fixed, percentOf, roundCents, sum, type Fixed } from "@/lib/language/decimal";
import { cellUnder, type TableHeader } from "./table-headers";
import type { AmountColumn } from "./tables";
import type { Labelled, RateMention } from "./tax-rows";

/** Lines from the heading down, added up by the rate that each of them carries. */
export type RatedLines = {
  readonly byRate: ReadonlyMap<Fixed, Fixed>;
  /** Tax of the lines, each rounded by itself; by rate. */
  readonly taxByRate: ReadonlyMap<Fixed, Fixed>;
  readonly last: Labelled;
};

const mostLines = 160;

/** For each line table whose lines carry their rate: what its first line, its first two lines, … add up to. */
export function findRatedLines(columns: readonly AmountColumn[], rates: readonly RateMention[]): readonly RatedLines[] {
  const usable = rates.filter(({ use }) => use === "vat" || use === "unknown");
  return columns.flatMap(({ entries, header }) => {
    if (!header) return [];
    const found: RatedLines[] = [];
    for (const entry of entries.filter(({ number }) => number.row > header.lastRow).slice(0, mostLines)) {
      const rate = rateBeside(entry, usable, header);
      if (rate === null) break;
      found.push(withLine(found.at(-1), entry, rate));
    }
    return found;
  });
}

/** The percentage of the line that stands under a heading for rates. */
function rateBeside({ number: amount }: Labelled, mentions: readonly RateMention[], header: TableHeader): Fixed | null {
  const [first, ...others] = mentions.filter(
    ({ number }) => number.row === amount.row && number !== amount && cellUnder(header, number.box)?.kinds.has("rate"),
  );
  return first && others.every(({ rate }) => rate === first.rate) ? first.rate : null;
}

function withLine(before: RatedLines | undefined, line: Labelled, rate: Fixed): RatedLines {
  const { value } = line.number;
  const add = (known: ReadonlyMap<Fixed, Fixed> | undefined, more: Fixed) => new Map(known).set(rate, (known?.get(rate) ?? 0n) + more);
  return { byRate: add(before?.byRate, value), taxByRate: add(before?.taxByRate, roundCents(percentOf(value, rate))), last: line };
}

export type RateSum = { readonly rate: Fixed; readonly base: Fixed; readonly tax: Fixed };

/**
 * Bases and taxes of lines by rate, highest rate first, in each way in which papers reckon them: prices without tax,
 * the tax rounded by rate or by line; prices with tax.
 */
export function sumsByRate({ byRate, taxByRate }: RatedLines): readonly (readonly RateSum[])[] {
  const rates = [...byRate].sort(([a], [b]) => (a < b ? 1 : -1));
  const perRate = rates.map(([rate, base]) => ({ rate, base, tax: roundCents(percentOf(base, rate)) }));
  const perLine = rates.map(([rate, base]) => ({ rate, base, tax: taxByRate.get(rate) ?? 0n }));
  const included = rates.map(([rate, gross]) => ({ rate, base: withoutTax(gross, rate), tax: gross - withoutTax(gross, rate) }));
  const taxOf = (rows: readonly RateSum[]) => sum(rows.map(({ tax }) => tax));
  return taxOf(perRate) === taxOf(perLine) ? [perRate, included] : [perRate, perLine, included];
}

/** What is left of an amount when the tax that it holds is taken out, to the cent. */
export const withoutTax = (gross: Fixed, rate: Fixed): Fixed => roundCents(divide(gross * 100n, fixed("100") + rate));
