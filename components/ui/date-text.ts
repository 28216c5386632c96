/** Calendar dates on screen: typed and shown as dd/MM/yyyy, kept as YYYY-MM-DD. */

/** "2026-10-14" → "14/10/2026"; null for an absent or malformed date. */
export function showDate(value: string | null): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(value ?? "");
  return match ? `${match[3]}/${match[2]}/${match[1]}` : null;
}

/** "14/10/26", "14-10-2026", "141026", "14102026" or "2026-10-14" → "2026-10-14"; null when there is no such day. */
export function readDate(typed: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return asIso(iso[1], iso[2], iso[3]);
  const spanish = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  return spanish ? asIso(spanish[3], spanish[2], spanish[1]) : null;
}

function asIso(year = "", month = "", day = ""): string | null {
  const full = year.length === 2 ? `20${year}` : year;
  const iso = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : null;
}
