import type { Page, Word } from "@/lib/documents/model";
import type { Box, Evidence } from "@/lib/kernel/evidence";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { foldText } from "@/lib/language/fold";
import type { InvoicePayload } from "./model";
import type { InvoiceReading } from "./reading";

type Details = Pick<InvoicePayload["supplier"], "email" | "phone" | "address" | "postalCode" | "city">;
type DetailName = keyof Details;
export const detailNames: readonly DetailName[] = ["email", "phone", "address", "postalCode", "city"];
type Phrase = { readonly page: number; readonly box: Box; readonly text: string };

/**
 * A reading with what its paper says of how the supplier is reached: for the contact that may be made of it. Only what
 * stands nearer to the supplier's name or tax id than to the customer's; nothing that decides what is posted.
 */
export function withSupplierDetails(reading: InvoiceReading, pages: readonly Page[]): InvoiceReading {
  const own = reading.evidence.filter(({ path }) => path === "supplier.name" || path === "supplier.taxId");
  const theirs = reading.evidence.filter(({ path }) => path === "customer.name" || path === "customer.taxId");
  const [anchor] = own;
  const page = pages.find(({ number }) => number === anchor?.page);
  if (!page) return reading;
  const near = phrasesOf(page)
    .map((phrase) => ({ phrase, far: nearest(phrase, own), other: nearest(phrase, theirs) }))
    .filter(({ far, other }) => far < page.height * 0.25 && far < other)
    .sort((a, b) => a.far - b.far)
    .map(({ phrase }) => phrase);
  const { taxId } = reading.payload.supplier;
  // A postcode of five digits beside a foreign supplier is likely its customer's.
  const isSpanish = taxId === null || checkTaxId(taxId).country === "ES";
  const found = [emailIn(near), phoneIn(near), ...(isSpanish ? addressIn(near) : [])].filter((one) => one !== null);
  const details: Details = Object.fromEntries(found.map(({ name, value }) => [name, value]));
  const evidence = found.map(({ name, from }): Evidence => ({
    path: `supplier.${name}`,
    page: from.page,
    box: from.box,
    text: from.text.slice(0, 500),
  }));
  return {
    ...reading,
    payload: { ...reading.payload, supplier: { ...reading.payload.supplier, ...details } },
    evidence: [...reading.evidence, ...evidence],
  };
}

type Found = { readonly name: DetailName; readonly value: string; readonly from: Phrase };

function emailIn(phrases: readonly Phrase[]): Found | null {
  return only(phrases, "email", ({ text }) => /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/i.exec(text)?.[0]?.toLowerCase());
}

/** A telephone has its label, or the form of a Spanish one. */
function phoneIn(phrases: readonly Phrase[]): Found | null {
  return only(phrases, "phone", ({ text }) => {
    const labelled = /\b(?:tel(?:efono?|f)?|tlf(?:no)?|tfno|phone|mobil|movil)\b[.:\s]*(\+?[\d][\d\s().-]{7,18}\d)/.exec(
      foldText(text),
    )?.[1];
    const plain = /(?<![\d.,/-])((?:\+34\s?)?[6789]\d{2}(?:[\s.-]?\d{3}){2})(?![\d.,/-])/.exec(text)?.[1];
    return (labelled ?? plain)?.replace(/\s+/g, " ").trim();
  });
}

