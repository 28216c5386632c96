/** A limit of calls in a time of one's own, as Holded may set it beside those of its plans. */
export type CallWindow = { readonly seconds: number; readonly limit: number };

export const windowUnits = ["seconds", "minutes"] as const;
export type WindowUnit = (typeof windowUnits)[number];
const secondsIn: Readonly<Record<WindowUnit, number>> = { seconds: 1, minutes: 60 };

/** Longest time and most calls that can be kept: a day, and what no plan allows in a minute. */
export const mostSeconds = 86_400;
export const mostCalls = 10_000;

type Typed = { readonly limit: string; readonly every: string; readonly unit: WindowUnit };
export type WindowField = "limit" | "every";

/** What was typed, as a window, or the fields that are no whole number within what can be kept. Pure. */
export function readWindow({ limit, every, unit }: Typed): CallWindow | { readonly wrong: readonly WindowField[] } {
  const calls = wholeIn(limit, mostCalls);
  const units = wholeIn(every, mostSeconds / secondsIn[unit]);
  if (calls !== null && units !== null) return { limit: calls, seconds: units * secondsIn[unit] };
  const wrong: readonly (WindowField | false)[] = [calls === null && "limit", units === null && "every"];
  return { wrong: wrong.filter((field) => field !== false) };
}

/** The time in the largest unit that says it without a fraction. */
export function shownTime(seconds: number): { readonly every: number; readonly unit: WindowUnit } {
  return seconds % secondsIn.minutes === 0 ? { every: seconds / secondsIn.minutes, unit: "minutes" } : { every: seconds, unit: "seconds" };
}

/** Dots and spaces only group: "1.000" is a thousand. */
function wholeIn(text: string, most: number): number | null {
  const digits = text.trim().replace(/(?<=\d)[. ](?=\d{3}(\D|$))/g, "");
  if (!/^\d{1,6}$/.test(digits)) return null;
  const value = Number(digits);
  return value >= 1 && value <= most ? value : null;
}
