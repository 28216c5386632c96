import type { Decimal } from "decimal.js";
import { exact, toCent, zero } from "./numbers";

/** A line as it is kept: decimals as strings, so that nothing is lost on the disk. */
export type TotalsLine = {
  readonly type: string | null;
  readonly units: string;
  readonly price: string;
  /** Per cent. */
  readonly discount: string;
  readonly taxes: readonly string[];
  /** Per cent withheld by the line itself; a later addition of the API. */
  readonly retention: string;
  /** Paid in the name of the client: in the total, outside the tax base. */
  readonly supplied: boolean;
};

export type Totals = {
  readonly subtotal: Decimal;
  readonly discount: Decimal;
  readonly tax: Decimal;
  readonly total: Decimal;
  /** Every tax of the document, rounded: they add up to `tax`. */
  readonly taxes: readonly Decimal[];
};

/** units × price × (1 − discount / 100), unrounded. Titles count nothing. */
export function lineNet(line: TotalsLine): Decimal {
  if (line.type === "title") return zero;
  return exact(line.units).times(line.price).times(exact(100).minus(line.discount)).dividedBy(100);
}

/**
 * Totals of a document: taxes of each key on the sum of its line nets after the document's discount, rounded per key as
 * an invoice prints them; withholding is a negative tax. `subtotal − discount + tax = total` holds to the cent.
 * Holded's own rounding is not documented.
 * @param rates per cent of each tax key
 * @param discountPercent of the whole document
 */
export function totalsOf(lines: readonly TotalsLine[], discountPercent: string, rates: ReadonlyMap<string, Decimal>): Totals {
  const share = exact(discountPercent).dividedBy(100);
  const bases = new Map<string, Decimal>();
  const add = (key: string, amount: Decimal): void => void bases.set(key, (bases.get(key) ?? zero).plus(amount));
  let net = zero;
  for (const line of lines) {
    const own = lineNet(line);
    net = net.plus(own);
    if (line.supplied) continue;
    const base = own.times(exact(1).minus(share));
    for (const key of line.taxes) add(key, base.times(rates.get(key) ?? zero).dividedBy(100));
    if (!exact(line.retention).isZero()) add(`retention ${line.retention}`, base.times(line.retention).dividedBy(-100));
  }
  const subtotal = toCent(net);
  const discount = toCent(net.times(share));
  const taxes = [...bases.values()].map(toCent);
  const tax = taxes.reduce((sum, amount) => sum.plus(amount), zero);
  return { subtotal, discount, tax, total: subtotal.minus(discount).plus(tax), taxes };
}
