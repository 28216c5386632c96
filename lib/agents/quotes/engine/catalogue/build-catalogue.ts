import { learnAbbreviations, placeOf } from "@/lib/agents/quotes/engine/catalogue/abbreviations";
import { analyse, type Analysis } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { findFamilies, type Draft } from "@/lib/agents/quotes/engine/catalogue/families";
import { meaningsOf } from "@/lib/agents/quotes/engine/catalogue/lexicon";
import { numberKeys } from "@/lib/agents/quotes/engine/catalogue/measures";
import { packOf, type Pack } from "@/lib/agents/quotes/engine/catalogue/pack";
import { plainReference, shapeOf } from "@/lib/agents/quotes/engine/catalogue/references";
import { gramsOf, soundOf } from "@/lib/agents/quotes/engine/catalogue/words";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";
import { foldText } from "@/lib/language/fold";

type Seen = {
  readonly item: CatalogueItem;
  readonly analysis: Analysis;
  readonly pack: Pack | null;
  readonly draft: Draft;
  readonly without: ReadonlySet<string>;
};

/** The index over a company's items, inactive ones too (they are recognised, never sold). 20,000 items take about a second. */
export function buildCatalogue(items: readonly CatalogueItem[]): Catalogue {
  const prefixes = referencePrefixes(items);
  const seen = items.map((item, index) => see(item, prefixes[index] ?? ""));
  const drafts = seen.map((one) => one.draft);
  const abbreviations = learnAbbreviations(drafts);
  const canonical = drafts.map((draft) => {
    const pairs = abbreviations.get(placeOf(draft));
    return { ...draft, terms: draft.terms.map((term) => pairs?.get(term) ?? term) };
  });
  const families = findFamilies(canonical);
  const extra = new Map<number, readonly string[]>();
  const indexed: IndexedItem[] = [];
  families.forEach((family, number) => {
    for (const member of family.members) {
      const one = seen[member];
      const draft = canonical[member];
      if (!one || !draft) continue;
      extra.set(member, [...draft.terms, ...(family.inherited.get(member) ?? [])]);
      const packTrait = one.pack ? `*${one.pack.size}` : "*1";
      const traits = new Set([
        ...draft.terms.filter((term) => !family.heads.has(term)),
        ...draft.figures.filter((figure) => !figure.startsWith("*") && !family.heads.has(figure)),
        packTrait,
      ]);
      indexed[member] = {
        item: one.item,
        numbers: one.analysis.numbers,
        pack: one.pack,
        family: number,
        traits,
        packTrait,
        without: one.without,
      };
    }
  });
  return assemble(indexed, seen, extra);
}

function see(item: CatalogueItem, prefix: string): Seen {
  const { pack, name } = packOf(item);
  const analysis = analyse(name, false);
  const terms = analysis.words
    .filter((word) => !word.code || !analysis.numbers.some((one) => one.start === word.start && one.prefix !== null))
    .map((word) => word.stem);
  const figures = [...groupFigures(analysis), ...analysis.small.map((word) => `=${word}`), ...(pack ? [`*${pack.size}`] : [])];
  const draft = { category: foldText(item.category ?? ""), prefix, capitals: analysis.allCapitals, first: terms[0] ?? "", terms, figures };
  const without = new Set(analysis.words.flatMap((word, at) => (analysis.words[at - 1]?.stem === "sin" ? [word.stem] : [])));
  return { item, analysis, pack, draft, without };
}

/** Numbers as texts, those of one "10x20" together; one that comes twice is two. */
function groupFigures(analysis: Analysis): readonly string[] {
  const groups = new Map<number, string[]>();
  for (const one of analysis.numbers) {
    const text = Number.isNaN(one.size) ? `${one.prefix ?? ""}${one.value}` : `${Number(one.size.toPrecision(6))}${one.unit}`;
    groups.set(one.group, [...(groups.get(one.group) ?? []), text]);
  }
  const seen = new Map<string, number>();
  return [...groups.values()].map((values) => {
    const text = `=${values.join("x")}`;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text}#${times}`;
  });
}

/** The letters that stand before the running number of a reference ("FER-TORN-"), where a catalogue has such kinds. */
function referencePrefixes(items: readonly CatalogueItem[]): readonly string[] {
  const prefixes = items.map((item) => (item.sku ?? "").replace(/\d+\D?$/, "").toLowerCase());
  const isKind = new Set(prefixes).size <= Math.max(3, items.length / 4);
  return prefixes.map((prefix) => (isKind && /[a-z]/.test(prefix) ? prefix : ""));
}

