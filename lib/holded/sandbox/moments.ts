import { parseAbsolute, parseDateTime, toZoned, type ZonedDateTime } from "@internationalized/date";
import { plainDate } from "./check-call";

/** How moments in the body of an event are understood: by the clock of Madrid whatever offset stands there, or as written. */
export type EventDates = "madrid" | "offset";

const madrid = "Europe/Madrid";

/** `2026-10-14T09:00:00+00:00`, as Holded writes most moments. */
export const utcMoment = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, "+00:00");

/** `2026-10-20T10:00:00+02:00`: a moment with the offset that Madrid has on that day. */
export function madridMoment(text: string, reading: EventDates): string {
  const zoned = reading === "madrid" ? onMadridClock(text) : parseAbsolute(instantOf(text).toISOString(), madrid);
  return zoned
    .toString()
    .replace(/\[.*\]$/, "")
    .replace(/\.\d+(?=[+-])/, "");
}

/** The instant of a date-time with an offset; without one it is Madrid's clock. @throws Problem 400 when it is no date-time */
export function instantOf(text: string): Date {
  plainDate(text);
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes("T");
  return hasOffset ? new Date(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")) : onMadridClock(text).toDate();
}

/** The calendar day in Madrid. */
export function madridDay(date: Date): string {
  return parseAbsolute(date.toISOString(), madrid).toString().slice(0, 10);
}

/** @throws Problem 400 when it is no date or date-time */
function onMadridClock(text: string): ZonedDateTime {
  const day = plainDate(text);
  const time = /T(\d{2}:\d{2}(?::\d{2})?)/.exec(text)?.[1] ?? "00:00";
  return toZoned(parseDateTime(`${day}T${time}`), madrid);
}
