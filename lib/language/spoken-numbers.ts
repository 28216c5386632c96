import { numberWord, type NumberWord, type SpokenLanguage } from "@/lib/language/number-words";
import type { Token } from "@/lib/language/tokens";

export type SpokenNumber = {
  /** Decimal with a dot: "18", "2.5". */
  readonly value: string;
  /** Index of the first token after the number. */
  readonly next: number;
  /** Said in words; an article ("un", "a") alone is weaker than a figure. */
  readonly by: "digits" | "words" | "article";
  /** The last word counted in a group ("media docena", "un par"): what follows comes after "de". */
  readonly group: boolean;
};

type Part = { readonly word: NumberWord | null; readonly digits: number | null; readonly token: number; readonly last: boolean };

/**
 * The number that begins at a token: "12", "1.500", "2,5", "1/2", "veintiún", "vint-i-tres", "half a dozen", "docena y
 * media", "dos y medio", "203 mil", "una coma cinc". Null where none begins.
 */
export function readSpokenNumber(tokens: readonly Token[], at: number, language: SpokenLanguage): SpokenNumber | null {
  const first = tokens[at];
  if (!first) return null;
  const digits = digitsOf(first.text, language);
  if (digits !== null && first.kind !== "word") {
    const scaled = first.kind === "number" ? readWords(tokens, at, language) : null;
    return scaled && scaled.next > at + 1 ? scaled : { value: digits, next: at + 1, by: "digits", group: false };
  }
  return first.kind === "word" || first.kind === "code" ? readWords(tokens, at, language) : null;
}

/**
 * "1.500" → "1500" (in English "1,500"), "2,5" → "2.5", "1/2" → "0.5", "½" → "0.5", "4k" → "4000"; null when the piece is no number.
 */
export function digitsOf(text: string, language: SpokenLanguage): string | null {
  const fraction = /^(\d{1,2})\/([2-9]|1\d)$/.exec(text);
  if (fraction) return decimal(Number(fraction[1]) / Number(fraction[2]));
  const sign = { "½": "0.5", "¼": "0.25", "¾": "0.75" }[text];
  if (sign) return sign;
  const thousands = /^(\d+)k$/i.exec(text);
  if (thousands) return `${thousands[1]}000`;
  if (!/^\d+(?:[.,]\d+)*$/.test(text)) return null;
  const grouping = language === "en" ? "," : ".";
  const grouped = new RegExp(`^[1-9]\\d{0,2}(?:\\${grouping}\\d{3})+(?:[.,]\\d+)?$`);
  const plain = grouped.test(text) ? text.replaceAll(grouping, "") : text;
  const marks = plain.match(/[.,]/g) ?? [];
  if (marks.length === 0) return trimmed(plain);
  const decimalMark = marks.at(-1) ?? ".";
  const other = decimalMark === "." ? "," : ".";
  const joined = plain.replaceAll(other, "");
  if (joined.split(decimalMark).length > 2) return joined.split(decimalMark).slice(1).every((g) => g.length === 3) ? trimmed(joined.replaceAll(decimalMark, "")) : null; // prettier-ignore
  return trimmed(joined.replace(decimalMark, "."));
}

function trimmed(text: string): string {
  const clean = text.replace(/^0+(?=\d)/, "");
  return clean.includes(".") ? clean.replace(/0+$/, "").replace(/\.$/, "") : clean;
}

/** Sums of halves, quarters and whole numbers are exact in binary; thirds are cut at six places. */
const decimal = (value: number): string => trimmed(value.toFixed(6));

function readWords(tokens: readonly Token[], at: number, language: SpokenLanguage): SpokenNumber | null {
  const parts = partsFrom(tokens, at, language);
  const state = { total: 0, thousands: 0, current: null as number | null, at: 0, kind: "none" as "none" | "digits" | "words" | "article" };
  if (parts[0]?.word?.does === "half") return halfOf(parts);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part) break;
    const { word } = part;
    if (part.digits !== null) {
      if (!joinsDigits(state.current ?? (state.total + state.thousands > 0 ? 0 : null), part.digits)) break;
      state.current = (state.current ?? 0) + part.digits;
      if (state.kind === "none") state.kind = "digits";
    } else if (word?.does === "add") {
      if (!joins(state.current, word.value, parts[i - 1], language)) break;
      state.current = (state.current ?? 0) + word.value;
      state.kind = state.kind === "none" && word.article ? "article" : "words";
    } else if (word?.does === "times") {
      if (state.kind === "digits" && word.value < 1000) break;
      scale(state, word.value);
      state.kind = "words";
    } else if (word?.does === "and" && state.current !== null && mayFollow(state.current, parts[i + 1], language)) {
      continue;
    } else break;
    state.at = i + 1;
  }
  return finish(parts, state.at, state.kind, state.total + state.thousands + (state.current ?? 0));
}

type Counted = { total: number; thousands: number; current: number | null };

/** A word that multiplies: hundreds what stands right before, thousands all below a thousand, millions all below a million. */
function scale(state: Counted, by: number): void {
  if (by === 100) {
    state.current = (state.current ?? 1) * 100;
    return;
  }
  const below = state.current ?? (by > 1000 && state.thousands > 0 ? 0 : 1);
  if (by === 1000) state.thousands += below * 1000;
  else {
    state.total += (state.thousands + below) * by;
    state.thousands = 0;
  }
  state.current = null;
}

