import { absolute, cents, percentOf, roundCents, sum, type Fixed } from "@/lib/language/decimal";
import { isMoney } from "./candidates";
import { claim } from "./relate";
import type { Labelled, RateMention, TaxRow } from "./tax-rows";

export type Deduction = { readonly rate: Fixed; readonly base: Fixed; readonly amount: Fixed; readonly printed: Labelled };

/** One consistent reading of all sums of a document. Amounts keep the sign of the page; the withholding is positive for an invoice. */
export type Totals = {
  readonly rows: readonly TaxRow[];
  readonly net: Fixed;
  readonly tax: Fixed;
  /** With tax and recargo, before withholding. */
  readonly gross: Fixed;
  readonly withholding: Deduction | null;
  readonly payable: Fixed;
  readonly printed: {
    readonly gross: Labelled | null;
    readonly payable: Labelled | null;
    readonly net: Labelled | null;
    readonly tax: Labelled | null;
  };
  /** What else stands between gross and payable, where it was needed to explain the payable. */
  readonly others: readonly { readonly kind: "disbursement" | "paid" | "guarantee"; readonly amount: Labelled }[];
  /** Cents by which the printed total misses its parts. */
  readonly off: Fixed;
  readonly derived: boolean;
  readonly linesAgree: boolean;
  readonly score: number;
};

export type TotalsInput = {
  readonly numbers: readonly Labelled[];
  readonly rates: readonly RateMention[];
  readonly rows: ReadonlyMap<Fixed, readonly TaxRow[]>;
  /** Sums that the line tables reach; lines may be printed with tax. */
  readonly lineSums: ReadonlySet<Fixed>;
};

/** Consistent readings, best first. Empty when no total can be made out. */
export function solveTotals(input: TotalsInput): readonly Totals[] {
  const money = input.numbers.filter(({ number }) => isMoney(number));
  const context = prepare(input, money);
  const chosen = chooseRows([...input.rows.values()]);
  const taxed = [...chosen, ...withRemainder(chosen, context), ...byNamedTaxes(context)];
  const sets = [...taxed, ...withCharge(taxed, context), ...untaxed(context), ...inclusive(context)];
  const solutions = sets.flatMap((set) => settle(set, context));
  return keepBest(solutions).slice(0, 8);
}

type Context = ReturnType<typeof prepare>;
type RowSet = {
  readonly rows: readonly TaxRow[];
  readonly net: Fixed;
  readonly tax: Fixed;
  readonly score: number;
  readonly derived: boolean;
  /** What is added after tax and bears none: shipping on papers of other countries. Part of the gross, not of the net. */
  readonly charge?: Labelled;
};

