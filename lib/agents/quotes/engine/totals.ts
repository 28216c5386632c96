import { multiply, plusPercent, roundAmount } from "@/lib/kernel/money";
import { fixed, formatCents, percentOf, roundCents, sum, type Fixed } from "@/lib/language/decimal";
import type { DraftTotals } from "@/lib/agents/quotes/engine/model";

/** A line as it is added up; decimals as text. */
export type PricedQuantity = {
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
  readonly vat: string;
  readonly surcharge: string;
};

/** Quantity × price less the discount (not negative), rounded once, to cents. */
export function lineNet({ quantity, price, discount }: Pick<PricedQuantity, "quantity" | "price" | "discount">): string {
  return roundAmount(plusPercent(multiply(quantity, price), `-${discount}`));
}

/** Nets to the cent; IVA and recargo on the sum of the lines that carry the same rates, each rounded to the cent. */
export function totalsOf(lines: readonly PricedQuantity[]): DraftTotals {
  const byRates = new Map<string, { readonly vat: Fixed; readonly surcharge: Fixed; readonly nets: Fixed[] }>();
  for (const line of lines) {
    const rates = { vat: fixed(line.vat), surcharge: fixed(line.surcharge) };
    const key = `${rates.vat}|${rates.surcharge}`;
    const group = byRates.get(key) ?? { ...rates, nets: [] };
    group.nets.push(fixed(lineNet(line)));
    byRates.set(key, group);
  }
  const groups = [...byRates.values()].map(({ nets, ...rates }) => ({ ...rates, base: sum(nets) }));
  const base = sum(groups.map((group) => group.base));
  const vat = sum(groups.map((group) => roundCents(percentOf(group.base, group.vat))));
  const surcharge = sum(groups.map((group) => roundCents(percentOf(group.base, group.surcharge))));
  return { base: formatCents(base), vat: formatCents(vat), surcharge: formatCents(surcharge), total: formatCents(base + vat + surcharge) };
}
