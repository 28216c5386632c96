import { analyse, type PlacedMeasure, type Word } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { meaningsOf } from "@/lib/agents/quotes/engine/catalogue/lexicon";
import { agreement, numberKeys, type Measure } from "@/lib/agents/quotes/engine/catalogue/measures";
import { isContainer } from "@/lib/agents/quotes/engine/catalogue/pack";
import { similarTerms } from "@/lib/agents/quotes/engine/catalogue/similar-terms";

/** Something said that an item has to explain. */
export type Token = {
  readonly text: string;
  readonly word: Word | null;
  readonly number: PlacedMeasure | null;
  readonly start: number;
  readonly end: number;
  /** Containers, names of measures, "con": nothing is lost when the item does not say them. */
  readonly optional: boolean;
  /** How much it tells: rare words more than common ones. */
  readonly weight: number;
  /** The catalogue knows the word somewhere. */
  readonly isKnown: boolean;
};

export type Ranked = {
  readonly index: number;
  /** Sureness by token. */
  readonly sureness: readonly number[];
  /** Tokens that need an explanation and have none. */
  readonly missing: readonly number[];
  /** Share of what was said, by weight, that the item explains. */
  readonly share: number;
  /** What is doubtful about the tokens that are explained. */
  readonly loss: number;
};

export type Ranking = { readonly tokens: readonly Token[]; readonly terms: ReadonlySet<string>; readonly ranked: readonly Ranked[] };

const lookedAt = 400;
/** Below this a word does not explain another. */
const enough = 0.6;

/** Items that the words of a request may mean, those that explain most first. */
export function rankItems(catalogue: Catalogue, text: string): Ranking {
  const sense = readSense(catalogue, text);
  const { tokens, grids } = sense;
  const totals = new Float32Array(catalogue.items.length);
  grids.forEach((grid, at) => {
    const weight = tokens[at]?.weight ?? 0;
    for (let item = 0; item < totals.length; item++) totals[item] = (totals[item] ?? 0) + weight * (grid[item] ?? 0);
  });
  const ranked = topOf(totals, lookedAt).map((index) => explain(catalogue, index, sense));
  return { tokens, terms: sense.terms, ranked: ranked.sort((a, b) => b.share - a.share || a.loss - b.loss || a.index - b.index) };
}

type Sense = { readonly tokens: readonly Token[]; readonly grids: readonly Float32Array[]; readonly terms: ReadonlySet<string> };

/** The tokens of a text and, for each, how well every item explains it. */
function readSense(catalogue: Catalogue, text: string): Sense {
  const analysis = analyse(text);
  const size = catalogue.items.length;
  const soft = new Map(
    analysis.words
      .filter((word) => word.code)
      .map((word) => [word.start, analysis.numbers.find((one) => one.start === word.start) ?? null]),
  );
  const hard = analysis.numbers.filter((one) => !soft.has(one.start));
  const terms = new Set<string>();
  const grids: Float32Array[] = [];
  const places: { word: Word | null; number: PlacedMeasure | null; start: number; end: number; text: string; isKnown: boolean }[] = [];
  for (const word of analysis.words) {
    const grid = new Float32Array(size);
    const matches = similarTerms(catalogue, word);
    for (const { term, sureness } of matches) {
      const felt = word.marked && word.start > 0 && isOtherWord(word, catalogue.terms[term] ?? "") ? 0 : sureness;
      if (felt >= enough) terms.add((catalogue.terms[term] ?? "").replace("~", ""));
      raise(grid, catalogue.postings[term], felt);
    }
    const number = soft.get(word.start) ?? (word.number ? { ...word.number, start: word.start, end: word.end } : null);
    if (number) for (const key of numberKeys(number)) raise(grid, catalogue.numberPostings.get(key), 0.8);
    grids.push(grid);
    places.push({
      word,
      number,
      start: word.start,
      end: word.end,
      text: word.text,
      isKnown: matches.some((match) => match.sureness >= 0.85),
    });
  }
  for (const number of hard) {
    const grid = new Float32Array(size);
    for (const key of numberKeys(number)) raise(grid, catalogue.numberPostings.get(key), 0.9);
    grids.push(grid);
    places.push({ word: null, number, start: number.start, end: number.end, text: number.value, isKnown: true });
  }
  const cover = (start: number, end: number, items: Int32Array | undefined, sureness: number): void => {
    places.forEach((place, at) => {
      const grid = grids[at];
      if (grid && place.start >= start && place.end <= end) raise(grid, items, sureness);
    });
  };
  for (const meaning of meaningsOf(analysis)) {
    const id = catalogue.termIds.get(`#${meaning.id}`);
    if (id !== undefined) cover(meaning.start, meaning.end, catalogue.postings[id], 0.9);
  }
  coverCodes(catalogue, analysis.codes, cover);
  const tokens = places.map((place, at) => ({
    ...place,
    optional: isOptional(place.word),
    weight: weigh(place.word, grids[at] ?? new Float32Array(0)),
  }));
  return { tokens, grids, terms };
}

