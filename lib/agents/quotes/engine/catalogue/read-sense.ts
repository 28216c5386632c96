import { analyse, type Analysis, type PlacedMeasure, type Word } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { intendedStem, meaningsOf, meaningsOfWords } from "@/lib/agents/quotes/engine/catalogue/lexicon";
import { numberKeys, unitOf } from "@/lib/agents/quotes/engine/catalogue/measures";
import { isContainer } from "@/lib/agents/quotes/engine/catalogue/pack";
import { longerCodes, similarTerms } from "@/lib/agents/quotes/engine/catalogue/similar-terms";
import { stemWord } from "@/lib/agents/quotes/engine/catalogue/words";
import { foldText } from "@/lib/language/fold";

/** Something said that an item has to explain. */
export type Token = {
  readonly text: string;
  readonly word: Word | null;
  readonly number: PlacedMeasure | null;
  readonly start: number;
  readonly end: number;
  /** Containers, names of measures, "con", "normal": an item need not say them. */
  readonly optional: boolean;
  /** How much it tells: rare words more than common ones. */
  readonly weight: number;
  /** The catalogue knows the word somewhere. */
  readonly isKnown: boolean;
  /** Its stem and what it means by itself. */
  readonly names: readonly string[];
  /** A phrase or a code of several parts explains it too. */
  readonly covered: boolean;
};

/** The tokens of a text and, for each, how well every item explains it. */
export type Sense = { readonly tokens: readonly Token[]; readonly grids: readonly Float32Array[]; readonly terms: ReadonlySet<string> };

const surely = 0.6;
/** What synonyms and translations of general speech are worth. */
const byMeaning = 0.9;

/** Words that ask for the usual and say nothing else. */
const usual = new Set(
  "normal corriente corrent estandar standard tipico tipic habitual usual regular clasico classic sencillo senzill".split(" "),
);

class Place {
  readonly grid: Float32Array;
  count = 0;
  isKnown = false;
  covered = false;

  constructor(
    readonly word: Word | null,
    readonly number: PlacedMeasure | null,
    readonly start: number,
    readonly end: number,
    readonly text: string,
    size: number,
  ) {
    this.grid = new Float32Array(size);
  }

  raise(items: Int32Array | undefined, sureness: number): void {
    if (!items) return;
    for (const item of items) {
      const before = this.grid[item] ?? 0;
      if (before >= sureness) continue;
      this.grid[item] = sureness;
      if (before < surely && sureness >= surely) this.count += 1;
    }
  }
}

export function readSense(catalogue: Catalogue, text: string): Sense {
  const analysis = analyse(text);
  const terms = new Set<string>();
  const places = [...wordPlaces(catalogue, analysis, terms), ...numberPlaces(catalogue, analysis)];
  const cover = (start: number, end: number, items: Int32Array | undefined, sureness: number): void => {
    for (const place of places) {
      if (place.start < start || place.end > end) continue;
      place.raise(items, sureness);
      place.covered = true;
      place.isKnown = true;
    }
  };
  for (const meaning of meaningsOf(asIntended(analysis, places))) {
    const id = catalogue.termIds.get(`#${meaning.id}`);
    if (id !== undefined) cover(meaning.start, meaning.end, catalogue.postings[id], byMeaning);
  }
  coverCodes(catalogue, analysis.codes, cover);
  const tokens = places.map((place): Token => {
    const { word, number, start, end, isKnown, covered } = place;
    const optional = isOptional(word);
    const names = word ? [word.stem, ...meaningsOfWords([word.stem]).map((id) => `#${id}`)] : [];
    const rarity = Math.log(1 + catalogue.items.length / (place.count + 1)) + 0.5;
    return { text: place.text, word, number, start, end, isKnown, covered, names, optional, weight: optional ? rarity * 0.15 : rarity };
  });
  return { tokens, grids: places.map((place) => place.grid), terms };
}

/** Words that the catalogue has not, as the words of general speech that they are with one slip. */
function asIntended(analysis: Analysis, places: readonly Place[]): Analysis {
  const words = analysis.words.map((word, at) => {
    const intended = places[at]?.isKnown || word.marked || word.code ? null : intendedStem(word.stem);
    return intended === null ? word : { ...word, stem: intended };
  });
  return { ...analysis, words };
}