/** What may come after the counted words: a group ("dos docenas"), "y medio", decimals, a fraction. */
function finish(parts: readonly Part[], used: number, kind: string, value: number): SpokenNumber | null {
  let at = used;
  let worth = value;
  let group = false;
  const next = parts[at];
  const grouped = next?.word?.does === "group" && !(kind === "none" && at > 0);
  if (grouped && next?.word?.does === "group") {
    if (kind === "none" && next.word.value === 2) return null;
    if (kind === "digits" && next.word.value === 2) return ended(parts, at, worth, kind, group);
    worth = (kind === "none" ? 1 : value) * next.word.value;
    at++;
    group = true;
    if (isHalfAfterAnd(parts, at)) {
      worth += next.word.value / 2;
      at += halfLength(parts, at);
    }
    return ended(parts, at, worth, "words", group);
  }
  if (kind === "none") return null;
  if (isHalfAfterAnd(parts, at) && !isCounting(parts[at + halfLength(parts, at)])) {
    worth += 0.5;
    at += halfLength(parts, at);
  } else if (next?.word?.does === "point" && isDigit(parts[at + 1])) {
    const tail = parts[at + 1];
    const digits = tail?.digits ?? (tail?.word?.does === "add" ? tail.word.value : 0);
    const part = parts[at + 2]?.word;
    worth = part?.does === "part" ? worth + digits / part.value : Number(`${worth}.${digits}`);
    at += part?.does === "part" ? 3 : 2;
  } else if (next?.word?.does === "part" && worth >= 1) {
    worth = worth / next.word.value;
    at++;
  } else return ended(parts, at, worth, kind, group);
  return ended(parts, at, worth, "words", group);
}

function ended(parts: readonly Part[], used: number, value: number, kind: string, group: boolean): SpokenNumber | null {
  let at = used;
  while (at > 0 && !parts[at - 1]?.last) at--;
  const last = parts[at - 1];
  if (!last || at !== used) return null;
  return { value: decimal(value), next: last.token + 1, by: kind as SpokenNumber["by"], group };
}

/** "media docena", "mig centenar", "half a dozen"; "medio" alone is for the unit that follows. */
function halfOf(parts: readonly Part[]): SpokenNumber | null {
  const article = parts[1]?.word?.does === "add" && parts[1].word.article ? 1 : 0;
  const next = parts[1 + article]?.word;
  if (next?.does === "group" || (next?.does === "times" && next.value > 100))
    return ended(parts, 2 + article, next.value / 2, "words", true);
  return ended(parts, 1 + article, 0.5, "words", false);
}

const isHalfAfterAnd = (parts: readonly Part[], at: number): boolean =>
  parts[at]?.word?.does === "and" &&
  (parts[at + 1]?.word?.does === "half" || (isArticle(parts[at + 1]) && parts[at + 2]?.word?.does === "half"));
const halfLength = (parts: readonly Part[], at: number): number => (isArticle(parts[at + 1]) ? 3 : 2);
const isArticle = (part: Part | undefined): boolean => part?.word?.does === "add" && part.word.article;
const isCounting = (part: Part | undefined): boolean => part?.word?.does === "group";
const isDigit = (part: Part | undefined): boolean => part !== undefined && (part.digits !== null || part.word?.does === "add");

/** A smaller number closes a bigger one only where its places are free: 30 + 3, 100 + 20, never 2 + 3. */
function joins(current: number | null, value: number, before: Part | undefined, language: SpokenLanguage): boolean {
  if (current === null) return true;
  if (current === 0) return value < 10;
  if (value >= 100) return false;
  if (value >= 10) return current % 100 === 0;
  if (current % 10 !== 0 || current % 100 === 10) return false;
  const linked = before?.word?.does === "and" || (before !== undefined && !before.last);
  return linked || language === "en" || current % 100 === 0;
}

/** "treinta y 3", "4 millones 2 mil 3": figures close what words began. */
const joinsDigits = (current: number | null, digits: number): boolean =>
  current === null || current === 0 || (digits < 10 && current % 10 === 0 && current > 10 && current < 100);

function mayFollow(current: number, next: Part | undefined, language: SpokenLanguage): boolean {
  const value = next?.digits ?? (next?.word?.does === "add" ? next.word.value : null);
  if (value === null) return false;
  if (language === "en") return current % 100 === 0 && value < 100 && current > 0;
  return current % 10 === 0 && current % 100 >= 20 && value < 10 && value > 0;
}

/** The words of a number may hang together: "vint-i-tres", "dos-cents", "twenty-one". */
function partsFrom(tokens: readonly Token[], at: number, language: SpokenLanguage): readonly Part[] {
  const parts: Part[] = [];
  for (let token = at; token < tokens.length && parts.length < 24; token++) {
    const piece = tokens[token];
    if (!piece || piece.kind === "mark" || piece.kind === "break") break;
    const words = piece.fold.replace(/\.$/, "").split("-");
    const read = words.map((word) => ({ word: numberWord(word, language) ?? null, digits: wholeDigits(word, language) }));
    if (read.some((part) => part.word === null && part.digits === null)) break;
    read.forEach((part, index) => parts.push({ ...part, token, last: index === read.length - 1 }));
  }
  return parts;
}

function wholeDigits(word: string, language: SpokenLanguage): number | null {
  const digits = /^\d+(?:[.,]\d+)*$/.test(word) ? digitsOf(word, language) : null;
  return digits === null ? null : Number(digits);
}
