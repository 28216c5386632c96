import { foldText } from "@/lib/language/fold";

/** Words that say nothing about which product is meant, in Spanish, Catalan and English. */
const silent = new Set(
  (
    "de del d per la el los las lo unos unas y e o u con sin a al en para por que se su sus es son como mas muy tipo marca modelo color colores ref art " +
    "l els les uns unes i amb sense per als dels pel pels ens em us tipus model " +
    "the of an and a or with for in to by from at on our your type brand colour color some please also " +
    "cada unidad unidades ud uds und unitat unitats ut uts unit units pcs piece pieces pieza piezas peca peces"
  ).split(" "),
);

export const isSilent = (word: string): boolean => silent.has(word);

/** "con" and "sin" tell products apart although they are small: the opposite of one is the other. */
const opposites: Readonly<Record<string, string>> = {
  sin: "sin", sense: "sin", without: "sin", con: "con", amb: "con", with: "con",
}; // prettier-ignore

/** "sin", "sense", "without" → "sin"; null for other words. */
export const withOrWithout = (word: string): string | null => opposites[word] ?? null;

/** A folded word without number and gender, as Spanish, Catalan and English mark them: "hexagonales", "hexagonals" → "hexagonal". */
export function stemWord(folded: string): string {
  let word = folded;
  if (word.length <= 3 || /\d|^[ivx]+$/.test(word)) return word;
  if (/(?:[^s])s$/.test(word)) word = word.slice(0, -1);
  if (word.length > 3 && /ie$/.test(word)) word = `${word.slice(0, -2)}i`;
  if (word.length > 3 && /[aeoiy]$/.test(word)) word = word.slice(0, -1);
  return word.length > 3 && /ss$/.test(word) ? word.slice(0, -1) : word;
}

/** How a word sounds, roughly, to somebody who writes by ear or in the neighbour language: "caixa", "caja"; "vidia", "widia". */
export function soundOf(stem: string): string {
  return stem
    .replace(/qu(?=[ei])/g, "k")
    .replace(/ph/g, "f")
    .replace(/th/g, "t")
    .replace(/tx|ch/g, "x")
    .replace(/ix|sh/g, "x")
    .replace(/ny|gn/g, "n")
    .replace(/ll/g, "l")
    .replace(/c(?=[ei])|z|ss/g, "s")
    .replace(/[cq]/g, "k")
    .replace(/g(?=[ei])/g, "j")
    .replace(/[vw]/g, "b")
    .replace(/h/g, "")
    .replace(/y/g, "i")
    .replace(/j/g, "x")
    .replace(/(.)\1/g, "$1");
}

/** Letters added, lost, exchanged or swapped with their neighbour; `limit + 1` when there are more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 1;
  const cells = new Uint8Array((a.length + 1) * width);
  for (let j = 0; j < width; j++) cells[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const row = i * width;
    cells[row] = i;
    let least = i;
    for (let j = 1; j < width; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let best = Math.min(at(cells, row - width + j) + 1, at(cells, row + j - 1) + 1, at(cells, row - width + j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(cells, row - 2 * width + j - 2) + 1);
      cells[row + j] = best;
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
  }
  return at(cells, cells.length - 1);
}

const at = (cells: Uint8Array, index: number): number => cells[index] ?? 0;

/** Slips that a word of this length may have and still be recognised. */
export const allowedSlips = (length: number): number => (length >= 9 ? 2 : length >= 5 ? 1 : 0);

/** "torn" of "tornillo", "blco" of "blanco", "adh" of "adhesiva": the first letter, then letters in order, ending before the word does. */
export function abbreviates(short: string, long: string): "prefix" | "skeleton" | null {
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0]) return null;
  if (long.startsWith(short)) return "prefix";
  if (short.length > 6 || /[aeiou]/.test(short.slice(1)) || long.length < short.length + 2) return null;
  let from = 0;
  for (const letter of short) {
    const found = long.indexOf(letter, from);
    if (found < 0) return null;
    from = found + 1;
  }
  return "skeleton";
}

/** Small letters without marks, the signs that matter for measures kept: `½"` → `1/2"`. */
export function foldMeasures(text: string): string {
  return text.split(/(\s+)/).map(foldChunk).join(""); // prettier-ignore
}

const foldedChunks = new Map<string, string>();
const rememberAtMost = 50_000;

/** Catalogues repeat their words: each is folded once. */
function foldChunk(chunk: string): string {
  const known = foldedChunks.get(chunk);
  if (known !== undefined) return known;
  const folded = foldAnew(chunk);
  if (foldedChunks.size >= rememberAtMost) foldedChunks.clear();
  foldedChunks.set(chunk, folded);
  return folded;
}

function foldAnew(text: string): string {
  return foldText(
    text
      .replace(/[Øø⌀∅]/g, " ")
      .replace(/[º°]/g, " grados ")
      .replace(/(\d)\s*([½¼¾⅛⅜⅝⅞])/g, "$1 $2")
      .replace(/[″”“]|''/g, '"')
      .replace(/[´’`]/g, "'"),
  )
    .replaceAll("⁄", "/")
    .replaceAll("×", "x")
    .replace(/\b([dlnsm])'(?=[a-z])/g, " ");
}

/** Pairs of letters, the first letter marked. */
export function gramsOf(word: string): readonly string[] {
  const marked = `^${word}`;
  return Array.from({ length: marked.length - 1 }, (_, at) => marked.slice(at, at + 2));
}
