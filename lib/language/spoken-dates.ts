import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { nearWords } from "@/lib/language/near-word";
import { findDates, foldKeepingLength } from "@/lib/language/dates";

export type SpokenDate = {
  readonly date: PlainDate;
  readonly start: number;
  readonly end: number;
  /** `day`: that day; `week`, `month`: a stretch of time, and `date` is its last working day. */
  readonly precision: "day" | "week" | "month";
};

const months = [
  "enero|ene|gener|gen|january|jan",
  "febrero|feb|febrer|febr|february",
  "marzo|mar|marc|march",
  "abril|abr|april|apr",
  "mayo|maig|may",
  "junio|jun|juny|june",
  "julio|jul|juliol|july",
  "agosto|ago|agost|august|aug",
  "septiembre|setiembre|sept|sep|setembre|set|september",
  "octubre|oct|october",
  "noviembre|nov|novembre|november",
  "diciembre|dic|desembre|des|december|dec",
];
const weekdays = [
  "domingo|diumenge|sunday|sun",
  "lunes|dilluns|monday|mon",
  "martes|dimarts|tuesday|tue|tues",
  "miercoles|dimecres|wednesday|wed",
  "jueves|dijous|thursday|thu|thurs",
  "viernes|divendres|friday|fri",
  "sabado|dissabte|saturday|sat",
];
const month = `(${months.join("|")})`;
const weekday = `(${weekdays.join("|")})`;
const day = "([0-3]?\\d)";
const dayWord = "(uno|un|primero|primer|dos|dues|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidos|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve|treinta|treinta y uno)"; // prettier-ignore
const dayWords = dayWord.slice(1, -1).split("|").filter((word) => !/^(?:un|primer|dues|primero)$/.test(word)); // prettier-ignore
const apart = "(?<![\\p{L}\\d/.,-])";
const ends = "(?![\\p{L}\\d])";
const nextWord = "(?:que viene|proximo|proxima|siguiente|que ve|vinent|seguent|entrante|next)";
const nextFirst = "(?:proximo|proxima|siguiente|proper|propera|seguent|next)";

type Found = Pick<SpokenDate, "date" | "precision"> | null;
type Pattern = { readonly shape: RegExp; readonly read: (m: RegExpExecArray, from: PlainDate) => Found };
const pattern = (source: string, read: Pattern["read"]): Pattern => ({ shape: new RegExp(apart + source + ends, "gu"), read });

