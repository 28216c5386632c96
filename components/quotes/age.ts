export type Age = { readonly unit: "now" | "minutes" | "hours" | "days"; readonly count: number };

/** How long ago an instant was, in the largest whole unit. */
export function ageOf(since: string, nowMs: number): Age {
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(since)) / 60_000));
  if (minutes < 1) return { unit: "now", count: 0 };
  if (minutes < 60) return { unit: "minutes", count: minutes };
  if (minutes < 48 * 60) return { unit: "hours", count: Math.floor(minutes / 60) };
  return { unit: "days", count: Math.floor(minutes / (24 * 60)) };
}
