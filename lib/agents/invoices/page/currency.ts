import type { Candidates } from "./candidates";

export type CurrencyReading = { readonly code: string; readonly printed: boolean };

/** Currency at the totals first, then the commonest mark; euro is only assumed where nothing says otherwise. */
export function findCurrency(candidates: Candidates, texts: readonly string[], near: readonly string[]): CurrencyReading {
  const marks = near.filter((code) => code !== "");
  const counts = new Map<string, number>();
  for (const number of candidates.numbers) if (number.currency) counts.set(number.currency, (counts.get(number.currency) ?? 0) + 1);
  for (const code of marks) counts.set(code, (counts.get(code) ?? 0) + 5);
  const named = texts.join(" ").match(/\b(?:EUR|USD|GBP|CHF|PLN|MXN|MYR|SEK|DKK|NOK|CAD|AUD|JPY)\b|€|\beuros?\b/giu) ?? [];
  for (const name of named) {
    const code = /^(?:€|euros?|eur)$/iu.test(name) ? "EUR" : name.toUpperCase();
    counts.set(code, (counts.get(code) ?? 0) + 0.5);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best ? { code: best[0], printed: true } : { code: "EUR", printed: false };
}
