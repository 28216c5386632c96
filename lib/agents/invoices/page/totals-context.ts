import type { Fixed } from "@/lib/language/decimal";
import type { RatedLines } from "./line-rates";
import { claim } from "./relate";
import type { Labelled, RateMention, TaxRow } from "./tax-rows";

export type TotalsInput = {
  readonly numbers: readonly Labelled[];
  readonly rates: readonly RateMention[];
  readonly rows: ReadonlyMap<Fixed, readonly TaxRow[]>;
  /** Sums that the line tables reach; lines may be printed with tax. */
  readonly lineSums: ReadonlySet<Fixed>;
  readonly ratedLines: readonly RatedLines[];
};

export type Context = ReturnType<typeof prepare>;

export function prepare(input: TotalsInput, money: readonly Labelled[]) {
  const byValue = new Map<Fixed, Labelled[]>();
  for (const one of money) byValue.set(one.number.value, [...(byValue.get(one.number.value) ?? []), one]);
  const withKind = (...kinds: Parameters<typeof claim>[1][]) => money.filter((m) => m.number.value !== 0n && claim(m.hits, ...kinds) >= 1);
  const withheld = input.rates.filter((r) => r.use === "withholding" && r.rate > 0n);
  const strong = new Set(
    money
      .filter((m) => m.number.value !== 0n && !m.inTable && claim(m.hits, "total", "payable") >= 2.3 && !isForeignTotal(m))
      .map((m) => m.number.value),
  );
  // What the paper states as its taxable base, in so many words and beside the amount.
  const stated = money
    .filter((m) => m.number.value !== 0n && !m.inTable && m.hits[0]?.direction === "left" && m.hits[0].between === 0)
    .filter((m) => /\b(?:base|impon|oinarri|netto|ht)/.test(m.hits[0]?.label.phrase ?? "") && claim(m.hits, "base") >= 2.6)
    .map((m) => m.number.value);
  return {
    stated,
    input, money, byValue, strong, withheldRates: withheld,
    withholdings: withKind("withholding").filter((m) => claim(m.hits, "withholding") > claim(m.hits, "guarantee")),
    disbursements: withKind("disbursement"), guarantees: withKind("guarantee"),
    paid: withKind("paid").filter((m) => !m.inTable && claim(m.hits, "paid") > claim(m.hits, "total", "payable")),
    charges: distinctValues(withKind("shipping").filter((m) => m.number.value > 0n && claim(m.hits, "shipping") >= 2)).slice(0, 3),
    biggestSize: Math.max(0, ...money.map((m) => m.number.size)),
  }; // prettier-ignore
}

/** "Total IVA", "Total base" and the like say which total they are. */
function isForeignTotal(m: Labelled): boolean {
  const first = m.hits.find((h) => h.label.kinds.has("total") || h.label.kinds.has("payable"));
  if (!first || first.label.kinds.has("base") || first.label.kinds.has("tax")) return true;
  // "Total" over a column heads the amounts of the lines; beside an amount it is the total.
  return first.label.kinds.has("amount") && first.direction !== "left";
}

export type Printed = { readonly labelled: Labelled; readonly claim: number };

export function best(context: Context, value: Fixed, ...kinds: Parameters<typeof claim>[1][]): Printed | null {
  const candidates = (context.byValue.get(value) ?? []).map((labelled) => ({
    labelled,
    claim: claim(labelled.hits, ...kinds) - (labelled.inTable ? 1 : 0),
  }));
  return candidates.sort((a, b) => b.claim - a.claim || b.labelled.number.size - a.labelled.number.size)[0] ?? null;
}

export function distinctValues(list: readonly Labelled[]): Labelled[] {
  return list.filter((one, i) => list.findIndex((other) => other.number.value === one.number.value) === i);
}
