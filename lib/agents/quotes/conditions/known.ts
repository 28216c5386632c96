import type { CatalogueItem, Customer } from "@/lib/agents/quotes/engine/model";
import { foldText } from "@/lib/language/fold";

type Named = { readonly id: string; readonly name: string };
type Look = (text: string) => readonly Named[];

/** What the words of a table are looked up in; more than one answer: the words do not tell which. */
export type Known = {
  /** By tax id, e-mail and name. */
  readonly contacts: Look;
  /** By our code and EAN. */
  readonly items: Look;
  /** By name. */
  readonly lists: Look;
  readonly categories: Look;
};

type Sources = {
  readonly customers: readonly Pick<Customer, "id" | "name" | "tradeName" | "taxId" | "emails">[];
  readonly items: readonly Pick<CatalogueItem, "key" | "name" | "sku" | "ean" | "category">[];
  readonly lists: readonly Named[];
};

/** Pure. */
export function knownNames({ customers, items, lists }: Sources): Known {
  const categories = [...new Set(items.flatMap(({ category }) => category ?? []))];
  return {
    contacts: index(customers, (one) => [taxKey(one.taxId), ...one.emails.map(wordKey), wordKey(one.name), wordKey(one.tradeName)], taxKey),
    items: index(
      items.map(({ key, ...one }) => ({ ...one, id: key })),
      (one) => [codeKey(one.sku), codeKey(one.ean)],
      codeKey,
    ),
    lists: index(lists, (one) => [wordKey(one.name)]),
    categories: index(
      categories.map((name) => ({ id: name, name })),
      (one) => [wordKey(one.name)],
    ),
  };
}

/** What is looked for is tried as words, and as a code where things have one. */
function index<T extends Named>(
  all: readonly T[],
  keysOf: (one: T) => readonly string[],
  asCode: (text: string) => string = wordKey,
): Look {
  const found = new Map<string, Map<string, Named>>();
  for (const one of all)
    for (const key of keysOf(one)) {
      if (key === "") continue;
      const same = found.get(key) ?? new Map<string, Named>();
      found.set(key, same.set(one.id, { id: one.id, name: one.name }));
    }
  return (text) => [...(found.get(wordKey(text)) ?? found.get(asCode(text)) ?? new Map<string, Named>()).values()];
}

/** "Bar Nadal, S.L." and "BAR NADAL SL" are one; an e-mail stays as it is. */
const wordKey = (text: string | null): string => {
  const folded = foldText(text ?? "").trim();
  return folded.includes("@") ? folded : folded.replace(/\./gu, "").match(/[a-z0-9]+/gu)?.join(" ") ?? ""; // prettier-ignore
};

const codeKey = (text: string | null): string =>
  `code ${(text ?? "").normalize("NFKC").replace(/\s+/gu, "").toLowerCase()}`.replace(/^code $/u, "");

/** "ES B-47.703.525" is B47703525. */
const taxKey = (text: string | null): string =>
  `tax ${(text ?? "")
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, "")
    .replace(/^ES(?=[A-Z0-9]{9}$)/u, "")}`.replace(/^tax $/u, "");
