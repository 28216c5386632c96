import { foldKeepingLength } from "@/lib/language/dates";

/**
 * A piece of a text with its place. `number`: digits alone ("12", "1.500", "2,5"); `word`: letters; `code`: letters and
 * digits or more in one piece ("M8x50", "FER-001", "1/2", "a@b.es"); `mark`: punctuation and tabs; `break`: end of a line.
 */
export type Token = {
  readonly kind: "number" | "word" | "code" | "mark" | "break";
  readonly text: string;
  /** Lower case without accents, same length as `text`. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
};

const piece = new RegExp(
  [
    "\\r?\\n",
    "\\t+",
    "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
    "(?:https?://|www\\.)[^\\s<>()]+",
    "[-=–—]+>+|→|⇒",
    "[\\p{L}\\p{N}\\p{M}²³½¼¾]+(?:(?:[’'_/+·]|-|(?<=\\d)[.,](?=\\d)|(?<=[\\p{L}\\d])[.](?=\\d)|(?<=\\d)[.](?=\\p{L}{2,}[.-]?\\d)|(?<=(?<!\\p{L})\\p{L})[.](?=\\p{L}(?!\\p{L})))(?=[\\p{L}\\p{N}])[\\p{L}\\p{N}\\p{M}²³½¼¾]+)*",
    "\\.{2,}|…",
    "\\S",
  ].join("|"),
  "gu",
);
const elided = /^(?:[dlmtsn]|qu)['’](?=\p{L})/iu;
const abbreviated = /^(?:ref|cod|art|num|no|tel|tlf|fax|mov|sku|ean|pag|pos|item)[.](?=[\p{L}\p{N}])/iu;
const timesBefore = /^(?:[xX×](?=\d{1,3}(?:[.,]\d+)?$)|[x×](?=\d{4,}$))/u;
const timesAfter = /^\d+(?=[x×]$)/iu;
const numberWithUnit = /^(?:\d+(?:[.,]\d+)*)(?=\p{L}{1,10}$)/u;
const enclitic = /^(?!\p{L}*n['’]t$)\p{L}{3,}(?=['’](?:m|l|n|ns|ls|t|s)$)/u;

/**
 * All pieces of a text in order, spaces left out. "x12", "2x" and "24uds" come apart, and so do Catalan articles ("l'", "d'").
 * @param isUnit whether letters stuck to digits are a unit that is counted ("24uds"); others stay together ("75g", "M8").
 */
export function tokenize(text: string, isUnit: (folded: string) => boolean): readonly Token[] {
  const folded = foldKeepingLength(text);
  const tokens: Token[] = [];
  for (const match of text.matchAll(piece)) {
    let start = match.index;
    const end = start + match[0].length;
    while (start < end) {
      const rest = text.slice(start, end);
      const length = headLength(rest, isUnit);
      const head = rest.slice(0, length);
      const fold = folded.slice(start, start + length);
      tokens.push({ kind: kindOf(head), text: head, fold, start, end: start + length });
      start += length;
    }
  }
  return tokens;
}

function headLength(rest: string, isUnit: (folded: string) => boolean): number {
  const cut = (elided.exec(rest) ?? abbreviated.exec(rest) ?? timesBefore.exec(rest) ?? timesAfter.exec(rest) ?? enclitic.exec(rest))?.[0];
  if (cut) return cut.length;
  const number = numberWithUnit.exec(rest)?.[0];
  if (number && isUnit(foldKeepingLength(rest.slice(number.length)))) return number.length;
  return rest.length;
}

function kindOf(text: string): Token["kind"] {
  if (/^\r?\n$/.test(text)) return "break";
  if (/^\d+(?:[.,]\d+)*$/.test(text) || /^[½¼¾]$/.test(text)) return "number";
  if (/^[x×]$/iu.test(text)) return "mark";
  if (/^[’']?[\p{L}\p{M}]+(?:[’'·-][\p{L}\p{M}]+)*['’.]?$/u.test(text)) return "word";
  return /[\p{L}\p{N}]/u.test(text) ? "code" : "mark";
}
