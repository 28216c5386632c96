import type { Word } from "@/lib/agents/quotes/engine/catalogue/analyse";
import type { Catalogue, TermMatch } from "@/lib/agents/quotes/engine/catalogue/catalogue";
import { abbreviates, allowedSlips, editDistance, gramsOf, soundOf } from "@/lib/agents/quotes/engine/catalogue/words";

const rememberAtMost = 5000;

/** Terms of the catalogue that a word may mean: itself, its sound, a shortening of it, or it with slips. Best first is not promised. */
export function similarTerms(catalogue: Catalogue, word: Word): readonly TermMatch[] {
  const key = `${word.text}${word.marked ? "!" : ""}`;
  const known = catalogue.known.get(key);
  if (known) return known;
  const found = search(catalogue, word);
  if (catalogue.known.size >= rememberAtMost) catalogue.known.clear();
  catalogue.known.set(key, found);
  return found;
}

function search(catalogue: Catalogue, word: Word): readonly TermMatch[] {
  const best = new Map<number, number>();
  const add = (id: number | undefined, sureness: number): void => {
    if (id !== undefined && sureness > (best.get(id) ?? 0)) best.set(id, sureness);
  };
  const own = catalogue.termIds.get(word.stem);
  add(own, 1);
  add(catalogue.termIds.get(`~${word.stem}`), 0.75);
  if (!word.code && !/\d/.test(word.stem)) {
    // A word that the catalogue has means itself: "XL" is not "XXL", which sounds the same.
    if (own === undefined) for (const id of catalogue.bySound.get(soundOf(word.stem)) ?? []) add(id, discount(catalogue, id, 0.93));
    addShortenings(catalogue, word, own !== undefined, add);
    if (own === undefined) addSlips(catalogue, word, add);
  }
  if (word.code) for (const { term, sureness } of longerCodes(catalogue, word.text)) add(term, sureness);
  return [...best].map(([term, sureness]) => ({ term, sureness }));
}

/** Words beside the name (category, letters of the reference) say less. */
const discount = (catalogue: Catalogue, id: number, sureness: number): number =>
  catalogue.terms[id]?.startsWith("~") ? sureness * 0.75 : sureness;

/** "59X" of "CF259X": people say the end of a long code. Looked for only where the code itself is none of the catalogue. */
export function longerCodes(catalogue: Catalogue, code: string): readonly TermMatch[] {
  if (code.length < 3 || catalogue.termIds.has(code)) return [];
  const key = `-${code}`;
  const known = catalogue.known.get(key);
  if (known) return known;
  const isLonger = (term: string): boolean =>
    term.length >= Math.max(5, code.length + 1) && term.endsWith(code) && /\d/.test(term) && /[a-z]/.test(term);
  const found = catalogue.terms.flatMap((text, term) => (isLonger(text) ? [{ term, sureness: 0.8 }] : []));
  catalogue.known.set(key, found);
  return found;
}

function addShortenings(catalogue: Catalogue, word: Word, isKnown: boolean, add: (id: number, sureness: number) => void): void {
  for (const id of catalogue.byHead.get(word.stem.slice(0, 1)) ?? []) {
    const term = (catalogue.terms[id] ?? "").replace("~", "");
    const shortened = abbreviates(term, word.stem) ?? (isKnown ? null : abbreviates(word.stem, term));
    if (shortened === null) continue;
    const shorter = Math.min(term.length, word.stem.length);
    add(id, discount(catalogue, id, shortened === "skeleton" ? 0.7 : shorter >= 4 ? 0.88 : 0.8));
  }
}

function addSlips(catalogue: Catalogue, word: Word, add: (id: number, sureness: number) => void): void {
  const limit = allowedSlips(word.stem.length);
  if (limit === 0) return;
  const counts = new Map<number, number>();
  const grams = gramsOf(word.stem);
  for (const gram of grams) for (const id of catalogue.byGram.get(gram) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  const needed = Math.max(1, grams.length - 2 * limit - 1);
  const sound = soundOf(word.stem);
  for (const [id, count] of counts) {
    if (count < needed) continue;
    const term = (catalogue.terms[id] ?? "").replace("~", "");
    const slips = Math.min(editDistance(word.stem, term, limit), editDistance(sound, soundOf(term), limit));
    if (slips <= Math.min(limit, allowedSlips(term.length + 1))) add(id, discount(catalogue, id, slips <= 1 ? 0.85 : 0.72));
  }
}
