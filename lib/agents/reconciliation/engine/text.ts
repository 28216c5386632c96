/**
 * Reads printed text into atoms: runs of letters and runs of digits, folded to A–Z and 0–9, each with its place in the raw text
 * so that the screen can underline it. Everything else only separates.
 */

/** What stood before an atom: nothing, blanks, a mark that lives inside numbers and names, or a mark that ends a phrase. */
type Gap = "none" | "blank" | "joint" | "stop";

export type Atom = {
  readonly text: string;
  readonly isDigits: boolean;
  readonly line: number;
  /** [from, to) in the line as printed. */
  readonly from: number;
  readonly to: number;
  readonly gap: Gap;
  /** A dot follows at once: "CONSTR." */
  readonly isDotted: boolean;
  /** Nothing follows in its line. */
  readonly isLast: boolean;
};

const skipped = 1;
const table = foldTable();

/** One code per UTF-16 unit: an upper-case letter or digit, `skipped` for marks that belong to the letter before, 0 separates. */
function foldTable(): Uint8Array {
  const codes = new Uint8Array(0x370);
  const special: Readonly<Record<string, string>> = {
    ß: "S",
    æ: "A",
    Æ: "A",
    ø: "O",
    Ø: "O",
    ł: "L",
    Ł: "L",
    đ: "D",
    Đ: "D",
    ª: "A",
    º: "O",
    ı: "I",
  };
  for (let unit = 0; unit < codes.length; unit++) {
    const sign = String.fromCharCode(unit);
    const base = special[sign] ?? sign.normalize("NFD")[0]?.toUpperCase() ?? "";
    if (/^[A-Z0-9]$/.test(base)) codes[unit] = base.charCodeAt(0);
    else if (unit >= 0x300 || sign === "·") codes[unit] = skipped;
  }
  return codes;
}

/** Signs that Windows-1252 puts where Latin-1 has none, by the byte they stand for. */
const lateBytes: ReadonlyMap<number, number> = new Map(
  [..."€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ"].flatMap((sign, at) =>
    sign === "\u0000" ? [] : [[sign.charCodeAt(0), 0x80 + at] as const],
  ),
);

const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => code >= 65;

/** The folded code at a place and how many units it takes; mends UTF-8 read as Latin-1 ("Ã±") and # printed for Ñ. */
function codeAt(line: string, at: number): { code: number; width: number } {
  const unit = line.charCodeAt(at);
  if (unit === 0xc3 && at + 1 < line.length) {
    const next = lateBytes.get(line.charCodeAt(at + 1)) ?? line.charCodeAt(at + 1);
    const lost = next >= 0x80 && next <= 0xbf ? (table[(next & 0x3f) | 0xc0] ?? 0) : next > 0xbf ? (table[next] ?? 0) : 0;
    if (lost > skipped) return { code: lost, width: 2 };
  }
  if (unit === 35 && at > 0 && isLetter(table[line.charCodeAt(at - 1)] ?? 0)) return { code: 78, width: 1 };
  return { code: unit < table.length ? (table[unit] ?? 0) : 0, width: 1 };
}

/** All atoms of all lines, in reading order. */
export function readText(lines: readonly string[]): readonly Atom[] {
  const atoms: Atom[] = [];
  lines.forEach((line, number) => readLine(line, number, atoms));
  return atoms;
}

function readLine(line: string, number: number, into: Atom[]): void {
  const first = into.length;
  let gap: Gap = "stop";
  let at = 0;
  while (at < line.length) {
    const { code, width } = codeAt(line, at);
    if (code <= skipped) {
      if (code === 0) gap = wider(gap, line.charCodeAt(at));
      at += width;
      continue;
    }
    const from = at;
    const digits = isDigit(code);
    let text = "";
    for (let next = { code, width }; at < line.length; next = codeAt(line, at)) {
      if (next.code !== skipped) {
        if (next.code === 0 || isDigit(next.code) !== digits) break;
        text += String.fromCharCode(next.code);
      }
      at += next.width;
    }
    into.push({ text, isDigits: digits, line: number, from, to: at, gap, isDotted: line.charCodeAt(at) === 46, isLast: false });
    gap = "none";
  }
  const last = into[into.length - 1];
  if (last && into.length > first) into[into.length - 1] = { ...last, isLast: true };
}

/** The wider of the gap so far and the mark met. */
function wider(gap: Gap, unit: number): Gap {
  if (gap === "stop") return gap;
  if (unit === 32 || unit === 9 || unit === 160) return gap === "none" ? "blank" : gap;
  // . / - _ & ' and the typographic apostrophe live inside numbers and names
  const joint = unit === 46 || unit === 47 || unit === 45 || unit === 95 || unit === 38 || unit === 39 || unit === 0x2019;
  return joint ? "joint" : "stop";
}

/** Letters and digits only, folded: the form in which numbers of documents are compared. */
export const squash = (text: string): string =>
  readText([text])
    .map((atom) => atom.text)
    .join("");

/** What stands in a line from one atom to another of it, as it is printed, in capitals. */
export function printOf(lines: readonly string[], atoms: readonly Atom[], from: number, to: number): string {
  const first = atoms[from];
  const last = atoms[to - 1];
  return first && last ? (lines[first.line] ?? "").slice(first.from, last.to + (last.isDotted ? 1 : 0)).toUpperCase() : "";
}
