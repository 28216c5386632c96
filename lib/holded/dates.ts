import type { PlainDate } from "@/lib/kernel/calendar";

const madrid = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Madrid", year: "numeric", month: "2-digit", day: "2-digit" });

/**
 * The calendar date in Europe/Madrid of anything Holded sends as a date: `2026-10-14`, a date-time without offset (local
 * time, as `approved_at`), one with offset (movements and payments), `14/10/2026` (ledger, projects). Null when it is none.
 */
export function parseHoldedDate(value: unknown): PlainDate | null {
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
