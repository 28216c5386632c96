import { CalendarDateTime, parseAbsolute, toCalendarDate, toZoned, type CalendarDate } from "@internationalized/date";

const zone = "Europe/Madrid";

export type SnoozeChoice = { readonly name: "afternoon" | "tomorrow" | "monday" | "week"; /** ISO instant. */ readonly until: string };

/** Moments that an office means: this afternoon (16:00), tomorrow, Monday and in a week at 9:00, by Madrid's clock. */
export function snoozeChoices(now: Date): readonly SnoozeChoice[] {
  const moment = parseAbsolute(now.toISOString(), zone);
  const today = toCalendarDate(moment);
  const tomorrow = today.add({ days: 1 });
  const daysToMonday = (8 - weekday(today)) % 7 || 7;
  const choices: SnoozeChoice[] = [];
  if (moment.hour < 15) choices.push({ name: "afternoon", until: instant(today, 16) });
  choices.push({ name: "tomorrow", until: instant(tomorrow, 9) });
  if (daysToMonday > 1) choices.push({ name: "monday", until: instant(today.add({ days: daysToMonday }), 9) });
  choices.push({ name: "week", until: instant(today.add({ weeks: 1 }), 9) });
  return choices;
}

/** Nine in the morning of a chosen day ("2026-11-30"). */
export function snoozeUntilDay(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return toZoned(new CalendarDateTime(year, month, date, 9), zone).toAbsoluteString();
}

function instant(day: CalendarDate, hour: number): string {
  return toZoned(new CalendarDateTime(day.year, day.month, day.day, hour), zone).toAbsoluteString();
}

/** 1 for Monday … 7 for Sunday. */
function weekday(day: CalendarDate): number {
  const sundayFirst = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
  return sundayFirst === 0 ? 7 : sundayFirst;
}
