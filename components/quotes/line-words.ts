import { Decimal } from "decimal.js";
import type { QuoteLine } from "@/lib/agents/quotes/model";

/** "caja" → "cajas", "bidón" → "bidones"; a symbol ("kg", "m") stays. As the company's own catalogue is written. */
export function unitFor(unit: string, quantity: string): string {
  const isSymbol = unit.length < 3 || !/[aeiouáéíóú]/i.test(unit) || /s$/i.test(unit);
  if (isSymbol || new Decimal(quantity).eq(1)) return unit;
  if (/[aeiouáéó]$/i.test(unit)) return `${unit}s`;
  const bare = unit.replace(/([áéíóú])(?=[^aeiou]+$)/i, (vowel) => vowel.normalize("NFD").replace(/\p{M}/gu, ""));
  return `${bare.replace(/z$/i, "c")}es`;
}

type LineWarning = "below_cost" | "below_limit" | "short_stock" | "inactive";

/** What a person should see of a line before it goes, from its own figures. */
export function lineWarnings({ item, priced, quantity }: QuoteLine, marginLimit: string | null): readonly LineWarning[] {
  if (item === null) return [];
  const warnings: LineWarning[] = [];
  if (priced !== null && item.cost !== null) {
    const net = new Decimal(priced.price).times(new Decimal(100).sub(priced.discount)).div(100);
    if (net.lt(item.cost)) warnings.push("below_cost");
    else if (marginLimit !== null && net.gt(0) && net.sub(item.cost).div(net).times(100).lt(marginLimit)) warnings.push("below_limit");
  }
  if (item.stock !== null && new Decimal(item.stock).lt(quantity)) warnings.push("short_stock");
  if (!item.isActive) warnings.push("inactive");
  return warnings;
}
