import type { SpokenLanguage } from "@/lib/language/number-words";
import { digitsOf, readSpokenNumber, type SpokenNumber } from "@/lib/language/spoken-numbers";
import type { Token } from "@/lib/language/tokens";
import { likelyUnit, unitOf, type Unit } from "@/lib/language/units";

export type SpokenQuantity = {
  /** Decimal with a dot. */
  readonly value: string;
  /** Other end of a range. */
  readonly upTo: string | null;
  readonly unit: Unit | null;
  readonly packOf: string | null;
  readonly packUnit: Unit | null;
  /** Tokens `from`..`next`: the quantity without the "de" that follows. */
  readonly from: number;
  readonly next: number;
  /** Index of the first token of what is counted ("3 cajas de | clavos"). */
  readonly thing: number;
  /** "de" or "x" led from the quantity to the thing. */
  readonly linked: boolean;
  readonly by: SpokenNumber["by"];
};

const about = new Set(
  "unos unas aprox aproximadamente alrededor sobre uns unes aproximadament about around approx roughly some circa".split(" "),
);
const of = new Set(["de", "d'", "d’", "of", "del"]);
const packed = new Set(["de", "d'", "d’", "of", "c/", "con", "amb", "with", "x", "×", "a"]);
const through = new Set(["a", "o", "to", "or", "u", "hasta", "fins"]);
const between = new Set(["entre", "between", "from"]);
const dashes = new Set(["-", "–", "—", "/"]);

/**
 * The quantity that begins at a token: "12", "unas 20", "entre 10 y 12", "5-6 uds", "3 cajas de 100 ud", "dos kilos y medio",
 * "kilo y medio", "medio kilo", "2 x", "cajas de 12: 3" is not one. Null where none begins or the figure says what a thing
 * is like ("16 mm", "12 vatios").
 */
export function readQuantity(tokens: readonly Token[], at: number, language: SpokenLanguage): SpokenQuantity | null {
  const range = readRange(tokens, at, language);
  if (range) return withUnit(tokens, { ...range, from: at }, language);
  return readBareUnit(tokens, at, language);
}

type Figure = {
  readonly value: string;
  readonly upTo: string | null;
  readonly from: number;
  readonly next: number;
  readonly by: SpokenNumber["by"];
  readonly group: boolean;
};

function readRange(tokens: readonly Token[], at: number, language: SpokenLanguage): Figure | null {
  const first = tokens[at];
  if (!first) return null;
  if (between.has(first.fold)) {
    const low = readSpokenNumber(tokens, at + 1, language);
    const high = low && /^(?:y|i|and|to|a)$/.test(tokens[low.next]?.fold ?? "") ? readSpokenNumber(tokens, low.next + 1, language) : null;
    return low && high ? { ...high, value: low.value, upTo: high.value, from: at } : null;
  }
  const start = about.has(first.fold) ? (of.has(tokens[at + 1]?.fold ?? "") ? at + 2 : at + 1) : at;
  const glued = /^(\d+)[-–](\d+)$/.exec(tokens[start]?.text ?? "");
  if (glued && Number(glued[1]) < Number(glued[2]))
    return { value: glued[1] ?? "", upTo: glued[2] ?? "", from: at, next: start + 1, by: "digits", group: false };
  const low = readSpokenNumber(tokens, start, language);
  if (!low || /^0+$/.test(low.value) || isCode(tokens, start, low.next)) return null;
  const link = tokens[low.next]?.fold ?? "";
  const high = through.has(link) || dashes.has(link) ? readSpokenNumber(tokens, low.next + 1, language) : null;
  const ranged = high && Number(high.value) > Number(low.value) && Number(high.value) <= 3 * Number(low.value) + 2 && high.by === low.by;
  return ranged ? { ...high, value: low.value, upTo: high.value, from: at } : { ...low, upTo: null, from: at };
}

/** Seven digits in one piece, or five and a mark after them, count nothing; nor does a fraction that is a size or a day. */
const isCode = (tokens: readonly Token[], at: number, next: number): boolean => {
  const text = tokens[at]?.text ?? "";
  if (text.includes("/")) return !/^(?:1\/[2-5]|2\/3|3\/4)$/.test(text);
  return (
    next === at + 1 &&
    (/^\d{7,}$/.test(text) ||
      /^0\d{2,}$/.test(text) ||
      (/^\d{5,6}$/.test(text) && (tokens[next] === undefined || tokens[next]?.kind === "mark")))
  );
};

/** "kilo y medio": a unit that counts itself. */
function readBareUnit(tokens: readonly Token[], at: number, language: SpokenLanguage): SpokenQuantity | null {
  const unit = unitOf(tokens[at]?.fold ?? "");
  if (!unit || unit.kind === "attribute" || (tokens[at]?.fold.length ?? 0) < 3) return null;
  const half = halfAfter(tokens, at + 1, language);
  return half
    ? linkedTo(tokens, { value: "1.5", upTo: null, unit, packOf: null, packUnit: null, from: at, next: half, by: "words" })
    : null;
}

function halfAfter(tokens: readonly Token[], at: number, language: SpokenLanguage): number | null {
  const words = tokens.slice(at, at + 3).map((token) => token.fold);
  if (language === "en") return words.join(" ") === "and a half" ? at + 3 : null;
  return /^(?:y|i)$/.test(words[0] ?? "") && /^(?:medi[oa]|mig|mitja)$/.test(words[1] ?? "") ? at + 2 : null;
}

