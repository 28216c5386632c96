import { absolute, cents, fixed, percentOf, roundCents, type Fixed } from "@/lib/language/decimal";
import type { LabelKind } from "@/lib/language/label-table";
import { isMoney, type NumberCandidate } from "./candidates";
import { claim, type LabelHit } from "./relate";
import { commonVatRates, isUsualRate, surchargesFor } from "../vat-rates";

/** A number with what the labels around it say. */
export type Labelled = { readonly number: NumberCandidate; readonly hits: readonly LabelHit[]; readonly inTable: boolean };

export type RateMention = {
  readonly rate: Fixed;
  readonly number: NumberCandidate;
  readonly use: "vat" | "surcharge" | "withholding" | "unknown";
};

/** A base with the tax that its rate makes of it, both printed; `amount` null where no tax is printed for rate 0. */
export type TaxRow = {
  readonly rate: Fixed;
  readonly base: Labelled;
  readonly amount: Labelled | null;
  readonly surcharge: { readonly rate: Fixed; readonly amount: Labelled } | null;
  /** Cents between the printed tax and the product. */
  readonly off: Fixed;
  readonly score: number;
};

const taxKinds: readonly LabelKind[] = ["tax"];
const maxRows = 6;

/** Percentages on the page and what each is about. A bare "21" counts where its column or label is a rate. */
export function findRates(numbers: readonly Labelled[]): readonly RateMention[] {
  return numbers.flatMap(({ number, hits }) => {
    if (absolute(number.value) > fixed("40") || number.decimals > 2 || number.currency) return [];
    const near = number.percent ? hits : hits.filter((hit) => isRightBefore(hit, number));
    const vat = claim(near, "rate");
    const surcharge = claim(near, "surcharge");
    const withholding = claim(near, "withholding", "guarantee");
    const discount = claim(near, "discount", "documentDiscount");
    if (!number.percent && (Math.max(vat, surcharge, withholding) < 1 || !isUsualRate(absolute(number.value)))) return [];
    const best = Math.max(vat, surcharge, withholding, discount);
    if (discount === best && discount > 1) return [];
    const use = best < 0.8 ? "unknown" : withholding === best ? "withholding" : surcharge === best ? "surcharge" : "vat";
    return [{ rate: absolute(number.value), number, use }];
  });
}

/** "IVA 21" but not "IVA art. 20", nor under "tipo 754": without its sign a number is a rate right after its label or under a heading. */
function isRightBefore(hit: LabelHit, number: NumberCandidate): boolean {
  if (hit.direction === "left" && number.segment.labels.includes(hit.label)) return hit.label.end === number.start;
  return hit.direction === "after" || (hit.loose === 0 && hit.heads);
}

/** Every pair of printed amounts that could be base and tax of one rate, best supported first, a few for each rate. */
export function findTaxRows(numbers: readonly Labelled[], rates: readonly RateMention[]): ReadonlyMap<Fixed, readonly TaxRow[]> {
  const money = numbers.filter(({ number }) => isMoney(number) && number.value !== 0n);
  const byValue = new Map<Fixed, Labelled[]>();
  for (const one of money) byValue.set(one.number.value, [...(byValue.get(one.number.value) ?? []), one]);
  const vatRates = new Set([
    ...rates.filter((r) => r.use !== "withholding" && r.use !== "surcharge" && r.rate > 0n).map((r) => r.rate),
    ...commonVatRates,
  ]);
  const rows = new Map<Fixed, TaxRow[]>();
  for (const rate of vatRates) {
    const mentions = rates.filter((r) => r.rate === rate && r.use !== "withholding");
    const found: TaxRow[] = [];
    for (const base of money) {
      const exact = percentOf(base.number.value, rate);
      const expected = roundCents(exact);
      for (const slip of slips(base.number.value)) {
        for (const amount of byValue.get(expected + slip) ?? []) {
          if (amount.number === base.number) continue;
          const score = scoreRow(base, amount, mentions, absolute(slip));
          if (score >= 1.5) found.push({ rate, base, amount, surcharge: null, off: absolute(slip), score });
        }
      }
    }
    if (found.length)
      rows.set(
        rate,
        distinct(found)
          .slice(0, maxRows)
          .flatMap((row) => withSurcharge(row, money, numbers)),
      );
  }
  const explained = new Set([...rows.values()].flatMap((list) => list.filter((row) => row.score >= 4).map((row) => row.amount?.number)));
  for (const row of freeRows(money, rates)) if (!rows.has(row.rate) && !explained.has(row.amount?.number)) rows.set(row.rate, [row]);
  const zero = zeroRows(money, numbers, rates);
  if (zero.length) rows.set(0n, zero);
  return rows;
}

/** Tax printed without its percentage ("Sales tax 12.40"): base, tax and their sum, perhaps with shipping, are all labelled. */
function freeRows(money: readonly Labelled[], rates: readonly RateMention[]): TaxRow[] {
  const named = new Set(rates.filter(({ use }) => use === "vat").map(({ number }) => number.row));
  const taxes = money.filter((m) => claim(m.hits, ...taxKinds) >= 2.5 && !named.has(m.number.row)).slice(0, 6);
  const bases = money.filter((m) => claim(m.hits, "base") >= 2.5).slice(0, 6);
  const totals = new Set(money.filter((m) => claim(m.hits, "total", "payable") >= 2).map((m) => m.number.value));
  const besides = [0n, ...money.filter((m) => claim(m.hits, "shipping") >= 2).map((m) => m.number.value)];
  return bases.flatMap((base) =>
    taxes.flatMap((amount) => {
      const rate = rateBehind(base.number.value, amount.number.value);
      const both = base.number.value + amount.number.value;
      if (base.number === amount.number || rate === null || !besides.some((other) => totals.has(both + other))) return [];
      return [{ rate, base, amount, surcharge: null, off: 0n, score: 3 }];
    }),
  );
}