function prepare(input: TotalsInput, money: readonly Labelled[]) {
  const byValue = new Map<Fixed, Labelled[]>();
  for (const one of money) byValue.set(one.number.value, [...(byValue.get(one.number.value) ?? []), one]);
  const withKind = (...kinds: Parameters<typeof claim>[1][]) => money.filter((m) => m.number.value !== 0n && claim(m.hits, ...kinds) >= 1);
  const withheld = input.rates.filter((r) => r.use === "withholding" && r.rate > 0n);
  const strong = new Set(
    money
      .filter((m) => m.number.value !== 0n && !m.inTable && claim(m.hits, "total", "payable") >= 2.3 && !isForeignTotal(m))
      .map((m) => m.number.value),
  );
  return {
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

/** All choices of at most one row for each rate, the likeliest rows only. */
function chooseRows(byRate: readonly (readonly TaxRow[])[]): RowSet[] {
  let sets: (readonly TaxRow[])[] = [[]];
  for (const rows of [...byRate].sort((a, b) => (b[0]?.score ?? 0) - (a[0]?.score ?? 0)).slice(0, 7)) {
    const limit = sets.length > 500 ? 2 : 5;
    const strong = rows.slice(0, 4).filter((row) => row.score >= (row.rate === 0n ? 2.5 : 4));
    const twice = strong.flatMap((a, i) =>
      strong
        .slice(i + 1)
        .filter((b) => compatible([a], b) && (a.amount === null || a.amount.number !== b.amount?.number))
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

/** "IVA (0 %): 0,00" without its base: what the labelled net holds beyond the other bases, if that amount is printed. */
function withRemainder(sets: readonly RowSet[], context: Context): RowSet[] {
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
function withCharge(sets: readonly RowSet[], context: Context): RowSet[] {
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
function byNamedTaxes(context: Context): RowSet[] {
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
    const isExempt = rest > 0n && context.money.some((m) => claim(m.hits, "exempt") >= 1);
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
function untaxed(context: Context): RowSet[] {
  const zeroRate = context.input.rates.some((r) => r.rate === 0n && r.use !== "surcharge");
  const taxed =
    context.input.rates.some((r) => r.rate > 0n && r.use === "vat") ||
    [...context.input.rows].some(([rate, rows]) => rate > 0n && rows.some((row) => row.score > 5));
  return distinctValues(context.money.filter((m) => m.number.value !== 0n && claim(m.hits, "total", "payable", "base") >= 1))
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
function inclusive(context: Context): RowSet[] {
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

function settle(set: RowSet, context: Context): Totals[] {
  const gross = set.net + set.tax + (set.charge?.number.value ?? 0n);
  const found: Totals[] = [];
  for (const withheld of withholdingsFor(set, context)) {
    for (const others of otherParts(context, gross)) {
      const between = sum(others.map((o) => o.signed)) - (withheld?.amount ?? 0n);
      for (const { off, offPayable } of slips(context, set, gross, gross + between)) {
        const total = gross + off;
        const payable = total + between + offPayable;
        const printedGross = best(context, total, "total", "payable");
        const printedPayable = between === 0n ? null : best(context, payable, "payable", "total");
        if (!printedGross && !printedPayable) continue;
        if (others.some((o) => o.kind === "paid") && (printedPayable?.claim ?? 0) < 1) continue;
        if (others.length > 0 && (!printedPayable || (withheld === null && !printedGross))) continue;
        if ((off !== 0n && !printedGross) || (offPayable !== 0n && !printedPayable)) continue;
        found.push(judge({ set, gross: total, payable, printedGross, printedPayable, withheld, others, off: off + offPayable }, context));
      }
    }
  }
  return found;
}

const widestSlip = cents(100);

/** The paper's own total may miss its parts: by cents of rounding, or by a mistake that a person has to see. */
function slips(context: Context, set: RowSet, gross: Fixed, payable: Fixed): readonly { off: Fixed; offPayable: Fixed }[] {
  const none = { off: 0n, offPayable: 0n };
  const exact = context.byValue.has(gross) || (payable !== gross && context.byValue.has(payable));
  if (set.derived || exact || set.rows.every((row) => row.amount === null)) return [none];
  const near = [...context.strong]
    .filter((value) => absolute(value - gross) <= widestSlip)
    .map((value) => ({ off: value - gross, offPayable: 0n }));
  const nearPayable =
    payable === gross
      ? []
      : [...context.strong]
          .filter((value) => absolute(value - payable) <= widestSlip)
          .map((value) => ({ off: 0n, offPayable: value - payable }));
  return [none, ...near, ...nearPayable];
}

type Draft = {
  readonly set: RowSet; readonly gross: Fixed; readonly payable: Fixed; readonly printedGross: Printed | null; readonly printedPayable: Printed | null;
  readonly withheld: Deduction | null; readonly others: readonly Other[]; readonly off: Fixed;
}; // prettier-ignore
type Printed = { readonly labelled: Labelled; readonly claim: number };
type Other = { readonly kind: "disbursement" | "paid" | "guarantee"; readonly amount: Labelled; readonly signed: Fixed };

function judge(draft: Draft, context: Context): Totals {
  const { set, gross, payable, printedGross, printedPayable, withheld, others, off } = draft;
  const net = set.rows.length > 1 ? best(context, set.net, "base", "gross") : null;
  const tax = set.rows.length > 1 ? best(context, set.tax, "tax") : null;
  const linesAgree = context.input.lineSums.has(set.net) || context.input.lineSums.has(gross);
  let score = set.score;
  score += printedGross ? 3 + printedGross.claim : 0;
  score += printedPayable ? 3 + printedPayable.claim : 0;
  if (printedGross && printedGross.labelled.number.size >= context.biggestSize * 0.98) score += 0.5;
  score += (net && net.claim >= 1 ? 1.5 : 0) + (tax && tax.claim >= 1 ? 1.5 : 0);
  score += linesAgree ? 4 : 0;
  score += withheld ? 3 : context.withholdings.some((m) => claim(m.hits, "withholding") >= 2) ? -4 : 0;
  score -= off === 0n ? 0 : 3 + Number(absolute(off) / cents(1)) * 0.05;
  score -= others.length * 0.5;
  const explained = new Set([
    gross,
    payable,
    set.net,
    ...others.map((o) => o.amount.number.value),
    ...(set.charge ? [set.charge.number.value] : []),
    ...(withheld ? [withheld.amount, -withheld.amount] : []),
    ...set.rows.flatMap((r) => [r.base.number.value, r.amount?.number.value ?? 0n]),
  ]);
  for (const value of context.strong) if (!explained.has(value)) score -= 2.5;
  for (const [rate, rows] of context.input.rows) {
    const top = rows[0];
    if (top && top.score >= 6.5 && !set.rows.some((row) => row.rate === rate)) score -= 2.5;
  }
  return {
    rows: set.rows, net: set.net, tax: set.tax, gross, withholding: withheld, payable, off: absolute(off), derived: set.derived, linesAgree, score,
    printed: { gross: printedGross?.labelled ?? null, payable: printedPayable?.labelled ?? (gross === payable ? (printedGross?.labelled ?? null) : null), net: net?.labelled ?? null, tax: tax?.labelled ?? null },
    others: others.map(({ kind, amount }) => ({ kind, amount })),
  }; // prettier-ignore
}

/** Printed retention amounts that are their rate of the net total, of one base, or of a printed amount. */
function withholdingsFor(set: RowSet, context: Context): (Deduction | null)[] {
  const found: (Deduction | null)[] = [null];
  const sign = set.net < 0n ? -1n : 1n;
  const bases = [set.net, ...set.rows.map((row) => row.base.number.value)];
  for (const printed of context.withholdings) {
    const size = absolute(printed.number.value);
    for (const { rate } of context.withheldRates) {
      const base =
        bases.find((b) => absolute(roundCents(percentOf(absolute(b), rate)) - size) <= cents(2)) ??
        context.money.find(
          (m) =>
            m.number.row >= printed.number.row - 2 &&
            m.number.row <= printed.number.row &&
            absolute(m.number.value) < absolute(set.net) &&
            absolute(roundCents(percentOf(absolute(m.number.value), rate)) - size) <= cents(1),
        )?.number.value;
      if (base !== undefined && size > 0n) found.push({ rate, base, amount: size * sign, printed });
    }
  }
  return found
    .filter((one, i) => one === null || found.findIndex((other) => other?.amount === one.amount && other.rate === one.rate) === i)
    .slice(0, 5);
}

/** Which of suplidos, advances and guarantee stand between total and payable: none, each alone, and pairs. */
function otherParts(context: Context, gross: Fixed): (readonly Other[])[] {
  const sign = gross < 0n ? -1n : 1n;
  const singles: Other[] = [
    ...distinctValues(context.disbursements)
      .slice(0, 4)
      .map((amount) => ({ kind: "disbursement" as const, amount, signed: absolute(amount.number.value) * sign })),
    ...distinctValues(context.paid)
      .slice(0, 4)
      .map((amount) => ({ kind: "paid" as const, amount, signed: -absolute(amount.number.value) * sign })),
    ...distinctValues(context.guarantees)
      .slice(0, 3)
      .map((amount) => ({ kind: "guarantee" as const, amount, signed: -absolute(amount.number.value) * sign })),
  ];
  const pairs = singles.flatMap((a, i) =>
    singles
      .slice(i + 1)
      .filter((b) => b.kind !== a.kind || a.kind === "disbursement")
      .map((b) => [a, b]),
  );
  return [[], ...singles.map((one) => [one]), ...pairs];
}

function best(context: Context, value: Fixed, ...kinds: Parameters<typeof claim>[1][]): Printed | null {
  const candidates = (context.byValue.get(value) ?? []).map((labelled) => ({
    labelled,
    claim: claim(labelled.hits, ...kinds) - (labelled.inTable ? 1 : 0),
  }));
  return candidates.sort((a, b) => b.claim - a.claim || b.labelled.number.size - a.labelled.number.size)[0] ?? null;
}

function distinctValues(list: readonly Labelled[]): Labelled[] {
  return list.filter((one, i) => list.findIndex((other) => other.number.value === one.number.value) === i);
}

function keepBest(solutions: readonly Totals[]): Totals[] {
  const byOutcome = new Map<string, Totals>();
  for (const one of solutions) {
    const key = outcomeOf(one);
    const known = byOutcome.get(key);
    if (!known || one.score > known.score) byOutcome.set(key, one);
  }
  return [...byOutcome.values()].sort((a, b) => b.score - a.score);
}

/** Two readings with the same outcome would post the same thing. */
export function outcomeOf(totals: Totals): string {
  const rows = totals.rows.map((row) => `${row.rate}:${row.base.number.value}:${row.amount?.number.value ?? 0n}`).sort();
  return [totals.net, totals.gross, totals.withholding?.amount ?? 0n, ...rows].join("|");
}
