import type { Catalogue, IndexedItem } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { plainReference, shapeOf } from "@/lib/agents/quotes/engine/catalogue/references";
import { gramsOf, soundOf } from "@/lib/agents/quotes/engine/catalogue/words";

/** Names numbered as they come, each with the items that have it. */
export class Postings {
  readonly names: string[] = [];
  readonly ids = new Map<string, number>();
  private readonly lists: number[][] = [];

  add(name: string, item: number): void {
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.names.length;
      this.ids.set(name, id);
      this.names.push(name);
      this.lists.push([]);
    }
    const list = this.lists[id];
    if (list && list[list.length - 1] !== item) list.push(item);
  }

  list(id: number): Int32Array {
    return Int32Array.from(this.lists[id] ?? []);
  }

  compact(): readonly Int32Array[] {
    return this.lists.map((list) => Int32Array.from(list));
  }
}

export function indexTerms(terms: readonly string[]): Pick<Catalogue, "byGram" | "bySound" | "byHead"> {
  const [byGram, bySound, byHead] = [new Postings(), new Postings(), new Postings()];
  terms.forEach((term, id) => {
    const plain = term.replace("~", "");
    if (term.startsWith("#") || /\d/.test(plain)) return;
    bySound.add(soundOf(plain), id);
    byHead.add(plain.slice(0, 1), id);
    for (const gram of gramsOf(plain)) byGram.add(gram, id);
  });
  return { byGram: asMap(byGram), bySound: asMap(bySound), byHead: asMap(byHead) };
}

const asMap = (postings: Postings): ReadonlyMap<string, Int32Array> => new Map(postings.names.map((name, id) => [name, postings.list(id)]));

export function indexReferences(indexed: readonly IndexedItem[]): Pick<Catalogue, "references" | "referenceShapes"> {
  const postings = new Postings();
  const referenceShapes = new Set<string>();
  indexed.forEach((one, index) => {
    const { sku, ean } = one.item;
    if (sku) {
      const key = plainReference(sku);
      if (key !== "") postings.add(key, index);
      referenceShapes.add(shapeOf(sku));
    }
    if (ean) postings.add(plainReference(ean), index);
  });
  return { references: asMap(postings), referenceShapes };
}