const patterns: readonly Pattern[] = [
  pattern(`${day}(?:st|nd|rd|th|ro|do|er|r|o|º|ª)?[\\s/-]?(?:de |d['’] ?|del |of )?[\\s-]?${month}(?:\\.?,? (?:de |del |of )?((?:19|20)\\d{2}))?`, (m, from) => onDay(from, monthOf(m[2]), Number(m[1]), m[3])),
  pattern(`${month}\\.? (?:the )?${day}(?:st|nd|rd|th)?(?:,? ((?:19|20)\\d{2}))?`, (m, from) => onDay(from, monthOf(m[1]), Number(m[2]), m[3])),
  pattern(`${dayWord} de ${month}(?: de(?:l)? ((?:19|20)\\d{2}))?`, (m, from) => onDay(from, monthOf(m[2]), dayOfWord(m[1]), m[3])),
  pattern(`${day}[/-](0?[1-9]|1[0-2])(?![/.-]\\d)`, (m, from) => onDay(from, Number(m[2]), Number(m[1]), undefined)),
  pattern("(?:pasado manana|dema passat|passat dema|the day after tomorrow|day after tomorrow)", (_, from) => exactly(addDays(from, 2))),
  pattern("(?<!(?:la|las|por la|de la|esta|cada|tots|les) )(?:manana|dema|tomorrow)(?! (?:por|al) )", (_, from) => exactly(addDays(from, 1))),
  pattern("(?:hoy mismo|hoy|avui|today)", (_, from) => exactly(from)),
  pattern(`(?:${weekday} )?(?:de |of )?(?:la |el |the )?(?:semana ${nextWord}|setmana ${nextWord}|${nextFirst} (?:semana|setmana|week))`, (m, from) => (m[1] ? exactly(addDays(monday(from), 6 + (indexOf(weekdays, m[1]) || 7))) : stretch(addDays(monday(from), 11), "week"))),
  pattern(`(?:(?:el |this |aquest |este |proximo |proxim |proper |next )*)${weekday}(?: (?:dia )?${day}(?! ?(?:h|:)))?(?: (?:que viene|que ve|proximo|vinent))?`, (m, from) => onWeekday(from, m[1], m[2])),
  pattern("(?:(?:a )?finales? de (?:este )?mes|(?:a )?(?:fin|final|finals) (?:de|del|d['’]aquest) mes|end of (?:the )?month|fin de mes)", (_, from) => stretch(lastDay(from), "month")),
  pattern(`(?:a )?(?:finales|fin|final|finals|end) (?:de |d['’]|of )${month}`, (m, from) => endOfMonth(from, monthOf(m[1]))),
  pattern("(?:(?:a )?(?:finales|fin|final) de (?:esta )?semana|(?:a )?finals? de setmana|end of (?:the )?week)", (_, from) => stretch(addDays(monday(from), 4), "week")),
  pattern("(?:en|dentro de|d['’]aqui a|in|within) (\\d{1,2}|un|una|dos|dues|tres|two|three|a) (dias?|dies|days?|semanas?|setmanes|setmana|weeks?)", (m, from) => after(from, m[1], m[2])),
  pattern("(?:el |the )?(?:dia |day )?" + day + "(?:th|st|nd|rd)? (?:de este|del proximo|d['’]aquest|del) mes(?: que viene)?", (m, from) => onDayOfMonth(from, Number(m[1]), /proximo|que viene/.test(m[0]))),
  pattern("(?:el )?(?:proximo dia|dia siguiente|dia seguent|next day)", (_, from) => exactly(addDays(from, 1))),
  pattern(`(?:para|per|by|antes|abans|before|on) (?:el |al |del |the )+${day}(?:th|st|nd|rd)?(?= ?(?:[.,;!?)\\n]|$|si |por |a |como |o |por favor))`, (m, from) => onDayOfMonth(from, Number(m[1]), false)),
  pattern("(?:el |al )?dia " + day, (m, from) => onDayOfMonth(from, Number(m[1]), false)),
]; // prettier-ignore

/**
 * Days that a text names, seen from a day: "el jueves", "per dissabte", "May 6", "26 d'abril", "29/05/2026", "pasado mañana",
 * "la semana que viene", "a finales de mes". A weekday is the next one after `from`; a day without a year the next that comes.
 * What is past ("la semana pasada", "last Monday") is not said. Left to right, without overlaps.
 */
export function findSpokenDates(text: string, from: PlainDate): readonly SpokenDate[] {
  const found: SpokenDate[] = [];
  for (let at = 0; at < text.length;) {
    const end = blockEnd(text, at);
    for (const date of findInBlock(text.slice(at, end), from)) found.push({ ...date, start: date.start + at, end: date.end + at });
    at = end;
  }
  return found;
}

/** Overlaps are looked for among all days of a block: a long text is read in blocks of lines. */
function blockEnd(text: string, at: number): number {
  if (text.length - at <= 4000) return text.length;
  const line = text.indexOf("\n", at + 3000);
  return line < 0 || line > at + 4000 ? at + 4000 : line + 1;
}

function findInBlock(text: string, from: PlainDate): readonly SpokenDate[] {
  const folded = foldKeepingLength(text);
  const hits: SpokenDate[] = findDates(folded, "day-first").map((hit) => ({
    date: hit.date as PlainDate,
    start: hit.start,
    end: hit.end,
    precision: "day" as const,
  }));
  for (const { shape, read } of patterns)
    for (const match of folded.matchAll(shape)) {
      const end = match.index + match[0].length;
      if (hits.some((hit) => match.index < hit.end && hit.start < end) || isPast(folded, match.index, end)) continue;
      const found = read(match as RegExpExecArray, from);
      if (found) hits.push({ ...found, start: match.index, end });
    }
  for (const { word, start, end } of misspelled(folded)) {
    if (hits.some((hit) => start < hit.end && hit.start < end)) continue;
    const found = onWeekday(from, word, undefined);
    if (found) hits.push({ ...found, start, end });
  }
  return hits.sort((a, b) => a.start - b.start);
}

const nearWeekdays = nearWords(
  weekdays.flatMap((names) => names.split("|").filter((name) => name.length > 4)).map((name) => [name, name] as const),
  6,
);

