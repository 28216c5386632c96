import type { Catalogue } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { foldText } from "@/lib/language/fold";

/** A reference as it is compared: separators and case lost. "INF-HDMI 00667" → "infhdmi00667". */
export const plainReference = (text: string): string =>
  (/^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : foldText(text)).replace(/[^a-z0-9]/g, "");

/** Letters as "a", digits as "9": what the references of a company look like. */
export const shapeOf = (text: string): string => plainReference(text).replace(/[a-z]/g, "a").replace(/\d/g, "9");

/** The check digit of an EAN-8, EAN-13 or UPC-A holds. */
export function isEan(text: string): boolean {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return false;
  const sum = [...digits.slice(0, -1)].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

export type FoundReference = { readonly text: string; readonly start: number; readonly end: number; readonly items: readonly number[] };

/** References of the catalogue, or of the customer, that stand in a text; and what only looks like one of ours. */
export function referencesIn(
  text: string,
  catalogue: Catalogue,
  own: Readonly<Record<string, string>>,
): { readonly found: readonly FoundReference[]; readonly unknown: readonly string[] } {
  const table = ownTable(own, catalogue);
  const parts = [...text.matchAll(/[\p{L}\d]+(?:[-./_][\p{L}\d]+)*/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: FoundReference[] = [];
  const unknown: string[] = [];
  let from = 0;
  while (from < parts.length) {
    const hit = longestAt(parts, from, (key) => table.get(key) ?? [...(catalogue.references.get(key) ?? [])]);
    const first = parts[from];
    if (hit && first) {
      const end = parts[hit.to - 1]?.end ?? first.end;
      found.push({ text: text.slice(first.start, end), start: first.start, end, items: hit.items });
      from = hit.to;
      continue;
    }
    const looks = looksLikeOurs(parts, from, catalogue);
    if (looks) unknown.push(looks.text);
    from = looks ? looks.to : from + 1;
  }
  return { found, unknown };
}

function ownTable(own: Readonly<Record<string, string>>, catalogue: Catalogue): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  for (const [text, key] of Object.entries(own)) {
    const index = catalogue.byKey.get(key);
    if (index !== undefined && plainReference(text) !== "") table.set(plainReference(text), [index]);
  }
  return table;
}

type Part = { readonly text: string; readonly start: number; readonly end: number };

function longestAt(
  parts: readonly Part[],
  from: number,
  find: (key: string) => readonly number[] | undefined,
): { items: readonly number[]; to: number } | null {
  for (let to = Math.min(from + 4, parts.length); to > from; to--) {
    const key = plainReference(parts.slice(from, to).map((part) => part.text).join("")); // prettier-ignore
    const items = isPlausible(key) ? find(key) : undefined;
    if (items && items.length > 0) return { items, to };
  }
  return null;
}

/** Short numbers are quantities and sizes before they are references. */
const isPlausible = (key: string): boolean => /\d/.test(key) && (key.length >= 5 || (key.length >= 3 && /[a-z]/.test(key)));

function looksLikeOurs(parts: readonly Part[], from: number, catalogue: Catalogue): { text: string; to: number } | null {
  for (let to = Math.min(from + 3, parts.length); to > from; to--) {
    const text = parts.slice(from, to).map((part) => part.text).join(" "); // prettier-ignore
    const shape = shapeOf(text);
    const longRun = /^9+$/.test(shape) ? shape.length >= 6 : /a/.test(shape) && /9{3}/.test(shape);
    if (longRun && catalogue.referenceShapes.has(shape)) return { text, to };
    if (to === from + 1 && isEan(text) && text.length >= 12) return { text, to };
  }
  return null;
}
