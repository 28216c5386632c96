import { type Fixed, absolute, cents, sum } from "@/lib/language/decimal";
import { type AsPrinted, asPrinted } from "./as-printed";
import { isMoney } from "./candidates";
import { byLineRates } from "./line-rate-sets";
import { byNamedTaxes } from "./named-taxes";
import { claim } from "./relate";
import type { Labelled, TaxRow } from "./tax-rows";
import { bySumChain } from "./sum-chain";
import { type RowSet, chooseRows, inclusive, untaxed, withCharge, withRemainder } from "./tax-sets";
import { type Deduction, type Other, otherParts, withholdingsFor } from "./total-parts";
import { type Context, type Printed, type TotalsInput, best, prepare } from "./totals-context";

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
  /** Added after tax and part of the gross: shipping on papers of other countries. */
  readonly charge: Labelled | null;
  /** An amount beside a clear label of a total that no sum of this reading explains: the paper says two things. */
  readonly contradicted: Fixed | null;
  readonly score: number;
};

/** Consistent readings, best first. Empty when no total can be made out. */
export function solveTotals(input: TotalsInput): readonly Totals[] {
  const money = input.numbers.filter(({ number }) => isMoney(number));
  const context = prepare(input, money);
  const chosen = chooseRows([...input.rows.values()]);
  const taxed = [...chosen, ...withRemainder(chosen, context), ...byNamedTaxes(context)];
  const sets = [
    ...taxed,
    ...withCharge(taxed, context),
    ...untaxed(context),
    ...inclusive(context),
    ...byLineRates(context),
    ...bySumChain(context),
  ];
  const solutions = sets.flatMap((set) => settle(set, context));
  const [best, ...others] = withoutNeedlessSlips(keepBest(solutions)).slice(0, 8);
  if (!best) return [];
  const isGuess = best.derived || best.rows.every((row) => row.rate === 0n);
  const printed = isGuess ? asPrinted(context) : null;
  if (printed && (printed.set.net !== best.net || printed.set.tax !== best.tax)) return [unsettled(printed, best.score), best, ...others];
  return [{ ...best, contradicted: contradictionOf(best, context) }, ...others];
}

/** What the paper names, though its total is another: nothing is proven. */
function unsettled({ set, net, total }: AsPrinted, score: number): Totals {
  const gross = total.number.value;
  return {
    rows: set.rows, net: set.net, tax: set.tax, gross, payable: gross, withholding: null, others: [], charge: null, off: 0n, derived: true, linesAgree: false, score,
    printed: { gross: total, payable: total, net, tax: null }, contradicted: null,
  }; // prettier-ignore
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
        if (others.length > 0 && (!printedPayable || (withheld === null && !printedGross && !isPlainStep(others, printedPayable))))
          continue;
        if ((off !== 0n && !printedGross) || (offPayable !== 0n && !printedPayable)) continue;
        found.push(judge({ set, gross: total, payable, printedGross, printedPayable, withheld, others, off: off + offPayable }, context));
      }
    }
  }
  return found;
}

/** One step that is named between what is taxed and what is to be paid needs no sum in between ("Suplidos", "A pagar"). */
const isPlainStep = ([only, ...more]: readonly Other[], payable: Printed): boolean =>
  only !== undefined &&
  more.length === 0 &&
  payable.claim >= 2 &&
  only.amount.hits[0]?.direction === "left" &&
  claim(only.amount.hits, only.kind) >= 2.3;

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
  const explained = valuesOf({ net: set.net, gross, payable, others, withholding: withheld, rows: set.rows, charge: set.charge ?? null });
  const unexplained = [...context.strong].filter((value) => !explained.has(value));
  score -= 2.5 * unexplained.length;
  for (const [rate, rows] of context.input.rows) {
    const top = rows[0];
    if (top && top.score >= 6.5 && !set.rows.some((row) => row.rate === rate)) score -= 2.5;
  }
  return {
    rows: set.rows, net: set.net, tax: set.tax, gross, withholding: withheld, payable, off: absolute(off), derived: set.derived, linesAgree, score,
    printed: { gross: printedGross?.labelled ?? null, payable: printedPayable?.labelled ?? (gross === payable ? (printedGross?.labelled ?? null) : null), net: net?.labelled ?? null, tax: tax?.labelled ?? null },
    others: others.map(({ kind, amount }) => ({ kind, amount })),
    charge: set.charge ?? null, contradicted: null,
  }; // prettier-ignore
}