/** "Acer" written as a name is not "acero". */
const isOtherWord = (word: Word, term: string): boolean =>
  term === word.stem && word.text !== term && word.text !== `${term}s` && word.text.length <= 5 && false;

function raise(grid: Float32Array, items: Int32Array | undefined, sureness: number): void {
  if (items) for (const item of items) if ((grid[item] ?? 0) < sureness) grid[item] = sureness;
}

/** "GU 10" and "MLT D111S" are the codes GU10 and MLT-D111S. */
function coverCodes(
  catalogue: Catalogue,
  codes: readonly { text: string; start: number; end: number }[],
  cover: (start: number, end: number, items: Int32Array | undefined, sureness: number) => void,
): void {
  codes.forEach((first, from) => {
    let joined = "";
    for (const part of codes.slice(from, from + 3)) {
      joined += part.text;
      if (joined.length < 3) continue;
      const id = catalogue.termIds.get(joined);
      if (id !== undefined) cover(first.start, part.end, catalogue.postings[id], 1);
    }
  });
}

const isOptional = (word: Word | null): boolean => word !== null && (word.measures || word.stem === "con" || isContainer(word.text));

function weigh(word: Word | null, grid: Float32Array): number {
  let count = 0;
  for (const sureness of grid) if (sureness >= enough) count += 1;
  const rarity = Math.log(1 + grid.length / (count + 1)) + 0.5;
  return isOptional(word) ? rarity * 0.15 : rarity;
}

/** Indexes of the highest totals, best first. */
function topOf(totals: Float32Array, count: number): number[] {
  const above = [...totals.keys()].filter((index) => (totals[index] ?? 0) > 0.3);
  const better = (a: number, b: number): number => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b;
  return above.sort(better).slice(0, count);
}

function explain(catalogue: Catalogue, index: number, { tokens, grids }: Sense): Ranked {
  const item = catalogue.items[index];
  const sureness = grids.map((grid) => grid[index] ?? 0);
  if (item) assignNumbers(item, tokens, sureness);
  tokens.forEach((token, at) => {
    const said = tokens[at - 1]?.word?.stem;
    if (item && token.word && item.without.has(token.word.stem) && said !== "sin") sureness[at] = 0;
  });
  const missing = tokens.flatMap((token, at) => (!token.optional && (sureness[at] ?? 0) < enough ? [at] : []));
  const all = tokens.reduce((sum, token) => sum + token.weight, 0) || 1;
  const share = tokens.reduce((sum, token, at) => sum + token.weight * ((sureness[at] ?? 0) < enough ? 0 : (sureness[at] ?? 0)), 0) / all;
  const loss = tokens.reduce((sum, token, at) => sum + (token.optional || (sureness[at] ?? 0) < enough ? 0 : 1 - (sureness[at] ?? 0)), 0);
  return { index, sureness, missing, share, loss };
}

/** Gives every said number one of the item's, each once; the order within "10x20" holds. */
function assignNumbers(item: IndexedItem, tokens: readonly Token[], sureness: number[]): void {
  const asked = tokens.flatMap((token, at) =>
    token.number && (token.word === null || (sureness[at] ?? 0) <= 0.8) ? [{ at, number: token.number, soft: token.word !== null }] : [],
  );
  if (asked.length === 0) return;
  const has: Measure[] = [...item.numbers];
  const best = assign(asked.map((one) => one.number), has); // prettier-ignore
  asked.forEach((one, order) => {
    const given = best[order] ?? 0;
    const fallback = given === 0 ? packAgreement(one.number, item) : given;
    sureness[one.at] = fallback;
  });
}

function packAgreement(number: Measure, item: IndexedItem): number {
  if (!item.pack || item.pack.size !== number.value) return 0;
  return number.unit === null || number.unit === item.pack.of || item.pack.of === null ? 0.85 : 0;
}

/** The assignment with the most agreement; numbers of one group keep their order. */
function assign(asked: readonly Measure[], has: readonly Measure[]): readonly number[] {
  let best: readonly number[] = asked.map(() => 0);
  let bestSum = -1;
  const place = (order: number, used: ReadonlyMap<number, number>, given: readonly number[], sum: number): void => {
    if (order === asked.length) {
      if (sum > bestSum) [best, bestSum] = [given, sum];
      return;
    }
    const said = asked[order];
    if (!said) return;
    has.forEach((own, position) => {
      const agreed = used.has(position) ? 0 : agreement(said, own);
      if (agreed === 0 || isOutOfOrder(asked, has, used, order, position)) return;
      place(order + 1, new Map(used).set(position, order), [...given, agreed], sum + agreed);
    });
    place(order + 1, used, [...given, 0], sum);
  };
  place(0, new Map(), [], 0);
  return best;
}

function isOutOfOrder(
  asked: readonly Measure[],
  has: readonly Measure[],
  used: ReadonlyMap<number, number>,
  order: number,
  position: number,
): boolean {
  return [...used].some(([other, otherOrder]) => {
    const sameGroups = asked[order]?.group === asked[otherOrder]?.group && has[position]?.group === has[other]?.group;
    return sameGroups && otherOrder < order && other > position;
  });
}
