import { absolute, cents, divide, percentOf, roundCents, sum, type Fixed } from "@/lib/language/decimal";
import { claim } from "./relate";
import { chainedNets } from "./sum-chain";
import type { Labelled, TaxRow } from "./tax-rows";
import type { RowSet } from "./tax-sets";
import { type Context, distinctValues } from "./totals-context";

/**
 * Taxes that are named with their rate while no base is printed for them ("Subtotal", "IVA 10 %", "R.E. 1,4 %", "IVA 10 %",
 * "Total"): the net and the taxes make the total, each base follows from its tax. The net is labelled, or what a discount
 * leaves of it, or what a total holds besides its taxes.
 */
export function byNamedTaxes(context: Context): RowSet[] {
  const rows = taxesByName(context);
  if (rows.length === 0) return [];
  const labelled = context.money.filter((m) => m.number.value !== 0n && !m.inTable && claim(m.hits, "base") >= 2);
  const stated = distinctValues(labelled)
    .slice(0, 4)
    .map((net) => besideNet(rows, net, context));
  if (rows.length === 1) return stated;
  const followed = [...chainedNets(context), ...heldNets(rows, context)].filter((net) => !labelled.some((m) => m.number.value === net));
  return [...stated, ...[...new Set(followed)].flatMap((net) => adjusted(rows, net))];
}

/** Each tax beside its percentage, with the recargo that follows it, and the base that it makes. */
export function taxesByName(context: Context): readonly TaxRow[] {
  const taxes = named(context, "vat");
  const surcharges = named(context, "surcharge");
  return taxes.map(({ rate, amount }, at): TaxRow => {
    const next = taxes[at + 1]?.amount.number.row ?? Infinity;
    const surcharge = surcharges.find((s) => isAfter(s.amount.number, amount.number) && s.amount.number.row < next) ?? null;
    return { rate, base: baseBehind(rate, amount, context), amount, surcharge, off: 0n, score: 1.5 };
  });
}

function named(context: Context, use: "vat" | "surcharge"): readonly { readonly rate: Fixed; readonly amount: Labelled }[] {
  return context.input.rates
    .filter((rate) => rate.use === use && rate.rate > 0n)
    .flatMap(({ rate, number }) => {
      const amount = context.money.find(
        (m) => m.number.row === number.row && m.number.box[0] > number.box[0] && m.number.value !== 0n && !m.inTable,
      );
      return amount && claim(amount.hits, use === "vat" ? "tax" : "surcharge", "rate") >= 1 ? [{ rate, amount }] : [];
    });
}

const isAfter = (a: Labelled["number"], b: Labelled["number"]): boolean => a.row > b.row || (a.row === b.row && a.box[0] > b.box[2]);

/** A printed amount that makes this tax at this rate, else what the tax says the base was. */
function baseBehind(rate: Fixed, amount: Labelled, context: Context): Labelled {
  const makes = (base: Fixed) => roundCents(percentOf(base, rate)) === amount.number.value;
  const printed = context.money.find((m) => m.number.value !== 0n && makes(m.number.value));
  return printed ?? withValue(amount, roundCents(divide(amount.number.value * 100n, rate)));
}

const withValue = (one: Labelled, value: Fixed): Labelled => ({ ...one, number: { ...one.number, value } });

function besideNet(rows: readonly TaxRow[], net: Labelled, context: Context): RowSet {
  const rest = net.number.value - basesOf(rows);
  // What is left over is untaxed where the paper speaks of that, or where it is one line to the cent.
  const isLine = context.byValue.get(rest)?.some((m) => m.number.row < net.number.row) === true;
  const isExempt = rest > 0n && (isLine || context.money.some((m) => claim(m.hits, "exempt") >= 1));
  const exempt = withValue(net, rest);
  const zero: TaxRow[] = isExempt ? [{ rate: 0n, base: exempt, amount: null, surcharge: null, off: 0n, score: 0 }] : [];
  return { rows: [...rows, ...zero], net: net.number.value, tax: taxOf(rows), score: scoreOf(rows), derived: true };
}

/** What totals hold besides the taxes that are named below or beside them: prices with tax. */
function heldNets(rows: readonly TaxRow[], context: Context): readonly Fixed[] {
  const totals = context.money.filter((m) => m.number.value !== 0n && !m.inTable && claim(m.hits, "total", "payable") >= 1.5);
  return totals.slice(0, 6).map((m) => m.number.value - taxOf(rows));
}

/** A tax to the cent leaves its base open by some cents: they go where they weigh least, if the bases make the net at all. */
export function adjusted(rows: readonly TaxRow[], net: Fixed): RowSet[] {
  const missing = net - basesOf(rows);
  const open = sum(rows.map(({ rate }) => roundCents(divide(cents(50), rate)) + cents(1)));
  const [largest] = [...rows].sort((a, b) => (absolute(a.base.number.value) < absolute(b.base.number.value) ? 1 : -1));
  if (!largest || absolute(missing) > open) return [];
  const base = withValue(largest.base, largest.base.number.value + missing);
  const mended = missing === 0n ? rows : rows.map((row) => (row === largest ? { ...row, base } : row));
  return [{ rows: mended, net, tax: taxOf(rows), score: scoreOf(rows), derived: true }];
}

const basesOf = (rows: readonly TaxRow[]): Fixed => sum(rows.map((row) => row.base.number.value));
const taxOf = (rows: readonly TaxRow[]): Fixed =>
  sum(rows.map((row) => (row.amount?.number.value ?? 0n) + (row.surcharge?.amount.number.value ?? 0n)));
const scoreOf = (rows: readonly TaxRow[]): number => rows.reduce((total, row) => total + row.score, 0);
