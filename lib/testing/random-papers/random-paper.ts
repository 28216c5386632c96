import type { ReadDocument } from "@/lib/documents/model";
import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { Chance } from "./chance";
import { randomDeal, type DealKind } from "./deal";
import { printFoot } from "./foot";
import { printHead } from "./head";
import { printLines } from "./line-table";
import { randomManner, type Manner } from "./manner";
import { randomIban, randomParty, type Country } from "./people";
import { Sheet } from "./sheet";
import type { OtherPaper, PaperFacts, Pen } from "./paper-facts";
import { printSums } from "./sums";
import { wording, type Language } from "./wording";

export type RandomPaper = {
  readonly seed: number;
  readonly language: Language;
  readonly facts: PaperFacts;
  readonly document: ReadDocument;
};

/** A paper that nobody designed: language, formats, layout and deal by chance, its truth known. The same seed, the same paper. */
export function randomPaper(seed: number): RandomPaper {
  const chance = new Chance(seed);
  const language = chance.one<Language>(["es", "es", "es", "es", "es", "es", "ca", "ca", "gl", "eu", "en", "en", "fr", "pt", "de", "it"]);
  const currency = language === "en" && chance.is(0.2) ? chance.one(["USD", "GBP"]) : "EUR";
  const manner = randomManner(chance, language, currency);
  const facts = randomFacts(chance, language, manner, currency);
  const sheet = new Sheet();
  const pen: Pen = { sheet, manner, chance, facts };
  const underHead = printHead(pen);
  const underLines = printLines(pen, underHead);
  printFoot(pen, printSums(pen, underLines));
  return { seed, language, facts, document: { reader: "pdf-text", pages: sheet.pages(), notes: [] } };
}

const homes: Readonly<Partial<Record<Language, Country>>> = { fr: "FR", pt: "PT", de: "DE", it: "IT" };

function randomFacts(chance: Chance, language: Language, manner: Manner, currency: string): PaperFacts {
  const country = homes[language] ?? (language === "en" && chance.is(0.3) ? "IE" : "ES");
  const other = chance.is(0.07) ? chance.one<OtherPaper>(["proforma", "quote", "delivery_note", "order", "statement", "reminder"]) : null;
  const form = country === "ES" ? spanishDeal(chance) : foreignDeal(chance, country);
  const isPerson = form.withholding === "15" || form.withholding === "7";
  const deal = randomDeal(chance, form, wording[language].things);
  const issueDate = addDays("2025-03-01" as PlainDate, chance.whole(0, 600));
  const isTicket = form.pricesWithTax === true && chance.is(0.8);
  const paysByDebit = chance.is(0.25);
  return {
    kind: other ?? (form.credit ? "credit_note" : isTicket ? "receipt" : "invoice"),
    number: randomNumber(chance, issueDate),
    issueDate,
    currency,
    dueDate: !isTicket && chance.is(0.6) ? addDays(issueDate, chance.one([0, 15, 30, 45, 60])) : null,
    supplier: randomParty(chance, country, isPerson),
    customer: isTicket && chance.is(0.5) ? null : randomParty(chance, "ES"),
    taxName: form.taxName ?? manner.term("taxName"),
    deal,
    iban: chance.is(0.6) ? randomIban(chance) : null,
    isDebit: paysByDebit,
    corrects: form.credit && chance.is(0.8) ? randomNumber(chance, issueDate) : null,
    exemption: form.exemption === "own" ? manner.term("exempt") : (form.exemption ?? null),
  };
}

type Form = DealKind & { readonly taxName?: string; readonly exemption?: string };

function spanishDeal(chance: Chance): Form {
  return chance.one<Form>([
    ...Array<Form>(8).fill({ rates: ["21"] }),
    ...Array<Form>(2).fill({ rates: ["10"] }),
    ...Array<Form>(2).fill({ rates: ["21", "10"] }),
    { rates: ["4"] },
    { rates: ["21", "10", "4"] },
    { rates: ["21"], globalDiscount: true },
    { rates: ["21"], globalDiscount: true, paid: true },
    { rates: ["21"], credit: true },
    { rates: ["21", "10"], credit: true },
    { rates: ["21"], surcharge: true },
    { rates: ["21", "10"], surcharge: true },
    { rates: ["21"], withholding: "15" },
    { rates: ["21"], withholding: "7" },
    { rates: ["21"], withholding: "19" },
    { rates: ["10"], withholding: "2" },
    { rates: ["21"], withholding: "15", disbursement: true },
    { rates: ["21"], disbursement: true, paid: true },
    { rates: ["21"], paid: true },
    { rates: ["7"], taxName: "IGIC" },
    { rates: ["7", "3"], taxName: "IGIC" },
    { rates: ["4"], taxName: "IPSI" },
    { rates: ["0"], exemption: "own" },
    { rates: ["0"], exemption: "own", withholding: "15" },
    { rates: ["0"], exemption: "Inversión del sujeto pasivo, art. 84.Uno.2º LIVA" },
    { rates: ["21"], pricesWithTax: true },
    { rates: ["10"], pricesWithTax: true },
    { rates: ["21", "10", "4"], pricesWithTax: true },
  ]);
}

function foreignDeal(chance: Chance, country: Country): Form {
  const rates: Readonly<Record<Country, readonly string[]>> = { ES: ["21"], FR: ["20"], PT: ["23"], DE: ["19"], IT: ["22"], IE: ["23"] };
  const reverse = "Reverse charge – Art. 196 Directive 2006/112/EC";
  return chance.one<Form>([
    { rates: rates[country] },
    { rates: rates[country], paid: true },
    { rates: ["0"], exemption: reverse },
    { rates: ["0"], exemption: "own" },
  ]);
}

function randomNumber(chance: Chance, date: string): string {
  const year = date.slice(0, 4);
  const count = String(chance.whole(1, 9_999));
  return chance.one([
    `${chance.word("A|F|FV|FAC|V|2F")}-${count}`, `${year}/${count.padStart(4, "0")}`, `${year.slice(2)}-${count.padStart(5, "0")}`, `${chance.word("A|B|F")}${year.slice(2)}${count.padStart(5, "0")}`,
    `${count.padStart(3, "0")}/${year}`, `${chance.word("FRA|INV|R")}${count.padStart(6, "0")}`, `${chance.whole(100, 999)}${count.padStart(4, "0")}`, `${year}-${chance.word("A|T1|ES")}-${count}`,
  ]); // prettier-ignore
}
