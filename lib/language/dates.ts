/** Which of two small numbers is the day where a date is all digits. */
export type DateOrder = "day-first" | "month-first";

export type PrintedDate = {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  /** Day and month could be swapped. */ readonly ambiguous: boolean;
};

const monthNames: readonly (readonly string[])[] = [
  [
    "enero",
    "ene",
    "gener",
    "gen",
    "xaneiro",
    "xan",
    "urtarrila",
    "urtarrilaren",
    "urtarrilak",
    "january",
    "jan",
    "janvier",
    "janv",
    "januar",
    "janner",
    "gennaio",
    "janeiro",
    "stycznia",
  ],
  [
    "febrero",
    "feb",
    "febrer",
    "febr",
    "febreiro",
    "otsaila",
    "otsailaren",
    "otsailak",
    "february",
    "fevrier",
    "fevr",
    "februar",
    "febbraio",
    "fevereiro",
    "fev",
    "lutego",
  ],
  ["marzo", "mar", "marc", "martxoa", "martxoaren", "martxoak", "march", "mars", "marz", "maerz", "mrz", "marco", "marca"],
  ["abril", "abr", "apirila", "apirilaren", "apirilak", "april", "apr", "avril", "avr", "aprile", "kwietnia"],
  ["mayo", "may", "maig", "maio", "maiatza", "maiatzaren", "maiatzak", "mai", "maggio", "mag", "mei", "maja"],
  ["junio", "jun", "juny", "xuno", "xuño", "ekaina", "ekainaren", "ekainak", "june", "juin", "juni", "giugno", "giu", "junho", "czerwca"],
  [
    "julio",
    "jul",
    "juliol",
    "xullo",
    "uztaila",
    "uztailaren",
    "uztailak",
    "july",
    "juillet",
    "juil",
    "juli",
    "luglio",
    "lug",
    "julho",
    "lipca",
  ],
  ["agosto", "ago", "agost", "abuztua", "abuztuaren", "abuztuak", "august", "aug", "aout", "augustus", "sierpnia"],
  [
    "septiembre",
    "setiembre",
    "sep",
    "sept",
    "set",
    "setembre",
    "setembro",
    "iraila",
    "irailaren",
    "irailak",
    "september",
    "septembre",
    "settembre",
    "wrzesnia",
  ],
  [
    "octubre",
    "oct",
    "outubro",
    "out",
    "urria",
    "urriaren",
    "urriak",
    "october",
    "octobre",
    "oktober",
    "okt",
    "ottobre",
    "ott",
    "pazdziernika",
  ],
  ["noviembre", "nov", "novembre", "novembro", "azaroa", "azaroaren", "azaroak", "november", "listopada"],
  [
    "diciembre",
    "dic",
    "desembre",
    "des",
    "decembro",
    "dec",
    "abendua",
    "abenduaren",
    "abenduak",
    "december",
    "decembre",
    "dezember",
    "dez",
    "dicembre",
    "dezembro",
    "grudnia",
  ],
];
const monthOf = new Map(monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

const name = "([a-z]{3,13})";
/** "Oct 1 - Oct 31": the day after a month's name is that month's, and begins no date. */
const notAfterMonth = `(?<!(?:^|[^a-z])(?:${[...monthOf.keys()].join("|")})\\.? )`;
const year = "((?:19|20)\\d{2}|\\d{2})";
const patterns: readonly { readonly shape: RegExp; readonly read: (m: RegExpExecArray, order: DateOrder) => Found | null }[] = [
  { shape: /(?<![\d/.-])((?:19|20)\d{2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?![\d/]|[.-]\d)/g, read: (m) => found(m[1], m[3], m[4]) },
  { shape: /(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2}|\d{2})(?![\d/]|[.-]\d)/g, read: readDigits },
  {
    shape: new RegExp(
      `(?<![\\d/.,-])${notAfterMonth}(\\d{1,2})(?:\\s?(?:o|er|a|st|nd|rd|th))?[\\s./-]{1,2}(?:de |d'|d’|d |of )?\\s?${name}\\.?[\\s./,-]{1,3}(?:de |del |d'|of )?\\s?${year}(?![\\d/]|[.,-]\\d|,? (?:19|20)\\d{2})`,
      "g",
    ),
    read: (m) => found(m[3], monthNumber(m[2]), m[1]),
  },
  {
    shape: new RegExp(`(?<![a-z])${name}(?:\\.? |[-/])(\\d{1,2})(?:st|nd|rd|th)?(?:,? |[-/])((?:19|20)\\d{2})(?!\\d)`, "g"),
    read: (m) => found(m[3], monthNumber(m[1]), m[2]),
  },
  {
    shape: new RegExp(`(?<!\\d)((?:19|20)\\d{2})(?:ko|eko)?(?:[.,]? |[-/])${name}[ /-](\\d{1,2})(?:a|an)?(?![\\d])`, "g"),
    read: (m) => found(m[1], monthNumber(m[2]), m[3]),
  },
  {
    shape: /(?<![\da-z])(\d{1,2})([a-z]{3,4})((?:19|20)\d{2})(?![\da-z])/g,
    read: (m) => found(m[3], monthNumber(m[2]), m[1]),
  },
];
const compact = /(?<![\d/.-])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d/.-])/g;