type Parts = Pick<Totals, "net" | "gross" | "payable" | "rows" | "withholding" | "charge"> & {
  readonly others: readonly { readonly amount: Labelled }[];
};

/** What a reading takes from the page, and what follows from it. */
function valuesOf({ net, gross, payable, rows, withholding, charge, others }: Parts): ReadonlySet<Fixed> {
  return new Set([
    gross,
    payable,
    net,
    ...others.map(({ amount }) => amount.number.value),
    ...(charge ? [charge.number.value] : []),
    ...(withholding ? [withholding.amount, -withholding.amount] : []),
    ...rows.flatMap((row) => [row.base.number.value, row.amount?.number.value ?? 0n]),
  ]);
}

/** A stated total or base that is none of the values of a reading, nor any sum that papers print besides them. */
function contradictionOf(totals: Totals, context: Context): Fixed | null {
  const known = valuesOf(totals);
  const stated = [...context.strong, ...context.stated].filter((value) => !known.has(value));
  return (
    stated.find(
      (value) => !isKnownSum(value, totals, context) && !isInstalment(value, totals.payable) && !isPartOfNumber(value, context),
    ) ?? null
  );
}

/** Sums of a rate, of the taxes, of lines, with suplidos or before an advance. */
function isKnownSum(value: Fixed, { rows, tax, gross }: Totals, context: Context): boolean {
  const taxOf = (row: TaxRow) => (row.amount?.number.value ?? 0n) + (row.surcharge?.amount.number.value ?? 0n);
  const sums = [tax, ...rows.flatMap((row) => [row.base.number.value + taxOf(row), taxOf(row)])];
  const besides = [...context.disbursements, ...context.paid].map(({ number }) => number.value);
  const parts = besides.flatMap((other) => [other, gross + other, gross - absolute(other)]);
  return sums.includes(value) || parts.includes(value) || context.input.lineSums.has(value);
}

/** One of several equal payments. */
const isInstalment = (value: Fixed, payable: Fixed): boolean =>
  [2n, 3n, 4n, 6n, 12n].some((count) => absolute(payable - value * count) <= cents(Number(count)));

/** "512,71" of "9 512,71". */
const isPartOfNumber = (value: Fixed, context: Context): boolean =>
  (context.byValue.get(value) ?? []).every(({ number }) =>
    context.money.some(
      (m) => m.number !== number && m.number.segment === number.segment && m.number.start < number.start && m.number.end >= number.end,
    ),
  );

function keepBest(solutions: readonly Totals[]): Totals[] {
  const byOutcome = new Map<string, Totals>();
  for (const one of solutions) {
    const key = outcomeOf(one);
    const known = byOutcome.get(key);
    if (!known || one.score > known.score) byOutcome.set(key, one);
  }
  return [...byOutcome.values()].sort((a, b) => b.score - a.score);
}

/** That a total misses its parts is believed only where no reading of the same total adds up and is about as likely. */
function withoutNeedlessSlips(solutions: readonly Totals[]): readonly Totals[] {
  return solutions.filter(
    (one) => one.off === 0n || !solutions.some((other) => other.off === 0n && other.gross === one.gross && other.score > one.score - 6),
  );
}

/** Two readings with the same outcome would post the same thing. */
export function outcomeOf(totals: Totals): string {
  const rows = totals.rows.map((row) => `${row.rate}:${row.base.number.value}:${row.amount?.number.value ?? 0n}`).sort();
  return [totals.net, totals.gross, totals.withholding?.amount ?? 0n, ...rows].join("|");
}
