import type { Clock } from "@/lib/kernel/clock";

/** A day of the calendar without a zone: "2026-10-14". Compares and sorts as text. */
export type PlainDate = string & { readonly __brand: "PlainDate" };

/** Which number comes first in "03/05/2026". Spanish documents print the day. */
export type DateOrder = "dmy" | "mdy";

/**
 * Reads one printed date: ISO, numbers with / - or ., or words in the languages of suppliers. Two-digit years are 20xx.
 * An order that cannot be (month 14) gives way to the other. Null when the text is not one date of the calendar.
 */
export function parsePlainDate(text: string, options: { readonly order?: DateOrder } = {}): PlainDate | null {
  const clean = text.normalize("NFKC").trim();
  const numbers = readNumbers(clean);
  if (!numbers) return readWords(clean);
  if (numbers.yearFirst) return plainDate(numbers.year, numbers.first, numbers.second);
  const dmy = plainDate(numbers.year, numbers.second, numbers.first);
  const mdy = plainDate(numbers.year, numbers.first, numbers.second);
  return options.order === "mdy" ? (mdy ?? dmy) : (dmy ?? mdy);
}

/** Whether the text is a date that another order of day and month would read as another day. */
export function isAmbiguousDate(text: string): boolean {
  const numbers = readNumbers(text.normalize("NFKC").trim());
  return Boolean(numbers && !numbers.yearFirst && numbers.first !== numbers.second && numbers.first <= 12 && numbers.second <= 12);
}

/** The day in Spain at this moment. */
export function todayInMadrid(clock: Clock): PlainDate {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: "Europe/Madrid",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(clock());
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const today = plainDate(part("year"), part("month"), part("day"));
  if (!today) throw new Error("the clock gave no date");
  return today;
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return ofEpochDay(epochDay(date) + days);
}

/** Days from one date to the other; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return epochDay(to) - epochDay(from);
}

const dayMs = 86_400_000;

const epochDay = (date: PlainDate) => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
const ofEpochDay = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10) as PlainDate;

function plainDate(year: number, month: number, day: number): PlainDate | null {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day ? (date.toISOString().slice(0, 10) as PlainDate) : null;
}

type Numbers = { readonly yearFirst: boolean; readonly year: number; readonly first: number; readonly second: number };

function readNumbers(text: string): Numbers | null {
  const iso = /^(\d{4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?:[T ]+\d{1,2}:\d{2}.*)?$/u.exec(text);
  if (iso) return { yearFirst: true, year: Number(iso[1]), first: Number(iso[3]), second: Number(iso[4]) };
  const other = /^(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?:[T ,]+\d{1,2}:\d{2}.*)?$/u.exec(text);
  return other ? { yearFirst: false, year: fullYear(other[4] ?? ""), first: Number(other[1]), second: Number(other[3]) } : null;
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

/** "14 de octubre de 2026", "October 14th, 2026", "2026ko urriaren 14a", "14-oct-26", "martes, 14 oct. 2026". */
function readWords(text: string): PlainDate | null {
  if (text.length > 60) return null;
  const tokens = (fold(text).match(/\d+|[a-z]+/gu) ?? []).filter((token) => !noise.has(token));
  const months = tokens.map((token) => monthOf(token));
  const at = months.findIndex((month) => month !== null);
  const month = months[at];
  if (tokens.length !== 3 || month === null || month === undefined || months.some((m, i) => i !== at && m !== null)) return null;
  const [a = "", b = ""] = tokens.filter((_, i) => i !== at);
  if (!/^\d+$/u.test(a) || !/^\d+$/u.test(b)) return null;
  const [year, day] = a.length === 4 ? [a, b] : [b, a];
  if (year.length === 3 || year.length === 1 || day.length > 2) return null;
  return plainDate(fullYear(year), month, Number(day));
}

const fold = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/gu, "ss");

const noise = new Set(
  (
    "de del d of the le den der el em a o e st nd rd th er ko eko ren dia day fecha " +
    "lunes martes miercoles jueves viernes sabado domingo dilluns dimarts dimecres dijous divendres dissabte diumenge " +
    "luns mercores xoves venres monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi " +
    "samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag segunda terca quarta quinta sexta feira " +
    "lunedi martedi mercoledi giovedi venerdi sabato domenica"
  ).split(" "),
);

/** Spanish, Catalan, Galician, Basque, French, German, Italian, Portuguese, English, Dutch; accents folded. */
const monthNames: readonly (readonly string[])[] = [
  "enero gener xaneiro urtarrila janvier januar janner gennaio janeiro january januari",
  "febrero febrer febreiro otsaila fevrier februar feber febbraio fevereiro february februari",
  "marzo marc marco martxoa mars march marz maerz maart",
  "abril apirila avril april aprile",
  "mayo maig maio maiatza mai may maggio mei",
  "junio juny xuno ekaina juin juni giugno junho june",
  "julio juliol xullo uztaila juillet juli luglio julho july",
  "agosto agost abuztua aout august augustus",
  "septiembre setiembre setembre setembro iraila septembre september settembre",
  "octubre outubro urria octobre oktober october ottobre",
  "noviembre novembre novembro azaroa november",
  "diciembre desembre decembro abendua decembre dezember december dicembre dezembro",
].map((names) => names.split(" "));

/** By full name, or by a beginning of at least three letters that fits one month only. */
function monthOf(word: string): number | null {
  const stem = word.replace(/(?:aren|ren)$/u, "");
  if (stem.length < 3) return null;
  const exact = monthNames.findIndex((names) => names.includes(word));
  if (exact >= 0) return exact + 1;
  const fitting = monthNames.flatMap((names, at) => (names.some((name) => name.startsWith(stem)) ? [at + 1] : []));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
