import { Decimal } from "decimal.js";

type Totals = { readonly subtotal: string; readonly discount: string | null; readonly tax: string; readonly total: string };
type Line = { readonly units: string | null; readonly price: string | null; readonly discount: string | null };
type Lines = { readonly subtotal: string; readonly discount: string | null; readonly lines: readonly Line[] };

/** Whether the totals agree, with the discount still to be taken off or already gone. */
export function addsUp({ subtotal, discount, tax, total }: Totals): boolean {
  const gross = new Decimal(subtotal).plus(tax).minus(total);
  return gross.isZero() || (discount !== null && gross.equals(discount));
}

/** Whether the lines make the subtotal, up to a cent each. */
export function linesAddUp({ subtotal, discount, lines }: Lines): boolean {
  const sum = lines.reduce((total, line) => {
    const net = new Decimal(line.units ?? 1).times(line.price ?? 0);
    return total.plus(net.times(new Decimal(100).minus(line.discount ?? 0)).div(100));
  }, new Decimal(0));
  const gap = sum.minus(subtotal);
  const within = (off: Decimal) => off.abs().lessThanOrEqualTo(0.01 * (lines.length + 1));
  return within(gap) || within(gap.minus(discount ?? 0));
}
