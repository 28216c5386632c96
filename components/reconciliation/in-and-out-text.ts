import { amountText } from "@/components/review/amount-list";
import type { InAndOut } from "@/lib/agents/reconciliation/list-view";

/** "+48.203,10 € −12.000,00 €": what comes in and what goes out, one after the other. */
export function inAndOutText(totals: readonly InAndOut[]): string {
  const parts = totals.flatMap(({ currency, moneyIn, moneyOut }) => [
    ...(moneyIn === "0.00" ? [] : [`+${amountText(moneyIn, currency)}`]),
    ...(moneyOut === "0.00" ? [] : [amountText(moneyOut, currency)]),
  ]);
  return parts.length === 0 ? amountText("0.00", "EUR") : parts.join(" ");
}