/** Per cent that a tax is of its base, to three decimals; null where it is too much for a tax, or nothing. */
export function rateBehind(base: Fixed, tax: Fixed): Fixed | null {
  if (base <= 0n || tax <= 0n || tax * 100n > base * 35n) return null;
  return (((tax * 100_000n + base / 2n) / base) * fixed("1")) / 1000n;
}

/** Bases on which nothing is charged: beside "exento", "no sujeto" or 0 %. */
function zeroRows(money: readonly Labelled[], numbers: readonly Labelled[], rates: readonly RateMention[]): TaxRow[] {
  const zeros = rates.filter((r) => r.rate === 0n && r.use !== "surcharge" && r.use !== "withholding");
  const zeroAmounts = numbers.filter((n) => isMoney(n.number) && n.number.value === 0n);
  const found = money.flatMap((base) => {
    const sameRow = zeros.filter((z) => z.number.row === base.number.row);
    const exempt = claim(base.hits, "exempt");
    const isFree = zeroAmounts.some((z) => z.number.row === base.number.row && claim(z.hits, "tax") >= 2) && claim(base.hits, "base") >= 2;
    const near = sameRow.length > 0 || isFree || zeros.some((z) => z.number.row === base.number.row + 1 && claim(base.hits, "base") > 0);
    if (!near && exempt < 1) return [];
    const amount =
      zeroAmounts.find((z) => z.number.row === base.number.row && z !== base) ??
      zeroAmounts.find((z) => Math.abs(z.number.row - base.number.row) <= 2 && claim(z.hits, "tax", "rate") > 1) ??
      null;
    const score = (sameRow.length ? 2 : 0.5) + exempt * 0.8 + claim(base.hits, "base") + (amount ? 1 : 0) - (base.inTable ? 2.5 : 0);
    return score >= 2 ? [{ rate: 0n, base, amount, surcharge: null, off: 0n, score: Math.min(score, 6) }] : [];
  });
  return distinct(found).slice(0, 4);
}

function scoreRow(base: Labelled, amount: Labelled, mentions: readonly RateMention[], off: Fixed): number {
  const rowGap = Math.abs(base.number.row - amount.number.row);
  const samePage = base.number.page === amount.number.page;
  const rateGap = Math.min(
    ...mentions.map((m) =>
      m.number.page === amount.number.page
        ? Math.min(Math.abs(m.number.row - amount.number.row), Math.abs(m.number.row - base.number.row))
        : 99,
    ),
    99,
  );
  let score = claim(base.hits, "base") + 1.2 * claim(amount.hits, ...taxKinds, "rate");
  score += rateGap === 0 ? 2.5 : rateGap <= 2 ? 1.2 : mentions.length ? 0 : -1.5;
  score += !samePage ? -0.5 : rowGap === 0 ? 1.5 : rowGap <= 3 ? 0.8 : 0;
  score -= off === 0n ? 0 : 1 + Number(off / cents(1)) * 0.6;
  if (base.inTable && claim(base.hits, "base") < 2.9) score -= 1.5;
  if (amount.inTable && claim(amount.hits, ...taxKinds) < 2.9) score -= 2;
  score -= 0.8 * claim(base.hits, "withholding", "paid", "unitPrice") + 1.5 * claim(amount.hits, "withholding", "surcharge", "unitPrice");
  return score;
}

/** Tax summed over rounded lines may miss the product by some cents; only on larger bases is that plausible. */
function slips(base: Fixed): readonly Fixed[] {
  const size = absolute(base);
  const most = size > fixed("400") ? 3 : size > fixed("20") ? 2 : 1;
  return [0, 1, -1, 2, -2, 3, -3].filter((slip) => Math.abs(slip) <= most).map(cents);
}

/** The recargo is named by its label, or stands in the line of its base beside its own percentage. */
function withSurcharge(row: TaxRow, money: readonly Labelled[], numbers: readonly Labelled[]): TaxRow[] {
  const inLine = (m: Labelled, rate: Fixed) =>
    m.number.row === row.base.number.row &&
    m.number !== row.amount?.number &&
    numbers.some(({ number }) => number.value === rate && number.row === m.number.row && number.box[0] < m.number.box[0]);
  for (const rate of surchargesFor(row.rate, null)) {
    const expected = roundCents(percentOf(row.base.number.value, rate));
    const amount =
      rate > 0n
        ? money.find((m) => absolute(m.number.value - expected) <= cents(1) && (claim(m.hits, "surcharge") >= 1 || inLine(m, rate)))
        : undefined;
    if (amount) return [{ ...row, surcharge: { rate, amount }, score: row.score + 2 }];
  }
  return [row];
}

/** One row for each pair of values, the best supported. */
function distinct(rows: readonly TaxRow[]): TaxRow[] {
  const best = new Map<string, TaxRow>();
  for (const row of rows) {
    const key = `${row.base.number.value}/${row.amount?.number.value ?? 0n}`;
    const known = best.get(key);
    if (!known || row.score > known.score) best.set(key, row);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}