function assemble(indexed: readonly IndexedItem[], seen: readonly Seen[], extra: ReadonlyMap<number, readonly string[]>): Catalogue {
  const terms: string[] = [];
  const termIds = new Map<string, number>();
  const lists: number[][] = [];
  const add = (term: string, item: number): void => {
    let id = termIds.get(term);
    if (id === undefined) {
      id = terms.length;
      termIds.set(term, id);
      terms.push(term);
      lists.push([]);
    }
    const list = lists[id];
    if (list && list.at(-1) !== item) list.push(item);
  };
  const numbers = new Map<string, number[]>();
  const addNumber = (key: string, item: number): void => {
    const list = numbers.get(key);
    if (!list) numbers.set(key, [item]);
    else if (list.at(-1) !== item) list.push(item);
  };
  indexed.forEach((one, index) => {
    const analysis = seen[index]?.analysis;
    if (!analysis) return;
    for (const term of termsOf(one, analysis, extra.get(index) ?? [])) add(term, index);
    for (const number of one.numbers) for (const key of numberKeys(number)) addNumber(key, index);
    if (one.pack) addNumber(`v${one.pack.size}`, index);
  });
  const compact = lists.map((list) => Int32Array.from(list));
  const { references, referenceShapes } = indexReferences(indexed);
  return {
    items: indexed,
    byKey: new Map(indexed.map((one, index) => [one.item.key, index])),
    references,
    referenceShapes,
    terms,
    termIds,
    postings: compact,
    ...indexTerms(terms),
    numberPostings: new Map([...numbers].map(([key, list]) => [key, Int32Array.from(list)])),
    variants: findVariants(indexed),
    known: new Map(),
  };
}

/** Words, learned words, joined codes, meanings, and weaker: category, description and the letters of the reference. */
function termsOf(one: IndexedItem, analysis: Analysis, learned: readonly string[]): readonly string[] {
  const codes = analysis.codes.filter((code) => /\d/.test(code.text) || /[-+.]/.test(one.item.name)).map((code) => code.text);
  const meanings = meaningsOf(analysis).map((meaning) => `#${meaning.id}`);
  const learnedMeanings = meaningsOf({
    ...analysis,
    words: learned.map((stem, at) => ({
      text: stem,
      stem,
      code: false,
      start: at,
      end: at + 1,
      marked: false,
      number: null,
      measures: false,
    })),
    numbers: [],
  }).map((meaning) => `#${meaning.id}`);
  const around = analyse(`${one.item.category ?? ""} ${(one.item.description ?? "").slice(0, 300)} ${one.item.unit ?? ""}`).words.map(
    (word) => `~${word.stem}`,
  );
  const letters = (one.item.sku ?? "").toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return [
    ...analysis.words.map((word) => word.stem),
    ...learned,
    ...codes,
    ...meanings,
    ...learnedMeanings,
    ...around,
    ...letters.map((part) => `~${part}`),
  ];
}

function indexTerms(terms: readonly string[]): Pick<Catalogue, "byGram" | "bySound" | "byHead"> {
  const [byGram, bySound, byHead] = [new Map<string, number[]>(), new Map<string, number[]>(), new Map<string, number[]>()];
  const push = (map: Map<string, number[]>, key: string, id: number): void => {
    const list = map.get(key);
    if (!list) map.set(key, [id]);
    else if (list.at(-1) !== id) list.push(id);
  };
  terms.forEach((term, id) => {
    if (term.startsWith("#")) return;
    const plain = term.replace("~", "");
    if (/\d/.test(plain)) return;
    push(bySound, soundOf(plain), id);
    push(byHead, plain.slice(0, 1), id);
    for (const gram of gramsOf(plain)) push(byGram, gram, id);
  });
  return { byGram, bySound, byHead };
}

function indexReferences(indexed: readonly IndexedItem[]): Pick<Catalogue, "references" | "referenceShapes"> {
  const references = new Map<string, number[]>();
  const referenceShapes = new Set<string>();
  indexed.forEach((one, index) => {
    for (const text of [one.item.sku, one.item.ean]) {
      if (!text) continue;
      const key = plainReference(text);
      if (key !== "") references.set(key, [...(references.get(key) ?? []), index]);
      if (text === one.item.sku) referenceShapes.add(shapeOf(text));
    }
  });
  return { references, referenceShapes };
}

/** Words without which most items that have them are another item of the same family. */
function findVariants(indexed: readonly IndexedItem[]): ReadonlyMap<number, ReadonlySet<string>> {
  const known = new Set(indexed.map((one) => `${one.family}:${[...one.traits].sort().join("|")}`));
  const counts = new Map<string, { family: number; term: string; plain: number; all: number }>();
  for (const one of indexed) {
    const sorted = [...one.traits].sort();
    for (const term of sorted) {
      if (!/^[a-z]/.test(term)) continue;
      const key = `${one.family}:${term}`;
      const count = counts.get(key) ?? { family: one.family, term, plain: 0, all: 0 };
      count.all += 1;
      if (known.has(`${one.family}:${sorted.filter((other) => other !== term).join("|")}`)) count.plain += 1;
      counts.set(key, count);
    }
  }
  const variants = new Map<number, Set<string>>();
  for (const { family, term, plain, all } of counts.values()) {
    if (plain < 2 || plain < all / 2) continue;
    variants.set(family, (variants.get(family) ?? new Set()).add(term));
  }
  return variants;
}
