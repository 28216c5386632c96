import { shownFigure, shownPercent } from "@/components/quotes/shown-figures";
import type { ToldCondition } from "@/lib/agents/quotes/conditions/table-store";

/** What a condition gives, as it is written here: a price, a percentage, the name of a price list. */
export function shownCondition(kind: ToldCondition["kind"], value: string | null): string {
  if (value === null) return "";
  if (kind === "discount" || kind === "category_discount") return shownPercent(value);
  return kind === "agreed_price" || kind === "quantity_break" ? `${shownFigure(value)}\u00a0€` : value;
}
