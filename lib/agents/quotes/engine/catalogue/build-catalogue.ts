import { learnAbbreviations, placeOf } from "@/lib/agents/quotes/engine/catalogue/abbreviations";
import { analyse, type Analysis } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { findFamilies, type Draft } from "@/lib/agents/quotes/engine/catalogue/families";
import { figuresOf, lendUnits } from "@/lib/agents/quotes/engine/catalogue/figures";
import { findVariants } from "@/lib/agents/quotes/engine/catalogue/find-variants";
import { indexReferences, indexTerms, Postings } from "@/lib/agents/quotes/engine/catalogue/indexes";
import { ItemTerms } from "@/lib/agents/quotes/engine/catalogue/item-terms";
import { meaningsOfWords } from "@/lib/agents/quotes/engine/catalogue/lexicon";
import { numberKeys } from "@/lib/agents/quotes/engine/catalogue/measures";
import { packOf, type Pack } from "@/lib/agents/quotes/engine/catalogue/pack";
import { properNames } from "@/lib/agents/quotes/engine/catalogue/proper-names";
import { foldMeasures } from "@/lib/agents/quotes/engine/catalogue/words";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";

type Seen = { readonly item: CatalogueItem; readonly analysis: Analysis; readonly pack: Pack | null };

/** The index over a company's items, inactive ones too (they are recognised, never sold). */
export function buildCatalogue(items: readonly CatalogueItem[]): Catalogue {
  const seen = items.map((item): Seen => {
    const { pack, name } = packOf(item);
    return { item, analysis: analyse(name, false), pack };
  });
  const prefixes = referencePrefixes(items);
  const drafts = inFull(seen.map((one, index) => draftOf(one, prefixes[index] ?? "")));
  const terms = new Postings();
  const numbers = new Postings();
  const reader = new ItemTerms();
  const indexed: IndexedItem[] = [];
  findFamilies(drafts).forEach((family, number) => {
    const members = family.members.flatMap((member) => seen[member] ?? []);
    const measures = lendUnits(members.map((one) => one.analysis.numbers));
    family.members.forEach((member, order) => {
      const [one, draft] = [seen[member], drafts[member]];
      if (!one || !draft) return;
      const own = measures[order] ?? [];
      const packTrait = `*${one.pack?.size ?? "1"}`;
      const figures = figuresOf(own, smallOf(one.analysis));
      const traits = new Set([...draft.terms, ...figures].filter((trait) => !family.heads.has(trait)));
      traits.add(packTrait);
      indexed[member] = {
        item: one.item,
        numbers: own,
        pack: one.pack,
        family: number,
        traits,
        packTrait,
        without: withoutOf(one.analysis),
      };
      const learned = [...draft.terms, ...(family.inherited.get(member) ?? [])];
      for (const term of reader.of(one.item, one.analysis, learned)) terms.add(term, member);
      for (const figure of own) for (const key of numberKeys(figure)) numbers.add(key, member);
      if (one.pack) numbers.add(`v${one.pack.size}`, member);
    });
  });
  return {
    items: indexed,
    byKey: new Map(indexed.map((one, index) => [one.item.key, index])),
    ...indexReferences(indexed),
    terms: terms.names,
    termIds: terms.ids,
    postings: terms.compact(),
    ...indexTerms(terms.names),
    numberPostings: new Map(numbers.names.map((name, id) => [name, numbers.list(id)])),
    properNames: properNames(items.map((item) => item.name)),
    variants: findVariants(indexed),
    known: new Map(),
  };
}

function draftOf({ item, analysis, pack }: Seen, prefix: string): Draft {
  const prefixed = new Set(analysis.numbers.filter((one) => one.prefix !== null).map((one) => one.start));
  const terms = analysis.words.filter((word) => !word.code || !prefixed.has(word.start)).map((word) => word.stem);
  const figures = [...figuresOf(analysis.numbers, smallOf(analysis)), `*${pack?.size ?? "1"}`];
  return { category: foldMeasures(item.category ?? ""), prefix, capitals: analysis.allCapitals, first: terms[0] ?? "", terms, figures };
}

/** Small words, and words that come again: "MALETIN PORT 14 PORT" is not all of "MALETIN PORT 14 TUCANO". */
function smallOf({ small, words }: Analysis): readonly string[] {
  const again = words.filter((word, at) => words.findIndex((other) => other.stem === word.stem) < at);
  return again.length === 0 ? small : [...small, ...again.map((word) => word.stem)];
}

/** Short words as the words they stand for. */
function inFull(drafts: readonly Draft[]): readonly Draft[] {
  const abbreviations = learnAbbreviations(drafts);
  return drafts.map((draft) => {
    const pairs = abbreviations.get(placeOf(draft));
    return pairs?.size ? { ...draft, terms: draft.terms.map((term) => pairs.get(term) ?? term) } : draft;
  });
}

/** Stems, and what they mean, that the name says the item comes without. */
function withoutOf({ words }: Analysis): ReadonlySet<string> {
  const stems = words.flatMap((word, at) => (words[at - 1]?.stem === "sin" ? [word.stem] : []));
  return stems.length === 0 ? nothing : new Set([...stems, ...meaningsOfWords(stems).map((id) => `#${id}`)]);
}

const nothing: ReadonlySet<string> = new Set();

/** The letters that stand before the running number of a reference ("FER-TORN-"), where a catalogue has such kinds. */
function referencePrefixes(items: readonly CatalogueItem[]): readonly string[] {
  const prefixes = items.map((item) => (item.sku ?? "").replace(/\d+\D?$/, "").toLowerCase());
  const isKind = new Set(prefixes).size <= Math.max(3, items.length / 4);
  return prefixes.map((prefix) => (isKind && /[a-z]/.test(prefix) ? prefix : ""));
}
