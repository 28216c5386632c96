import { foldText } from "@/lib/language/fold";
import { foldName } from "@/lib/language/names";

/** Letters of other scripts, and signs, that look like a Latin letter in most type faces. */
const twins: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["аɑα", "a"], ["ʙвƅ", "b"], ["сϲ", "c"], ["ԁ", "d"], ["еєε", "e"], ["ɡ", "g"], ["нһ", "h"], ["іıιӏ1|!", "l"], ["ј", "j"], ["кκ", "k"],
    ["м", "m"], ["ոη", "n"], ["оοσօ0", "o"], ["рρ", "p"], ["ԛ", "q"], ["г", "r"], ["ѕ5$", "s"], ["тτ", "t"], ["υս", "u"], ["ѵν", "v"],
    ["ԝω", "w"], ["хχ", "x"], ["уγ", "y"], ["ᴢ", "z"], ["8", "b"], ["i", "l"],
  ].flatMap(([letters = "", latin = ""]) => [...letters].map((letter) => [letter, latin])),
); // prettier-ignore

/** What the eye sees of a text: two that share it cannot be told apart at a glance. "Amaz0n" and "Arnazon" do not differ from "Amazon". */
function skeletonOf(text: string): string {
  return [...foldText(text)]
    .map((letter) => twins[letter] ?? letter)
    .join("")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/[^a-z0-9]/g, "");
}

/** Another name than `known` that passes for it: the same to the eye, or a letter or two off. Equal names are not alike. */
export function passesForName(name: string, known: string): boolean {
  const [a, b] = [foldName(inLatin(name)), foldName(inLatin(known))];
  return a === b ? a !== "" && isMixed(name) !== isMixed(known) : passes(a, b);
}

/** Letters of other scripts that look like Latin ones, as the Latin ones: what a name is meant to be read as. */
export function inLatin(text: string): string {
  return [...text].map((letter) => (isForeign(letter) ? (twins[letter.toLowerCase()] ?? letter) : letter)).join("");
}

const isForeign = (letter: string): boolean => /[^\p{Script=Latin}\P{L}]/u.test(letter);
const isMixed = (text: string): boolean => [...text].some(isForeign);

/** Another domain than `known` that passes for it, also as the same name under another ending or with a word added. */
export function passesForDomain(domain: string, known: string): boolean {
  const [a, b] = [domain.toLowerCase(), known.toLowerCase()];
  if (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return false;
  const [nameA, nameB] = [registered(a), registered(b)];
  if (nameA === nameB) return nameA.length >= 5;
  return passes(nameA, nameB) || (nameB.length >= 6 && nameA.split("-").includes(nameB));
}

/** "www.facturas.aldaba.com.es" → "aldaba": what stands before the ending. */
function registered(domain: string): string {
  const parts = domain.split(".");
  const isDouble = /^(?:com|co|org|net|gob|gov|edu)$/.test(parts.at(-2) ?? "") && parts.length > 2;
  return parts.at(isDouble ? -3 : -2) ?? domain;
}

/** Names that differ in a figure are brothers, not forgeries: "Garaje 2" and "Garaje 3". */
function passes(a: string, b: string): boolean {
  const figures = (text: string) => (text.match(/(?<![a-z])\d+(?![a-z])/g) ?? []).join(" ");
  if (figures(a) !== figures(b)) return false;
  const [x, y] = [skeletonOf(a), skeletonOf(b)];
  if (x === "" || y === "") return false;
  if (x === y) return true;
  const length = Math.min(x.length, y.length);
  const allowed = length >= 16 ? 2 : length >= 6 ? 1 : 0;
  return Math.abs(x.length - y.length) <= allowed && distance(x, y) <= allowed;
}

/** Letters added, lost, exchanged or swapped with their neighbour on the way from one text to the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwapped ? Math.min(best, (before[j - 2] ?? 0) + 1) : best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
