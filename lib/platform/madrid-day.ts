/** The instants between which a calendar day lies in Madrid, whose clock changes twice a year. */
export function dayStart(day: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`).getTime();
  // At that moment it is one or two at night in Madrid: the clock changes later, so this offset held at its midnight.
  return new Date(midnight - offsetMs(new Date(midnight - 1)));
}

/** The first instant that is no longer part of the day. */
export function dayEnd(day: string): Date {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return dayStart(next.toISOString().slice(0, 10));
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Madrid",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function offsetMs(at: Date): number {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const shown = Date.UTC(part["year"] ?? 0, (part["month"] ?? 1) - 1, part["day"], part["hour"], part["minute"], part["second"]);
  return shown - Math.floor(at.getTime() / 1000) * 1000;
}
