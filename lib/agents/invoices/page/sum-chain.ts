import { absolute, cents, percentOf, roundCents, type Fixed } from "@/lib/language/decimal";
import type { LabelKind } from "@/lib/language/label-table";
import { claim } from "./relate";
import { type Labelled, rateBehind } from "./tax-rows";
import type { RowSet } from "./tax-sets";
import { type Context, distinctValues } from "./totals-context";

/**
 * Sums that run down to the total without the base being printed ("Suma", "Descuento", "Portes", "IVA 21 %", "Total"):
 * what is deducted and added between the first sum and the tax makes the base, the tax on it the printed total.
 */
export function bySumChain(context: Context): RowSet[] {
  const taxes = namedTaxes(context);
  return chains(context).flatMap(({ net, lastRow }) => taxes.flatMap((tax) => setOf(net, lastRow, tax, context)));
}

/** What discounts and charges leave of the first sums, where that is not printed. */
export const chainedNets = (context: Context): readonly Fixed[] => chains(context).map(({ net }) => net);

type Chain = { readonly net: Fixed; readonly lastRow: number };

function chains(context: Context): readonly Chain[] {
  const firsts = distinctValues(beside(context, "base", "gross").filter(outsideTable)).slice(0, 4);
  return firsts.flatMap((first) =>
    subsets(stepsAfter(first, context)).flatMap((chosen) => {
      const net = chosen.reduce((total, { signed }) => total + signed, first.number.value);
      return net === 0n || isPrintedBase(net, context) ? [] : [{ net, lastRow: Math.max(...chosen.map(({ row }) => row)) }];
    }),
  );
}

type Step = { readonly signed: Fixed; readonly row: number };

/** Amounts that stand right of a label of that kind. */
function beside(context: Context, ...kinds: readonly LabelKind[]): Labelled[] {
  return context.money.filter(({ number, hits }) => number.value !== 0n && hits[0]?.direction === "left" && claim(hits, ...kinds) >= 2.3);
}

const outsideTable = ({ inTable }: Labelled): boolean => !inTable;

const mostSteps = 4;

/**
 * What stands below the first sum, though it may stand in line with the amounts of the table. Discounts lower the sum, however their sign is printed; carriage and the like raise it.
 */
function stepsAfter(first: Labelled, context: Context): readonly Step[] {
  const after = ({ number }: Labelled) => number.page === first.number.page && number.row > first.number.row;
  const sign = first.number.value < 0n ? -1n : 1n;
  const discounts = beside(context, "documentDiscount").filter(after);
  const charges = beside(context, "shipping").filter((one) => after(one) && !discounts.includes(one));
  return [
    ...discounts.map(({ number }) => ({ signed: -sign * absolute(number.value), row: number.row })),
    ...charges.map(({ number }) => ({ signed: number.value, row: number.row })),
  ].slice(0, mostSteps);
}

const subsets = (steps: readonly Step[]): readonly (readonly Step[])[] =>
  steps.reduce<(readonly Step[])[]>((sets, step) => [...sets, ...sets.map((set) => [...set, step])], [[]]).filter((set) => set.length > 0);

/** A base that is printed under its name is read as one. */
const isPrintedBase = (net: Fixed, context: Context): boolean =>
  (context.byValue.get(net) ?? []).some(({ hits, inTable }) => !inTable && claim(hits, "base") >= 2.3);

type NamedTax = { readonly amount: Labelled; readonly rate: Fixed | null };

/** Amounts beside a word for the tax, with the percentage of their line where there is one. */
function namedTaxes(context: Context): NamedTax[] {
  return distinctValues(beside(context, "tax").filter(outsideTable))
    .slice(0, 4)
    .map((amount) => {
      const mention = context.input.rates.find(({ number, use }) => use === "vat" && number.row === amount.number.row);
      return { amount, rate: mention?.rate ?? null };
    });
}

function setOf(net: Fixed, lastRow: number, { amount, rate: printed }: NamedTax, context: Context): RowSet[] {
  const tax = amount.number.value;
  const rate = printed ?? rateBehind(net, tax);
  if (rate === null || !context.byValue.has(net + tax) || lastRow > amount.number.row) return [];
  if (printed !== null && absolute(roundCents(percentOf(net, rate)) - tax) > cents(1)) return [];
  const base: Labelled = { ...amount, number: { ...amount.number, value: net } };
  const rows = [{ rate, base, amount, surcharge: null, off: 0n, score: 0 }];
  return [{ rows, net, tax, score: printed === null ? 2 : 4, derived: true }];
}
