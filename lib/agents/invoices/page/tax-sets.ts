import { type Fixed, absolute, cents, percentOf, roundCents, sum } from "@/lib/language/decimal";
import { claim } from "./relate";
import type { Labelled, TaxRow } from "./tax-rows";
import { type Context, distinctValues } from "./totals-context";

export type RowSet = {
  readonly rows: readonly TaxRow[];
  readonly net: Fixed;
  readonly tax: Fixed;
  readonly score: number;
  readonly derived: boolean;
  /** What is added after tax and bears none: shipping on papers of other countries. Part of the gross, not of the net. */
  readonly charge?: Labelled;
};

/** All choices of at most one row for each rate, the likeliest rows only. */
export function chooseRows(byRate: readonly (readonly TaxRow[])[]): RowSet[] {
  let sets: (readonly TaxRow[])[] = [[]];
  for (const rows of [...byRate].sort((a, b) => (b[0]?.score ?? 0) - (a[0]?.score ?? 0)).slice(0, 7)) {
    const limit = sets.length > 500 ? 2 : 5;
    const strong = rows.slice(0, 4).filter((row) => !(row.rate === 0n && row.base.inTable) && row.score >= (row.rate === 0n ? 2.5 : 4));
    const twice = strong.flatMap((a, i) =>
      strong
        .slice(i + 1)
        .filter((b) => compatible([a], b) && (a.amount === null || a.amount.number !== b.amount?.number) && !areParts(a, b, rows))
        .map((b) => [a, b]),
    );
    const choices = [...rows.slice(0, limit).map((row) => [row]), ...twice];
    sets = sets.flatMap((set) => [
      set,
      ...choices.filter((choice) => choice.every((row) => compatible(set, row))).map((choice) => [...set, ...choice]),
    ]);
    if (sets.length > 6000) sets = sets.sort((a, b) => total(b) - total(a)).slice(0, 3000);
  }
  return sets
    .filter((set) => set.length > 0)
    .map((rows) => ({
      rows,
      net: sum(rows.map((row) => row.base.number.value)),
      tax: sum(rows.map((row) => (row.amount?.number.value ?? 0n) + (row.surcharge?.amount.number.value ?? 0n))),
      score: total(rows),
      derived: false,
    }));
}

/** Tax printed line by line and once more for the rate: the row of the rate is what counts. */
const areParts = (a: TaxRow, b: TaxRow, rows: readonly TaxRow[]): boolean =>
  rows.some(
    (row) =>
      row.base.number.value === a.base.number.value + b.base.number.value &&
      absolute((row.amount?.number.value ?? 0n) - (a.amount?.number.value ?? 0n) - (b.amount?.number.value ?? 0n)) <= cents(2),
  );

/** "IVA (0 %): 0,00" without its base: what the labelled net holds beyond the other bases, if that amount is printed. */
export function withRemainder(sets: readonly RowSet[], context: Context): RowSet[] {
  const zero = context.input.rates.find((r) => r.rate === 0n && r.use === "vat");
  const tax = zero && context.money.find((m) => m.number.row === zero.number.row && m.number.value === 0n);
  if (!tax) return [];
  const nets = distinctValues(context.money.filter((m) => m.number.value !== 0n && claim(m.hits, "base") >= 2)).slice(0, 4);
  return sets.slice(0, 200).flatMap((set) =>
    nets.flatMap((net) => {
      const base = context.byValue.get(net.number.value - set.net)?.[0];
      if (!base || base.number.value === 0n || set.rows.some((row) => row.rate === 0n)) return [];
      const row: TaxRow = { rate: 0n, base, amount: tax, surcharge: null, off: 0n, score: 2.5 };
      return [{ ...set, rows: [...set.rows, row], net: set.net + base.number.value, score: set.score + row.score }];
    }),
  );
}

/** Shipping printed below the tax: the total holds it, the base does not. */
export function withCharge(sets: readonly RowSet[], context: Context): RowSet[] {
  const last = (set: RowSet) => Math.max(...set.rows.map((row) => row.amount?.number.row ?? 0));
  return context.charges.flatMap((charge) =>
    sets
      .filter((set) => context.strong.has(set.net + set.tax + charge.number.value) && charge.number.row > last(set))
      .map((set) => ({ ...set, charge, score: set.score - 0.5 })),
  );
}

/**
 * Taxes that are named with their rate while no base is printed for them ("Subtotal", "IVA 10 %", "R.E. 1,4 %", "IVA 10 %",
 * "Total"): the labelled net and the taxes make the total, each base follows from its tax.
 */
