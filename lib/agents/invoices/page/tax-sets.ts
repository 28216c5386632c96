import { type Fixed, absolute, cents, sum } from "@/lib/language/decimal";
import { withoutTax } from "./line-rates";
import { claim } from "./relate";
import type { Labelled, TaxRow } from "./tax-rows";
import { type Context, distinctValues } from "./totals-context";
import { commonVatRates } from "../vat-rates";

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

/** Shipping printed below the base: the total holds it, the base does not. */
export function withCharge(sets: readonly RowSet[], context: Context): RowSet[] {
  const last = (set: RowSet) => Math.max(...set.rows.map((row) => row.base.number.row));
  return context.charges.flatMap((charge) =>
    sets
      .filter((set) => context.strong.has(set.net + set.tax + charge.number.value) && charge.number.row > last(set))
      .map((set) => ({ ...set, charge, score: set.score - 0.5 })),
  );
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
  const [rate] = rates;
  if (rates.length > 1 || (rate !== undefined && (context.input.rows.get(rate)?.[0]?.score ?? 0) > 5)) return [];
  const totals = distinctValues(
    context.money.filter((m) => m.number.value > 0n && !m.inTable && claim(m.hits, "total", "payable") >= 1.5),
  ).slice(0, 6);
  return totals.flatMap((gross) => (rate === undefined ? heldIn(gross, context) : [taken(gross, rate, -2)]));
}

/** No percentage at all, but the tax that a usual rate makes of this total: "IVA incluido 34,71". */
function heldIn(gross: Labelled, context: Context): RowSet[] {
  const holds = (tax: Fixed) => (context.byValue.get(tax) ?? []).some((m) => !m.inTable && claim(m.hits, "tax") >= 2.3);
  return commonVatRates
    .filter((rate) => holds(gross.number.value - withoutTax(gross.number.value, rate)))
    .map((rate) => taken(gross, rate, 1.5));
}

function taken(gross: Labelled, rate: Fixed, score: number): RowSet {
  const net = withoutTax(gross.number.value, rate);
  const tax = gross.number.value - net;
  const virtual = (value: Fixed): Labelled => ({ ...gross, number: { ...gross.number, value } });
  const rows = [{ rate, base: virtual(net), amount: virtual(tax), surcharge: null, off: 0n, score: 0 }];
  return { rows, net, tax, score, derived: true };
}
