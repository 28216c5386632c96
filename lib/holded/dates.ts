import type { PlainDate } from "@/lib/kernel/calendar";

const madrid = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid", year: "numeric", month: "2-digit", day: "2-digit" });

/**
 * The calendar date in Europe/Madrid of anything Holded sends as a date: `2026-10-14`, a date-time without offset (local
 * time, as `approved_at`), one with offset (movements and payments), `14/10/2026` (ledger, projects), seconds since 1970
 * (what comes from the older API). Null when it is none.
 */
export function parseHoldedDate(value: unknown): PlainDate | null {
  const unix = unixInstant(value);
  if (unix !== null) return madrid.format(unix) as PlainDate;
  if (typeof value !== "string") return null;
  const text = value.trim();
  const spanish = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  if (spanish) return existing(`${spanish[3]}-${spanish[2]}-${spanish[1]}`);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const [, date, time, offset] = iso ?? [];
  const day = date === undefined ? null : existing(date);
  if (day === null || time === undefined || offset === undefined) return day;
  const instant = new Date(`${date}T${time}${offset}`);
  return Number.isNaN(instant.getTime()) ? null : (madrid.format(instant) as PlainDate);
}

/** The date if the calendar has it: no 31 of February. */
function existing(date: string): PlainDate | null {
  const instant = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? (date as PlainDate) : null;
}

/**
 * The wall clock in Europe/Madrid of an event, `2026-10-20T10:00:00`, or only the day where no time is written. Events are
 * kept in local time: an offset that stands beside it means nothing (reference 2.4). Null when it is none.
 */
export function parseHoldedLocalTime(value: unknown): string | null {
  const [, date, time, seconds] =
    typeof value === "string"
      ? (/^(\d{4}-\d{2}-\d{2})[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(:[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(value.trim()) ?? [])
      : [];
  if (date === undefined || time === undefined) return parseHoldedDate(value);
  return existing(date) === null ? null : `${date}T${time}${seconds ?? ":00"}`;
}

const firstSecond = Date.UTC(2000, 0, 1) / 1000;
const lastSecond = Date.UTC(2100, 0, 1) / 1000;

/** Whole seconds, as a number or in digits, within this century. 0 is how the older API says that there is no date. */
function unixInstant(value: unknown): Date | null {
  const seconds = typeof value === "string" && /^\d{9,10}$/.test(value.trim()) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < firstSecond || seconds >= lastSecond) return null;
  return new Date(seconds * 1000);
}