export function byNamedTaxes(context: Context): RowSet[] {
  const named = (use: "vat" | "surcharge") =>
    context.input.rates
      .filter((rate) => rate.use === use && rate.rate > 0n)
      .flatMap(({ rate, number }) => {
        const amount = context.money.find(
          (m) => m.number.row === number.row && m.number.box[0] > number.box[0] && m.number.value !== 0n && !m.inTable,
        );
        return amount && claim(amount.hits, use === "vat" ? "tax" : "surcharge", "rate") >= 1 ? [{ rate, amount }] : [];
      });
  const taxes = named("vat");
  const surcharges = named("surcharge");
  if (taxes.length === 0) return [];
  const rows = taxes.map(({ rate, amount }, at): TaxRow => {
    const next = taxes[at + 1]?.amount.number.row ?? Infinity;
    const surcharge = surcharges.find((s) => s.amount.number.row > amount.number.row && s.amount.number.row < next) ?? null;
    return { rate, base: baseBehind(rate, amount, context), amount, surcharge, off: 0n, score: 1.5 };
  });
  const bases = sum(rows.map((row) => row.base.number.value));
  const tax = sum(rows.map((row) => (row.amount?.number.value ?? 0n) + (row.surcharge?.amount.number.value ?? 0n)));
  const nets = distinctValues(context.money.filter((m) => m.number.value !== 0n && !m.inTable && claim(m.hits, "base") >= 2)).slice(0, 4);
  return nets.map((net) => {
    const rest = net.number.value - bases;
    // What is left over is untaxed where the paper speaks of that, or where it is one line to the cent.
    const isLine = context.byValue.get(rest)?.some((m) => m.number.row < net.number.row) === true;
    const isExempt = rest > 0n && (isLine || context.money.some((m) => claim(m.hits, "exempt") >= 1));
    const exempt = { ...net, number: { ...net.number, value: rest } };
    const zero: TaxRow[] = isExempt ? [{ rate: 0n, base: exempt, amount: null, surcharge: null, off: 0n, score: 0 }] : [];
    return { rows: [...rows, ...zero], net: net.number.value, tax, score: total(rows), derived: true };
  });
}

/** A printed amount that makes this tax at this rate, else what the tax says the base was. */
function baseBehind(rate: Fixed, amount: Labelled, context: Context): Labelled {
  const makes = (base: Fixed) => roundCents(percentOf(base, rate)) === amount.number.value;
  const printed = context.money.find((m) => m.number.value !== 0n && makes(m.number.value));
  const value = roundCents((amount.number.value * 100n * 100_000_000n) / rate);
  return printed ?? { ...amount, number: { ...amount.number, value } };
}

const total = (rows: readonly TaxRow[]): number => rows.reduce((n, row) => n + row.score, 0);

function compatible(set: readonly TaxRow[], row: TaxRow): boolean {
  return set.every(
    (other) =>
      other.base.number !== row.base.number &&
      other.amount?.number !== row.base.number &&
      other.base.number !== row.amount?.number &&
      other.base.number.value < 0n === row.base.number.value < 0n,
  );
}

/** No tax anywhere: the total is the base. */
export function untaxed(context: Context): RowSet[] {
  const zeroRate = context.input.rates.some((r) => r.rate === 0n && r.use !== "surcharge");
  const taxed =
    context.input.rates.some((r) => r.rate > 0n && r.use === "vat") ||
    [...context.input.rows].some(([rate, rows]) => rate > 0n && rows.some((row) => row.score > 5));
  const standing = (m: Labelled) => claim(m.hits, "total", "payable", "base") - (m.inTable ? 2 : 0);
  const likely = context.money.filter((m) => m.number.value !== 0n && claim(m.hits, "total", "payable", "base") >= 1);
  return distinctValues([...likely].sort((a, b) => standing(b) - standing(a)))
    .slice(0, 12)
    .map((base) => ({
      rows: [{ rate: 0n, base, amount: null, surcharge: null, off: 0n, score: 0 }],
      net: base.number.value,
      tax: 0n,
      score: (zeroRate ? 3 : taxed ? -4 : 1) + claim(base.hits, "base") * 0.5 - (base.inTable ? 4 : 0),
      derived: false,
    }));
}

/** Prices with tax and only a rate or only one side printed: the other side follows. */
export function inclusive(context: Context): RowSet[] {
  const rates = [...new Set(context.input.rates.filter((r) => r.use === "vat" && r.rate > 0n).map((r) => r.rate))];
  if (rates.length !== 1 || rates[0] === undefined || (context.input.rows.get(rates[0])?.[0]?.score ?? 0) > 5) return [];
  const rate = rates[0];
  const totals = distinctValues(context.money.filter((m) => m.number.value > 0n && claim(m.hits, "total", "payable") >= 1.5)).slice(0, 6);
  return totals.map((gross) => {
    const net = roundCents((gross.number.value * 100n * 100_000_000n) / (100n * 100_000_000n + rate));
    const tax = gross.number.value - net;
    const virtual = (value: Fixed): Labelled => ({ ...gross, number: { ...gross.number, value } });
    return {
      rows: [{ rate, base: virtual(net), amount: virtual(tax), surcharge: null, off: 0n, score: 0 }],
      net,
      tax,
      score: -2,
      derived: true,
    };
  });
}
