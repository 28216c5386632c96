import { measure, plainNumber, unitOf, type Measure } from "@/lib/agents/quotes/engine/catalogue/measures";
import { foldMeasures, isSilent, stemWord, withOrWithout } from "@/lib/agents/quotes/engine/catalogue/words";

/** A word of a name or of a request. */
export type Word = {
  /** Folded, as written: "hexagonales", "h07vk". */
  readonly text: string;
  readonly stem: string;
  /** Letters and digits together: "gu10", "ce285a"; matched exactly or not at all. */
  readonly code: boolean;
  /** Where it stands in the folded text. */
  readonly start: number;
  readonly end: number;
  /** Written with a capital, or in brackets. */
  readonly marked: boolean;
  /** The number it says, when it is a word for one ("tres", "media"): either reading may be meant. */
  readonly number: Measure | null;
  /** Only helps to say a number: "talla", "espesor". */
  readonly measures: boolean;
};

export type PlacedMeasure = Measure & { readonly start: number; readonly end: number };

export type Analysis = {
  readonly words: readonly Word[];
  readonly numbers: readonly PlacedMeasure[];
  /** Runs without a gap, their marks removed: "MLT-D111S" → "mltd111s". */
  readonly codes: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly allCapitals: boolean;
  /** Small words that say nothing by themselves; between two names they may still make the difference ("zona A"). */
  readonly small: readonly string[];
};

const numberWords: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "1 un una one", "2 dos dues two doble double", "3 tres three triple", "4 cuatro quatre four", "5 cinco cinc five", "6 seis sis six", "7 siete set seven", "8 ocho vuit eight", "9 nueve nou nine",
    "10 diez deu ten", "12 doce dotze twelve", "15 quince quinze fifteen", "16 dieciseis setze sixteen", "20 veinte vint twenty", "25 veinticinco", "30 treinta trenta thirty",
    "40 cuarenta quaranta forty", "50 cincuenta cinquanta fifty", "100 cien cent hundred", "0.5 media medio mig mitja half",
  ].flatMap((line) => line.split(" ").slice(1).map((word) => [word, line.split(" ")[0] ?? ""])),
); // prettier-ignore

const fractionWords: Readonly<Record<string, number>> = Object.fromEntries(
  ["2 medios mitjos halves", "3 tercios tercio terc tercos thirds third", "4 cuarto cuartos quart quarts quarter quarters", "8 octavo octavos vuite vuitens eighth eighths", "16 dieciseisavos dieciseisavo setzens sixteenths"].flatMap((line) =>
    line.split(" ").slice(1).map((word) => [word, Number(line.split(" ")[0])]),
  ),
); // prettier-ignore

/** Names of what is measured: beside a number that is explained they need no explanation of their own. */
const measureNames = new Set(
  (
    "talla talles talle size numero num metrica metric rosca espesor esp grosor grueso gruix thickness thick diametro diam diametre diameter largo larga longitud llarg llargada length long " +
    "seccion seccio section ancho ample amplada width wide alto altura alt alcada height high fondo profundidad depth potencia power tension voltaje voltage capacidad capacitat capacity peso pes weight " +
    "medida medidas mida mides medir formato format gramaje gramatge calibre angulo angle polos lomo pantalla memoria ram disco disc disk cuadrado cuadrados quadrat quadrats calidad paso"
  ).split(" "),
);

