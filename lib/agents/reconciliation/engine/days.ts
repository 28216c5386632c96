const dayMs = 86_400_000;
const known = new Map<string, number>();
const mostKnown = 20_000;

/** Days since 1970-01-01 of a calendar date `yyyy-mm-dd`; remembered, since a ledger has few different dates. */
export function dayOf(date: string): number {
  const before = known.get(date);
  if (before !== undefined) return before;
  const day = Math.round(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs);
  if (known.size < mostKnown) known.set(date, day);
  return day;
}

/** Year and month (1–12) of a day number. */
export function monthOf(day: number): { readonly year: number; readonly month: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}
