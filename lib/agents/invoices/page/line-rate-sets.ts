import { sum, type Fixed } from "@/lib/language/decimal";
import { type RatedLines, sumsByRate, type RateSum } from "./line-rates";
import { claim } from "./relate";
import type { Labelled, TaxRow } from "./tax-rows";
import type { RowSet } from "./tax-sets";
import type { Context } from "./totals-context";

/**
 * Papers that print the rate on each line and only one sum of all taxes: bases and taxes follow from the lines. What the
 * lines make has to be printed as a total, so that nothing is guessed.
 */
export function byLineRates(context: Context): RowSet[] {
  return context.input.ratedLines.flatMap((lines) => sumsByRate(lines).flatMap((rows) => setOf(rows, lines, context)));
}

function setOf(sums: readonly RateSum[], { last }: RatedLines, context: Context): RowSet[] {
  const net = sum(sums.map(({ base }) => base));
  const tax = sum(sums.map((row) => row.tax));
  const gross = net + tax;
  if (!context.byValue.has(gross)) return [];
  const labelled = (value: Fixed, kind: "base" | "tax") => (context.byValue.get(value) ?? []).some((one) => claim(one.hits, kind) >= 1);
  const stated = (labelled(net, "base") ? 1 : 0) + (tax !== 0n && labelled(tax, "tax") ? 1 : 0);
  const made = (value: Fixed): Labelled => ({ ...last, number: { ...last.number, value } });
  const rows = sums.map(({ rate, base, tax: amount }): TaxRow => {
    const none = rate === 0n;
    return { rate, base: made(base), amount: none ? null : made(amount), surcharge: null, off: 0n, score: 0 };
  });
  // One rate alone is better read where its base and its tax are printed.
  return [{ rows, net, tax, score: (rows.length > 1 ? 3 : 0) + stated, derived: true }];
}