const pieces = /(?:(?:\d|1[0-2])\s+)?\d+\/\d+(?![\d/])|\d+(?:[.,]\d+)*|[a-z]+|["%+&]|[^\sa-z0-9]/g;

type Piece = { readonly text: string; readonly start: number; readonly end: number; readonly glued: boolean; readonly marked: boolean };

/** Words and measures of a name or of a request's words. @param marks whether to look for words with a capital: names of a catalogue do without. */
export function analyse(text: string, marks = true): Analysis {
  const folded = foldMeasures(text);
  const capitals = marks ? capitalWords(text) : noWords;
  const list = piecesOf(folded, capitals);
  return { ...readPieces(list), codes: codesOf(folded), allCapitals: !/\p{Ll}{3}/u.test(text) && /\p{Lu}{3}/u.test(text) };
}

const noWords: ReadonlySet<string> = new Set();

/** Folded words that start with a capital or stand in brackets somewhere, unless everything does. */
function capitalWords(text: string): ReadonlySet<string> {
  const found = text.match(/(?<![\p{L}\d])\p{Lu}[\p{L}-]+|(?<=\()[^()]+(?=\))/gu) ?? [];
  return new Set(found.flatMap((part) => foldMeasures(part).match(/[a-z]+/g) ?? []));
}

function piecesOf(folded: string, capitals: ReadonlySet<string>): Piece[] {
  const list: Piece[] = [];
  for (const match of folded.matchAll(pieces)) {
    const before = list.at(-1);
    const start = match.index;
    const end = start + match[0].length;
    list.push({ text: match[0], start, end, glued: before !== undefined && before.end === start, marked: capitals.has(match[0]) });
  }
  return list;
}

const isNumber = (piece: Piece | undefined): piece is Piece => piece !== undefined && /^\d/.test(piece.text);
const isLetters = (piece: Piece | undefined): piece is Piece => piece !== undefined && /^[a-z]/.test(piece.text);
const joins = new Set(["x", "por", "per", "by", "*"]);

class Reader {
  readonly words: Word[] = [];
  readonly numbers: PlacedMeasure[] = [];
  readonly small: string[] = [];
  private group = 0;

  constructor(private readonly list: readonly Piece[]) {}

  read(): void {
    let index = 0;
    while (index < this.list.length) {
      const piece = this.list[index];
      if (isNumber(piece)) index = this.readNumbers(index);
      else if (isLetters(piece)) index = this.readLetters(index);
      else index += 1;
    }
  }

  /** "10", "10x20", "8 x 110 mm", "25A", "2p": everything joined by "x" is one group. */
  private readNumbers(from: number, prefix: string | null = null): number {
    const values: string[] = [];
    let index = from;
    this.group += 1;
    for (;;) {
      values.push(...numberOf(this.list[index]?.text ?? ""));
      const [join, next] = [this.list[index + 1], this.list[index + 2]];
      if (!join || !joins.has(join.text) || !isNumber(next)) break;
      index += 2;
    }
    const after = this.unitAfter(index);
    const place = this.placeOf(from, after.next);
    for (const value of values)
      this.numbers.push({ ...measure(value, after.unit, this.group, values[0] === value ? prefix : null), ...place });
    if (after.code) this.pushCode(from, after.next);
    return after.next;
  }

  /** What follows the number at `index`: its unit, or letters that make it a code ("285a"). */
  private unitAfter(index: number): { unit: string | null; next: number; code: boolean } {
    const [piece, second] = [this.list[index + 1], this.list[index + 2]];
    if (!piece) return { unit: null, next: index + 1, code: false };
    if (piece.text === '"' || piece.text === "%") return { unit: piece.text, next: index + 2, code: false };
    if (!isLetters(piece)) return { unit: null, next: index + 1, code: false };
    if (second?.glued && isNumber(second) && unitOf(piece.text + second.text)) {
      return { unit: piece.text + second.text, next: index + 3, code: false };
    }
    const squared = unitOf(piece.text)?.unit === "length" && second && /^(?:cuadrados?|quadrats?|square|sq)$/.test(second.text);
    if (squared)
      return {
        unit: piece.text.startsWith("m") && piece.text !== "m" && !/^met/.test(piece.text) ? "mm2" : "m2",
        next: index + 3,
        code: false,
      };
    if (piece.glued) return this.gluedUnit(piece, index);
    const isUnit =
      unitOf(piece.text) !== null && (piece.text.length > 1 || (piece.text !== "a" && piece.text !== "u" && piece.text !== "p"));
    return isUnit ? { unit: piece.text, next: index + 2, code: false } : { unit: null, next: index + 1, code: false };
  }

  private gluedUnit(piece: Piece, index: number): { unit: string | null; next: number; code: boolean } {
    const more = this.list[index + 2];
    if (more?.glued && isNumber(more)) return { unit: null, next: this.codeEnd(index), code: true };
    if (piece.text.length <= 2 || unitOf(piece.text)) return { unit: piece.text, next: index + 2, code: false };
    return { unit: null, next: index + 1, code: false };
  }

  /** First piece after the run of letters and digits without gap that starts at `from`. */
  private codeEnd(from: number): number {
    let index = from + 1;
    for (let piece = this.list[index]; piece?.glued && /^[a-z0-9]/.test(piece.text); piece = this.list[index]) index += 1;
    return index;
  }

  /** A word; or with digits glued a code ("e27", "ce285a"), or a thread ("m10x20"). */
  private readLetters(index: number): number {
    const piece = this.list[index];
    const [digits, after] = [this.list[index + 1], this.list[index + 2]];
    if (!piece) return index + 1;
    const hyphened = digits?.text === "-" && digits.glued && after?.glued && isNumber(after);
    const number = hyphened ? after : digits;
    if (!number?.glued || !isNumber(number)) return this.readWord(index);
    const numberAt = hyphened ? index + 2 : index + 1;
    const rest = this.list[numberAt + 1];
    if (piece.text === "x" || piece.text === "o") return this.readNumbers(numberAt);
    if (!hyphened && piece.text.length <= 2 && rest?.text === "x" && isNumber(this.list[numberAt + 2]))
      return this.readNumbers(numberAt, piece.text);
    const end = this.codeEnd(numberAt);
    this.pushCode(index, end);
    if (end === numberAt + 1 && piece.text.length <= 2) {
      this.group += 1;
      this.numbers.push({ ...measure(plainNumber(number.text), null, this.group, piece.text), ...this.placeOf(index, end) });
    }
    return end;
  }

  private readWord(index: number): number {
    const piece = this.list[index];
    const next = this.list[index + 1];
    if (!piece) return index + 1;
    this.pushWord(piece, next);
    if (next?.text === "+" && next.glued && !isLetters(this.list[index + 2])) this.pushWord({ ...next, text: "plus" }, undefined);
    return index + 1;
  }

  private pushWord(piece: Piece, next: Piece | undefined): void {
    const opposite = withOrWithout(piece.text);
    const isSmall = (piece.text.length < 2 && /[aeiouxy]/.test(piece.text)) || (isSilent(piece.text) && opposite === null);
    if (isSmall) {
      this.small.push(piece.text);
      return;
    }
    const said = numberWords[piece.text];
    const fraction = said !== undefined && next ? fractionWords[next.text] : undefined;
    const value = said === undefined ? null : fraction ? String(Number(said) / fraction) : said;
    this.words.push({
      text: piece.text,
      stem: opposite ?? stemWord(piece.text),
      code: false,
      start: piece.start,
      end: piece.end,
      marked: piece.marked,
      number: value === null ? null : measure(value, null, 0),
      measures: measureNames.has(piece.text) || fractionWords[piece.text] !== undefined || unitOf(piece.text) !== null,
    });
  }

  private pushCode(from: number, to: number): void {
    const text = this.list.slice(from, to).map((piece) => piece.text).filter((part) => /[a-z0-9]/.test(part)).join(""); // prettier-ignore
    this.words.push({ text, stem: text, code: true, ...this.placeOf(from, to), marked: false, number: null, measures: false });
  }

  private placeOf(from: number, to: number): { start: number; end: number } {
    return { start: this.list[from]?.start ?? 0, end: this.list[to - 1]?.end ?? 0 };
  }
}

function codesOf(folded: string): Analysis["codes"] {
  const codes: { text: string; start: number; end: number }[] = [];
  for (const match of folded.matchAll(/[^\s()[\],;:]+/g)) {
    const chunk = match[0];
    const text = /^[a-z0-9]*$/.test(chunk) ? chunk : chunk.replace(/[^a-z0-9]/g, "");
    if (text !== "") codes.push({ text, start: match.index, end: match.index + chunk.length });
  }
  return codes;
}

function readPieces(list: readonly Piece[]): Pick<Analysis, "words" | "numbers" | "small"> {
  const reader = new Reader(list);
  reader.read();
  return { words: reader.words, numbers: reader.numbers, small: reader.small };
}

/** "3/8" → 0.375, "1 1/4" → 1.25, "80/20" → both numbers. */
function numberOf(text: string): string[] {
  const parts = /^(?:(\d+)\s+)?(\d+)\/(\d+)$/.exec(text);
  if (!parts) return [plainNumber(text)];
  const [, whole, above = "", below = ""] = parts;
  const isFraction =
    ["2", "3", "4", "8", "16", "32"].includes(below) &&
    (Number(above) < Number(below) || (whole === undefined && Number(above) < 2 * Number(below) && below !== "2" && below !== "3"));
  if (!isFraction) return [...(whole ? [plainNumber(whole)] : []), plainNumber(above), plainNumber(below)];
  return [String(Number(whole ?? "0") + Number(above) / Number(below))];
}
