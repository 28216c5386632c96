import type { PlacedMeasure } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Pack } from "@/lib/agents/quotes/engine/catalogue/pack";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";

/** An item as the index knows it. */
export type IndexedItem = {
  readonly item: CatalogueItem;
  readonly numbers: readonly PlacedMeasure[];
  readonly pack: Pack | null;
  readonly family: number;
  /** What tells it from the others of its family: terms, numbers and the pack. */
  readonly traits: ReadonlySet<string>;
  /** The pack alone, as a trait. */
  readonly packTrait: string;
  /** Stems that the name says it comes without. */
  readonly without: ReadonlySet<string>;
};

/** Everything that is looked up, made once from the items of a company. */
export type Catalogue = {
  readonly items: readonly IndexedItem[];
  readonly byKey: ReadonlyMap<string, number>;
  /** References with their separators lost → items. */
  readonly references: ReadonlyMap<string, Int32Array>;
  /** Shapes of the company's own references: "aaa-aaaa-99999". */
  readonly referenceShapes: ReadonlySet<string>;
  readonly terms: readonly string[];
  readonly termIds: ReadonlyMap<string, number>;
  /** Items of each term. */
  readonly postings: readonly Int32Array[];
  /** Terms by the pairs of letters they hold, by their sound, by their first three letters. */
  readonly byGram: ReadonlyMap<string, Int32Array>;
  readonly bySound: ReadonlyMap<string, Int32Array>;
  readonly byHead: ReadonlyMap<string, Int32Array>;
  /** Items of each number, by value and by size in its unit. */
  readonly numberPostings: ReadonlyMap<string, Int32Array>;
  /** Words of a family that only tell a variant from the plain product: "eco"; by family. */
  /** Stems of makes and models, as the names write them. */
  readonly properNames: ReadonlySet<string>;
  readonly variants: ReadonlyMap<number, ReadonlySet<string>>;
  /** Similar terms of words already asked for. */
  readonly known: Map<string, readonly TermMatch[]>;
};

/** A term of the catalogue that a word may mean, and how sure that is. */
export type TermMatch = { readonly term: number; readonly sureness: number };
