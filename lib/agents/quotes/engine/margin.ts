import { fromCents, multiply, plusPercent, roundAmount, toCents } from "@/lib/kernel/money";
import { divide, fixed, formatCents } from "@/lib/language/decimal";
import { lineNet, type PricedQuantity } from "@/lib/agents/quotes/engine/totals";

type Sold = Pick<PricedQuantity, "quantity" | "price" | "discount"> & { readonly cost: string | null };

/** What is left of a line's net after its cost: euro, and per cent of the net; `percent` is null where nothing is charged. */
export type Margin = { readonly amount: string; readonly percent: string | null };

/** Null: the cost is not known. */
export function marginOf({ cost, ...line }: Sold): Margin | null {
  if (cost === null) return null;
  const net = lineNet(line);
  const amount = fromCents(toCents(net) - toCents(roundAmount(multiply(line.quantity, cost))));
  return { amount, percent: /[1-9]/.test(net) ? formatCents(divide(fixed(amount) * 100n, fixed(net))) : null };
}

/** Whether a line is sold below its cost, or below the margin that the company asks for (per cent of the net; null: none asked). */
export function marginWarning(line: Sold, limit: string | null): "below_cost" | "below_limit" | null {
  const margin = marginOf(line);
  if (!margin) return null;
  // By the unit: on a line of a few cents the rounding would hide it.
  if (fixed(plusPercent(line.price, `-${line.discount}`)) < fixed(line.cost ?? "0")) return "below_cost";
  return limit !== null && margin.percent !== null && fixed(margin.percent) < fixed(limit) ? "below_limit" : null;
}