const postal = /(?<!\d)((?:0[1-9]|[1-4]\d|5[0-2])\d{3})\s*[-–,]?\s+(\p{L}[\p{L}\s.'’/-]{1,60})/u;
const street =
  /^(?:c\/|c\.|calle|av(?:da|enida|\.|inguda)?|pl(?:aza|aca|za|\.)|paseo|passeig|pg\.|ps\.|camino|cami|carretera|ctra|carrer|rua|ronda|travesia|poligono|pol\.|via|urb|rambla|glorieta)(?=[\s./])/;

/** One town, and the street on its line or beside it; where two towns stand there, nobody can say which. */
function addressIn(phrases: readonly Phrase[]): (Found | null)[] {
  const [town, ...others] = phrases.filter(({ text }) => postal.test(text));
  const match = town && others.length === 0 ? postal.exec(town.text) : null;
  if (!town || !match?.[1]) return [];
  const road = phrases.find((phrase) => street.test(foldText(phrase.text.trim())) && isBeside(phrase, town));
  const value = road?.text
    .replace(postal, "")
    .replace(/[\s,]*\([^)]*\)\s*$/u, "")
    .replace(/[\s,·–-]+$/u, "")
    .trim();
  const city = match[2]
    ?.split(/\s{2,}|[·(]|\s[-–]\s|\.\s|\s(?=(?:CIF|NIF|C\.I\.F|N\.I\.F|Tel|Tfno|Tlf|Fax)\b)/u)[0]
    ?.replace(/[\s.,-]+$/u, "")
    .trim();
  return [
    road && value ? { name: "address", value: value.slice(0, 200), from: road } : null,
    { name: "postalCode", value: match[1], from: town },
    // "Santa Cruz de" goes on in the next line.
    city && !/\s(?:de|del|la|las|el|los|d['’])$/iu.test(city) ? { name: "city", value: city.slice(0, 80), from: town } : null,
  ];
}

/** The same phrase, or the line above or below it in the same column. */
function isBeside(a: Phrase, b: Phrase): boolean {
  const height = b.box[3] - b.box[1];
  return Math.abs(middle(a.box) - middle(b.box)) < 2.2 * height && a.box[0] < b.box[2] && b.box[0] < a.box[2];
}

/** What all phrases that say one agree on; nothing where they say several. */
function only(phrases: readonly Phrase[], name: DetailName, read: (phrase: Phrase) => string | undefined): Found | null {
  const said = phrases.flatMap((from) => {
    const value = read(from);
    return value && value.length <= 120 ? [{ name, value: value.slice(0, name === "phone" ? 40 : 120), from }] : [];
  });
  return new Set(said.map(({ value }) => value)).size === 1 ? (said[0] ?? null) : null;
}

function phrasesOf(page: Page): Phrase[] {
  const groups: Word[][] = [];
  for (const word of [...page.words].sort((a, b) => middle(a.box) - middle(b.box) || a.box[0] - b.box[0])) {
    const line = groups.find((words) => continues(words.at(-1), word));
    if (line) line.push(word);
    else groups.push([word]);
  }
  return groups.map((words) => ({
    page: page.number,
    box: [
      words[0]?.box[0] ?? 0,
      Math.min(...words.map(({ box }) => box[1])),
      words.at(-1)?.box[2] ?? 0,
      Math.max(...words.map(({ box }) => box[3])),
    ],
    text: words.map(({ text }) => text).join(" "),
  }));
}

/** The next word of a phrase: on its line, and no farther than type is high. */
function continues(last: Word | undefined, { box }: Word): boolean {
  if (!last) return false;
  const height = last.box[3] - last.box[1];
  const gap = box[0] - last.box[2];
  return Math.abs(middle(box) - middle(last.box)) < height / 2 && gap > -height && gap < 1.1 * height;
}

const middle = (box: Box): number => (box[1] + box[3]) / 2;

/** How far a phrase is from the nearest of some places on its page; Infinity where there is none. */
function nearest({ page, box }: Phrase, places: readonly Evidence[]): number {
  const across = (place: Box) => Math.max(0, box[0] - place[2], place[0] - box[2]);
  // Who somebody is comes first and how to reach them below it: what begins further down counts as twice as far.
  const down = (place: Box) => Math.max(0, box[1] - place[3], 2 * (place[1] - box[3]));
  const far = places.filter((place) => place.page === page).map((place) => Math.hypot(across(place.box), down(place.box)));
  return Math.min(Infinity, ...far);
}
