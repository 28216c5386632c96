import { showAmount } from "@/components/ui/amount-text";

/** "18.204,55 € + 120,00 $": the totals of a mixed selection, as text for a button. */
export function amountList(totals: readonly { readonly amount: string; readonly currency: string }[]): string {
  return totals.map(({ amount, currency }) => amountText(amount, currency)).join(" + ");
}

/** "312,40 €" as plain text; empty when absent. */
export function amountText(amount: string | null, currency: string | null): string {
  const shown = showAmount(amount, currency);
  return shown === null ? "" : `${shown.figures} ${shown.symbol}`.trim();
}