function withUnit(tokens: readonly Token[], figure: Figure, language: SpokenLanguage): SpokenQuantity | null {
  const base = { value: figure.value, upTo: figure.upTo, from: figure.from, by: figure.by, packOf: null, packUnit: null };
  let at = figure.next;
  if (isTimes(tokens[at]) && tokens[at + 1]?.kind !== "number") at++;
  else if (language === "en" && /^(?:off|no|nos)$/.test(tokens[at]?.fold ?? "") && figure.by === "digits") return counted(tokens, base, at);
  else if ((figure.group || Number(figure.value) < 1) && of.has(tokens[at]?.fold ?? "")) at++;
  const afterArticle = figure.value === "0.5" && /^(?:a|an)$/.test(tokens[at]?.fold ?? "") ? at + 1 : at;
  const said = tokens[afterArticle];
  const unit = said ? saidUnit(tokens, afterArticle) : null;
  if (!unit || (Number(figure.value) < 1 && at > figure.next && unit.kind !== "measure"))
    return linkedTo(tokens, { ...base, unit: null, next: figure.next });
  if (unit.kind === "attribute" || describes(tokens, afterArticle + 1)) return null;
  at = afterArticle + (tokens[afterArticle + 1]?.text === "." ? 2 : 1);
  const half = halfAfter(tokens, at, language);
  if (half) return linkedTo(tokens, { ...base, value: addHalf(figure.value), unit, next: half });
  const pack = unit.kind === "pack" ? readPack(tokens, at, language) : null;
  return linkedTo(tokens, { ...base, unit, ...(pack ? { packOf: pack.of, packUnit: pack.unit } : {}), next: pack?.next ?? at });
}

function saidUnit(tokens: readonly Token[], at: number): Unit | null {
  const said = tokens[at];
  if (!said || (said.kind !== "word" && !/^m[23²³]$/.test(said.fold))) return null;
  const packs = of.has(tokens[at + 1]?.fold ?? "") && tokens[at + 2]?.kind === "number";
  return unitOf(said.fold) ?? (packs ? likelyUnit(said.fold) : null);
}

/** "2 off", "12 no.": English for pieces. */
function counted(tokens: readonly Token[], base: Omit<SpokenQuantity, "unit" | "next" | "thing" | "linked">, at: number): SpokenQuantity {
  const next = tokens[at + 1]?.text === "." ? at + 2 : at + 1;
  return { ...base, unit: null, next, thing: next, linked: true };
}

/** "260 de largo", "1,6 de espesor": a measure of the thing. */
const describes = (tokens: readonly Token[], at: number): boolean => {
  const next = of.has(tokens[at]?.fold ?? "") ? tokens[at + 1] : undefined;
  return next !== undefined && unitOf(next.fold)?.family === "length-of";
};

const isTimes = (token: Token | undefined): boolean => token !== undefined && /^[x×*]$/.test(token.fold);

const addHalf = (value: string): string => (value.includes(".") ? String(Number(value) + 0.5) : `${value}.5`);

type Pack = { readonly of: string; readonly unit: Unit | null; readonly next: number };

/** After a unit: "de 100", "de 100 ud", "c/100", "x 12", "(100 ud)", "(caja 100)". */
function readPack(tokens: readonly Token[], at: number, language: SpokenLanguage): Pack | null {
  const token = tokens[at];
  if (!token) return null;
  const glued = /^[cx]\/?(\d+)$/.exec(token.fold);
  if (glued) return { of: glued[1] ?? "", unit: null, next: at + 1 };
  const bracket = token.text === "(";
  const first = bracket && unitOf(tokens[at + 1]?.fold ?? "")?.kind === "pack" ? at + 2 : at + 1;
  if (!bracket && !packed.has(token.fold)) return null;
  const start = bracket && packed.has(tokens[first]?.fold ?? "") ? first + 1 : first;
  const figure = tokens[start];
  const value = figure?.kind === "number" ? digitsOf(figure.text, language) : null;
  if (!value) return null;
  const unit = tokens[start + 1]?.kind === "word" ? packUnit(tokens, start + 1) : null;
  const after = unit ? start + 2 : start + 1;
  if (bracket) return tokens[after]?.text === ")" ? { of: value, unit, next: after + 1 } : null;
  if (isTimes(tokens[after]) && tokens[after + 1]?.kind === "number") return null;
  return { of: value, unit, next: tokens[after]?.text === "." && unit ? after + 1 : after };
}

const packUnit = (tokens: readonly Token[], at: number): Unit | null => {
  const fold = tokens[at]?.fold ?? "";
  const closes = tokens[at + 1] === undefined || tokens[at + 1]?.kind === "mark";
  return unitOf(fold) ?? (closes ? likelyUnit(fold) : null);
};

/** The thing begins after "de", "of", "x"; where nothing leads to it, right after the quantity. */
function linkedTo(tokens: readonly Token[], found: Omit<SpokenQuantity, "thing" | "linked">): SpokenQuantity | null {
  const next = tokens[found.next];
  if (describes(tokens, found.next) || (found.unit === null && isAttribute(next))) return null;
  const linked = next !== undefined && (of.has(next.fold) || (isTimes(next) && tokens[found.next + 1]?.kind !== "number"));
  return { ...found, thing: linked ? found.next + 1 : found.next, linked };
}

const isAttribute = (token: Token | undefined): boolean =>
  token !== undefined &&
  (/^["”″°º%]$/.test(token.text) || (token.kind === "word" && token.fold.length > 0 && unitOf(token.fold)?.kind === "attribute"));