/** "para el sbado", "per dvendres": a weekday with a slip, where a word that leads to a day stands before it. */
function* misspelled(folded: string): Iterable<{ readonly word: string; readonly start: number; readonly end: number }> {
  for (const match of folded.matchAll(/(?<![\p{L}])((?:para|per|el|este|aquest|by|on|before|for|next|del) )([a-z]{5,10})(?![\p{L}])/gu)) {
    const word = nearWeekdays.find(match[2] ?? "");
    const start = match.index + (match[1]?.length ?? 0);
    if (word) yield { word, start, end: start + (match[2]?.length ?? 0) };
  }
}

const isPast = (folded: string, start: number, end: number): boolean =>
  /(?:pasad[oa]|passa(?:t|da)|ultim[oa]?|darrer|last|previous|anterior) $/.test(folded.slice(Math.max(0, start - 12), start)) ||
  /^ (?:pasad[oa]|passa(?:t|da)|anterior|past)(?![\p{L}])/u.test(folded.slice(end, end + 12));

const exactly = (date: PlainDate): Found => ({ date, precision: "day" });
const stretch = (date: PlainDate, precision: "week" | "month"): Found => ({ date, precision });
const weekdayOf = (date: PlainDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();
const monday = (date: PlainDate): PlainDate => addDays(date, -((weekdayOf(date) + 6) % 7));
const indexOf = (names: readonly string[], said: string | undefined): number =>
  names.findIndex((list) => list.split("|").includes(said ?? ""));
const monthOf = (said: string | undefined): number => indexOf(months, said) + 1;
const dayOfWord = (said: string | undefined): number => (/^(?:un|primero?)$/.test(said ?? "") ? 1 : said === "dues" ? 2 : dayWords.indexOf(said ?? "") + 1); // prettier-ignore

function dateOf(year: number, at: number, dayOfMonth: number): PlainDate | null {
  const date = new Date(Date.UTC(year, at - 1, dayOfMonth));
  return at >= 1 && at <= 12 && date.getUTCDate() === dayOfMonth ? (date.toISOString().slice(0, 10) as PlainDate) : null;
}

function onDay(from: PlainDate, at: number, dayOfMonth: number, year: string | undefined): Found {
  const base = Number(year ?? from.slice(0, 4));
  const date = dateOf(base, at, dayOfMonth);
  if (date && (year || date >= from)) return exactly(date);
  const later = dateOf(base + 1, at, dayOfMonth);
  return later && !year ? exactly(later) : null;
}

function onWeekday(from: PlainDate, name: string | undefined, dayOfMonth: string | undefined): Found {
  const ahead = (indexOf(weekdays, name) - weekdayOf(from) + 7) % 7 || 7;
  const next = addDays(from, ahead);
  if (!dayOfMonth) return exactly(next);
  return onDayOfMonth(from, Number(dayOfMonth), false) ?? exactly(next);
}

function onDayOfMonth(from: PlainDate, dayOfMonth: number, next: boolean): Found {
  const [year = 0, at = 0] = from.split("-").map(Number);
  for (let ahead = next ? 1 : 0; ahead < 4; ahead++) {
    const date = dateOf(year + Math.floor((at - 1 + ahead) / 12), ((at - 1 + ahead) % 12) + 1, dayOfMonth);
    if (date && date >= from) return exactly(date);
  }
  return null;
}

function lastDay(from: PlainDate): PlainDate {
  const [year = 0, at = 0] = from.split("-").map(Number);
  return new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10) as PlainDate;
}

function endOfMonth(from: PlainDate, at: number): Found {
  const first = onDay(from, at, 1, undefined) ?? null;
  const same = Number(from.slice(5, 7)) === at;
  return same ? stretch(lastDay(from), "month") : first ? stretch(lastDay(first.date), "month") : null;
}

function after(from: PlainDate, count: string | undefined, unit: string | undefined): Found {
  const words: Readonly<Record<string, number>> = { un: 1, una: 1, a: 1, dos: 2, dues: 2, two: 2, tres: 3, three: 3 };
  const number = words[count ?? ""] ?? Number(count);
  return exactly(addDays(from, /^(?:sem|setm|week)/.test(unit ?? "") ? number * 7 : number));
}
