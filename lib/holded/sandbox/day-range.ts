import { plainDate } from "./check-call";
import type { Call } from "./handler";

/** Two days, both included; null leaves a side open. */
export type DayRange = { readonly from: string | null; readonly to: string | null };

/** The days that `start_date` and `end_date` of a list name. @throws Problem 400 in Holded's words */
export function dayRangeOf(call: Call): DayRange {
  const { start_date, end_date } = call.query;
  return {
    from: typeof start_date === "string" ? plainDate(start_date) : null,
    to: typeof end_date === "string" ? plainDate(end_date) : null,
  };
}

export const isOpen = ({ from, to }: DayRange): boolean => from === null && to === null;

export function isWithin({ from, to }: DayRange, day: string): boolean {
  return (from === null || day >= from) && (to === null || day <= to);
}
