import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { rankItems } from "@/lib/agents/quotes/engine/catalogue/rank-items";
import { plainReference } from "@/lib/agents/quotes/engine/catalogue/references";
import type { CatalogueItem } from "@/lib/agents/quotes/engine/model";

/** Active items for what somebody types, best first: references by their beginning, names by words, beginnings and slips. */
export function searchCatalogue(catalogue: Catalogue, text: string, limit: number): readonly CatalogueItem[] {
  const found = new Map<string, CatalogueItem>();
  const add = (item: CatalogueItem | undefined): void => {
    if (item?.active && found.size < limit) found.set(item.key, item);
  };
  for (const index of referencesStartingWith(catalogue, plainReference(text), limit)) add(catalogue.items[index]?.item);
  for (const one of rankItems(catalogue, text).ranked) {
    if (found.size >= limit) break;
    add(catalogue.items[one.index]?.item);
  }
  return [...found.values()];
}

function referencesStartingWith(catalogue: Catalogue, start: string, limit: number): readonly number[] {
  if (start.length < 3 || !/\d/.test(start)) return [];
  const found: number[] = [];
  for (const [reference, items] of catalogue.references) {
    if (reference.startsWith(start)) found.push(...items);
    if (found.length >= limit) break;
  }
  return found;
}