type Found = { readonly date: string; readonly ambiguous: boolean };

/**
 * All dates in a text, left to right, without overlaps. Positions count characters of the text.
 * @param text length-preserving lower case without accents (see {@link foldKeepingLength}).
 */
export function findDates(text: string, order: DateOrder, withCompact = false): readonly PrintedDate[] {
  const hits: PrintedDate[] = [];
  for (const { shape, read } of [
    ...patterns,
    ...(withCompact ? [{ shape: compact, read: (m: RegExpExecArray) => found(m[1], m[2], m[3]) }] : []),
  ]) {
    for (const match of text.matchAll(shape)) {
      const hit = read(match as RegExpExecArray, order);
      const end = match.index + match[0].length;
      if (hit && !hits.some((h) => match.index < h.end && h.start < end)) hits.push({ ...hit, start: match.index, end });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

/** Lower case without accents where every character keeps its place. */
export function foldKeepingLength(text: string): string {
  return [...text].map((c) => (c.length === 1 ? (c.normalize("NFD")[0] ?? c).toLowerCase().slice(0, 1) || c : c)).join("");
}

/** Month-first only when some date can be read in no other way and none says the opposite. */
export function voteDateOrder(texts: readonly string[]): DateOrder {
  let monthFirst = 0;
  let dayFirst = 0;
  for (const text of texts) {
    for (const m of text.matchAll(/(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?![\d/.-])/g)) {
      // Nobody who writes the month first parts with dots: "11.14.00" is a time.
      if (Number(m[3]) > 12 && Number(m[1]) <= 12 && m[2] !== ".") monthFirst++;
      if (Number(m[1]) > 12 && Number(m[3]) <= 12) dayFirst++;
    }
  }
  return monthFirst > 0 && dayFirst === 0 ? "month-first" : "day-first";
}

function readDigits(m: RegExpExecArray, order: DateOrder): Found | null {
  const [, first, , second, printedYear] = m;
  const read = order === "day-first" ? found(printedYear, second, first) : found(printedYear, first, second);
  const swapped = order === "day-first" ? found(printedYear, first, second) : found(printedYear, second, first);
  if (!read) return null;
  return { date: read.date, ambiguous: swapped !== null && swapped.date !== read.date };
}

function found(
  printedYear: string | undefined,
  printedMonth: string | number | null | undefined,
  printedDay: string | undefined,
): Found | null {
  const y = Number(printedYear) < 100 ? 2000 + Number(printedYear) : Number(printedYear);
  const m = Number(printedMonth ?? 0);
  const d = Number(printedDay);
  if (!(y >= 1990 && y <= 2099 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m))) return null;
  return { date: `${y}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`, ambiguous: false };
}

function monthNumber(printed: string | undefined): number | null {
  return monthOf.get((printed ?? "").normalize("NFD").replace(/\p{M}/gu, "")) ?? null;
}

function daysInMonth(y: number, m: number): number {
  return m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
}
