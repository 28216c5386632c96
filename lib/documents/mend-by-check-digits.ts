import type { Word } from "@/lib/documents/model";
import { checkIban } from "@/lib/kernel/iban";
import { checkTaxId } from "@/lib/kernel/tax-id";

/**
 * Mends what recognition confused in tax ids and Spanish accounts, where check digits prove it: the page said one
 * thing only, and exactly one confusion explains it. Words must stand in reading order. Values that nothing proves are
 * left as they were read.
 */
export function mendByCheckDigits(words: readonly Word[]): readonly Word[] {
  const mended = words.map((word, at) => mendTaxId(word, words.slice(Math.max(0, at - nameReach), at)));
  for (let at = 0; at < mended.length; at++) {
    const parts = mendAccount(mended.slice(at, at + 8));
    parts?.forEach((part, i) => (mended[at + i] = part));
  }
  return mended;
}

/** What is taken for each sign, besides itself. */
const confused: Readonly<Record<string, string>> = {
  "0": "ODQ",
  "1": "IJL",
  "2": "Z",
  "4": "A",
  "5": "SF",
  "6": "G",
  "7": "TZ",
  "8": "B",
  A: "4",
  B: "8",
  D: "0",
  G: "6",
  I: "1",
  J: "1",
  L: "1",
  O: "0",
  Q: "0",
  S: "5",
  T: "7",
  Z: "2",
  "]": "J1",
  "[": "1",
  ")": "J",
  "|": "1",
  "!": "1",
};

const taxIdLabel = /(?:^|[^a-z])(?:n\.?i\.?f|c\.?i\.?f|d\.?n\.?i|n\.?i\.?e|vat|ust|tva)(?![a-z])/iu;
const otherLabel = /tel|tlf|tfno|fax|m[oó]vil|ref|pedido|albar|cuenta/iu;
const doubtful = 0.6;

function mendTaxId(word: Word, before: readonly Word[]): Word {
  const [, label = "", read = "", end = ""] = /^(.*?[:(])?([\p{Lu}\d\][)|!]{8,13})([.,;)]?)$/u.exec(word.text) ?? [];
  if (read === "" || word.confidence === 1 || checkTaxId(read).valid) return word;
  const context = `${textOf(before.slice(-3))} ${label}`;
  const isCalledSo = taxIdLabel.test(context);
  if (!isCalledSo && (word.confidence >= doubtful || otherLabel.test(context) || read.length !== 9)) return word;
  const possible = asNamed(likely(read), textOf(before));
  const [only] = possible;
  return possible.length === 1 && only !== undefined ? { ...word, text: `${label}${only}${end}` } : word;
}

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(" ");

/** A name stands so many words before its tax id at most, with its address between them. */
const nameReach = 30;

/** The letter that each legal form gives a Spanish entity. */
const forms: readonly (readonly [letter: string, form: RegExp])[] = [
  ["F", /\bS\.?\s?Coop\b|\bCooperativa\b/giu],
  ["A", /\bS\.?\s?A\.?(?:\s?U\.?)?(?![\p{L}\d])/gu],
  ["B", /\bS\.?\s?L\.?(?:\s?[ULPN]\.?|\s?L\.?\s?U\.?)?(?![\p{L}\d])/gu],
  ["E", /\bC\.?\s?B\.?(?![\p{L}\d])/gu],
  ["J", /\bS\.?\s?C\.?(?:\s?P\.?)?(?![\p{L}\d])/gu],
];

/** Where several are possible, the one whose letter is that of the legal form named last before it. */
function asNamed(possible: readonly string[], before: string): readonly string[] {
  const usual = possible.filter((id) => !isUnusual(id));
  if (usual.length <= 1) return possible.length <= 1 ? possible : usual;
  const named = forms.flatMap(([letter, form]) => [...before.matchAll(form)].map(({ index }) => ({ letter, index })));
  const last = named.reduce<(typeof named)[number] | null>((one, next) => (one && one.index > next.index ? one : next), null);
  return last ? usual.filter((id) => id.startsWith(last.letter)) : usual;
}

/** Public bodies and the like carry a letter as control, companies a digit (Orden EHA/451/2008). */
const isUnusual = (id: string): boolean => /^[NPQRSW]\d{8}$|^[ABEH]\d{7}[A-J]$/u.test(id);

/** The tax ids with right check digits that this may have been, with the fewest confusions. */
function likely(read: string): string[] {
  const one = swaps(read);
  for (const variants of [one, one.flatMap(swaps)]) {
    const found = [...new Set(variants)].filter((variant) => {
      const { valid, proof } = checkTaxId(variant);
      return valid && proof === "checksum";
    });
    if (found.length > 0) return found;
  }
  return [];
}

function swaps(text: string): string[] {
  return [...text].flatMap((sign, at) => [...(confused[sign] ?? "")].map((other) => text.slice(0, at) + other + text.slice(at + 1)));
}

const spanishLength = 24;
const digitFor: Readonly<Record<string, string>> = {
  O: "0",
  Q: "0",
  D: "0",
  I: "1",
  L: "1",
  S: "5",
  B: "8",
  Z: "2",
  G: "6",
  "|": "1",
  "!": "1",
};

/** A Spanish account holds digits only: letters in it are confused digits, if the check digits agree then. */
function mendAccount(words: readonly Word[]): readonly Word[] | null {
  if (!/^ES[\dOQDILSBZG|!]{2}/u.test(words[0]?.text ?? "")) return null;
  const parts: Word[] = [];
  for (const word of words) {
    const isFirst = parts.length === 0;
    const digits = [...word.text.slice(isFirst ? 2 : 0)].map((sign) => digitFor[sign] ?? sign).join("");
    parts.push({ ...word, text: `${isFirst ? "ES" : ""}${digits}` });
    const account = parts.map(({ text }) => text).join("");
    if (account.length < spanishLength) continue;
    const isMended = parts.some(({ text }, at) => text !== words[at]?.text);
    return account.length === spanishLength && isMended && checkIban(account).valid ? parts : null;
  }
  return null;
}
