import { type Fixed, absolute, cents, percentOf, roundCents } from "@/lib/language/decimal";
import type { Labelled } from "./tax-rows";
import type { RowSet } from "./tax-sets";
import { type Context, distinctValues } from "./totals-context";

export type Deduction = { readonly rate: Fixed; readonly base: Fixed; readonly amount: Fixed; readonly printed: Labelled };

export type Other = { readonly kind: "disbursement" | "paid" | "guarantee"; readonly amount: Labelled; readonly signed: Fixed };

/** Printed retention amounts that are their rate of the net total, of one base, or of a printed amount. */
export function withholdingsFor(set: RowSet, context: Context): (Deduction | null)[] {
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
export function otherParts(context: Context, gross: Fixed): (readonly Other[])[] {
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
