import { formatFixed, roundCents, type Fixed } from "@/lib/language/decimal";
import type { Chance } from "./chance";
import { wording, type Language, type Term } from "./wording";

/** How one program prints: its words, and the form of its numbers, dates and amounts. Steady over a paper. */
export type Manner = {
  readonly language: Language;
  readonly size: number;
  readonly term: (term: Term) => string;
  readonly label: (term: Term) => string;
  readonly date: (plain: string) => string;
  /** An amount in the body of the paper. */
  readonly amount: (value: Fixed) => string;
  /** An amount with its currency, as totals carry it. */
  readonly money: (value: Fixed) => string;
  readonly number: (value: Fixed) => string;
  readonly percent: (value: Fixed) => string;
};

const texts: ReadonlySet<Term> = new Set<Term>(["things", "thanks", "exempt", "months", "included"]);

/** @param code "EUR" or another currency. */
export function randomManner(chance: Chance, language: Language, code: string): Manner {
  const chosen = new Map<Term, string>();
  const inCapitals = chance.is(0.2);
  const term = (name: Term) => {
    const drawn = chosen.get(name) ?? chance.word(wording[language][name]);
    const known = inCapitals && !texts.has(name) ? drawn.toUpperCase().replace("Nº", "Nº") : drawn;
    chosen.set(name, known);
    return known;
  };
  const [group, mark] = chance.one(language === "en" ? [[",", "."], [",", "."], ["", "."], [".", ","]] : [[".", ","], [".", ","], ["", ","], [language === "fr" ? " " : ".", ","]]) as [string, string]; // prettier-ignore
  const colon = chance.word(":|:||");
  const currency = code === "EUR" ? chance.word(" €| €|€| EUR") : ` ${code}`;
  const behind = chance.is(0.1);
  const everywhere = chance.is(0.4);
  const percentGap = chance.word("| ");
  const percentDecimals = chance.is(0.25);
  const print = (value: Fixed, least: number) => {
    const [whole = "0", fraction = ""] = formatFixed(value).replace("-", "").split(".");
    const decimals = fraction.padEnd(least, "0");
    const size = `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${decimals ? mark + decimals : ""}`;
    return value >= 0n ? size : behind ? `${size}-` : `-${size}`;
  };
  const amount = (value: Fixed) => print(roundCents(value), 2);
  const dateForm = chance.word(language === "en" ? "dd/mm/yyyy|words|words|yyyy-mm-dd" : language === "de" ? "dd.mm.yyyy|dd.mm.yyyy|words" : "dd/mm/yyyy|dd/mm/yyyy|dd-mm-yyyy|dd.mm.yyyy|dd/mm/yy|words|yyyy-mm-dd"); // prettier-ignore
  return {
    language,
    size: chance.one([8, 9, 9, 10]),
    term,
    label: (name) => `${term(name)}${colon}`,
    date: (plain) => printDate(plain, dateForm, language),
    amount: (value) => (everywhere ? amount(value) + currency : amount(value)),
    money: (value) => amount(value) + currency,
    number: (value) => print(value, 0),
    percent: (value) => `${print(value, percentDecimals ? 2 : 0)}${percentGap}%`,
  };
}

function printDate(plain: string, form: string, language: Language): string {
  const [year = "", month = "", day = ""] = plain.split("-");
  if (form === "words") return inWords(Number(day), wording[language].months.split("|")[Number(month) - 1] ?? "", year, language);
  return form.replace("dd", day).replace("mm", month).replace("yyyy", year).replace("yy", year.slice(2));
}

function inWords(day: number, month: string, year: string, language: Language): string {
  switch (language) {
    case "es":
    case "gl":
    case "pt":
      return `${day} de ${month} de ${year}`;
    case "ca":
      return /^[aou]/.test(month) ? `${day} d'${month} de ${year}` : `${day} de ${month} de ${year}`;
    case "eu":
      return `${year}ko ${month}ren ${day}a`;
    case "de":
      return `${day}. ${month} ${year}`;
    case "en":
      return `${month} ${day}, ${year}`;
    case "fr":
    case "it":
      return `${day} ${month} ${year}`;
  }
}
