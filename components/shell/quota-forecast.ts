/** Calls at the end of the month if every day is like the ones so far; `today` counts as a whole day. */
export function forecastOf(used: number, today: string): number {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Math.round((used / day) * days);
}