function wordPlaces(catalogue: Catalogue, analysis: Analysis, terms: Set<string>): Place[] {
  const size = catalogue.items.length;
  const inCodes = new Map(analysis.numbers.map((one) => [one.start, one]));
  return analysis.words.map((word) => {
    const said = word.number ? { ...word.number, start: word.start, end: word.end } : null;
    // "5W30" is no five of something; the number of "T46" is one.
    const inside = word.code && !/^\d+[a-z]+\d/.test(word.text) ? (inCodes.get(word.start) ?? null) : said;
    const place = new Place(word, inside, word.start, word.end, word.text, size);
    for (const { term, sureness } of similarTerms(catalogue, word)) {
      if (sureness >= surely) terms.add((catalogue.terms[term] ?? "").replace("~", ""));
      if (sureness >= 0.85) place.isKnown = true;
      const isBeside = catalogue.terms[term]?.startsWith("~") ?? false;
      if (!isBeside || !isContainer(word.text)) place.raise(catalogue.postings[term], sureness);
    }
    if (place.number) for (const key of numberKeys(place.number)) place.raise(catalogue.numberPostings.get(key), 0.8);
    if (word.code && !catalogue.termIds.has(word.stem)) raiseParted(catalogue, place, word.text);
    return place;
  });
}

/** "iso10", "cu2939" where the catalogue writes "ISO 10", "CU 2939": a code that it does not have is a word and what follows it. */
function raiseParted(catalogue: Catalogue, place: Place, code: string): void {
  const [, letters] = /^([a-z]+)\d[a-z0-9/]*$/.exec(code) ?? [];
  const term = letters === undefined ? undefined : catalogue.termIds.get(stemWord(letters));
  if (term === undefined) return;
  const written = new RegExp(`(?<![a-z0-9])${[...code.replace(/[^a-z0-9]/g, "")].join("[^a-z0-9]*")}(?![a-z0-9])`);
  const having = catalogue.postings[term]?.filter((index) => written.test(foldText(catalogue.items[index]?.item.name ?? "")));
  if (!having || having.length === 0) return;
  place.raise(having, byMeaning);
  // It is that code, and no other number beside the same word.
  place.isKnown = true;
}

function numberPlaces(catalogue: Catalogue, analysis: Analysis): Place[] {
  const codes = new Set(analysis.words.filter((word) => word.code).map((word) => word.start));
  const hard = analysis.numbers.filter((one) => !codes.has(one.start));
  return hard.map((number) => {
    const place = new Place(null, number, number.start, number.end, number.value, catalogue.items.length);
    for (const key of numberKeys(number)) place.raise(catalogue.numberPostings.get(key), 0.85);
    const glued = analysis.codes.find((code) => code.start <= number.start && code.end >= number.end)?.text ?? "";
    if (/^\d{2,}[a-z]{1,2}$/.test(glued)) {
      for (const { term } of longerCodes(catalogue, glued)) place.raise(catalogue.postings[term], byMeaning);
      place.covered = true;
    }
    raiseRoman(catalogue, place, number);
    place.isKnown = true;
    return place;
  });
}

const romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/** "Golf 7" where the catalogue writes "Golf VII". */
function raiseRoman(catalogue: Catalogue, place: Place, number: PlacedMeasure): void {
  const roman = number.unit === null ? romans[Number(number.value) - 1] : undefined;
  const term = roman === undefined || roman.length < 2 ? undefined : catalogue.termIds.get(roman);
  if (term === undefined) return;
  place.raise(catalogue.postings[term], byMeaning);
  place.covered = true;
}

/** "GU 10" and "MLT D111S" are the codes GU10 and MLT-D111S. */
function coverCodes(
  catalogue: Catalogue,
  codes: Analysis["codes"],
  cover: (start: number, end: number, items: Int32Array | undefined, sureness: number) => void,
): void {
  codes.forEach((first, from) => {
    let joined = "";
    for (const part of codes.slice(from, from + 3)) {
      joined += part.text;
      if (joined.length < 3 || isMeasure(joined)) continue;
      const id = catalogue.termIds.get(joined);
      if (id !== undefined) cover(first.start, part.end, catalogue.postings[id], 1);
    }
  });
}

/** "16gb" is a measure, not a code. */
function isMeasure(joined: string): boolean {
  const letters = /^\d+(\D*)$/.exec(joined)?.[1];
  return letters === "" || (letters !== undefined && unitOf(letters) !== null);
}

function isOptional(word: Word | null): boolean {
  if (word === null) return false;
  return (
    word.measures ||
    word.text.length < 2 ||
    word.stem === "con" ||
    usual.has(word.text) ||
    isContainer(word.text) ||
    word.number?.value === "1"
  );
}
