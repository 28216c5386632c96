import type { Word } from "@/lib/documents/model";
import { checkIban } from "@/lib/kernel/iban";
import { type Layout, type Row, around, heightOf } from "./layout";
import type { Placed } from "./placed";

export type IbanCandidate = Placed & {
  readonly iban: string;
  /** False: the page calls it an IBAN and it has the length of one, but its check digits are wrong. */
  readonly valid: boolean;
};

/** An IBAN may be printed in groups with any gaps, and its last groups may stand below, at the left edge of its phrase. */
export function ibansIn(layout: Layout, row: Row): IbanCandidate[] {
  const next = layout.rows.slice(row.index + 1, row.index + 4);
  const own = row.segments.flatMap((s) => s.words);
  const found: IbanCandidate[] = [];
  for (let at = 0; at < own.length; at++) {
    const word = own[at];
    if (!word || !/(?:^|[^A-Z])[A-Z]{2}\d{2}|^\d{4}/.test(word.text)) continue;
    const after = continued(row, word, next);
    for (let length = 9; length >= 1; length--) {
      const words = [...own.slice(at), ...after].slice(0, length);
      const text = words
        .map((w) => w.text)
        .join("")
        .replace(/^.*?(?=[A-Z]{2}\d{2})/, "")
        .replace(/[.,;)\]]+$/, "");
      if (words.length < length || text.length < 15 || text.length > 34) continue;
      const check = checkIban(text);
      const misprinted =
        check.failed === "mod97" && check.kind === "iban" && isCalledIban([...above(layout, row, word), ...own.slice(0, at + 1)]);
      if (!check.normalized || !(check.valid || misprinted) || (check.kind === "ccc" && length !== 4 && length !== 1)) continue;
      found.push({
        page: row.page,
        row: row.index,
        box: around(words.slice(0, own.length - at).map((w) => w.box)),
        text: words.map((w) => w.text).join(" "),
        iban: check.normalized,
        valid: check.valid,
      });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** "IBAN", "IBAN:", "(IBAN" right before the number, glued to it or right above it. */
function isCalledIban(words: readonly Word[]): boolean {
  const text = words
    .slice(-3)
    .map((word) => word.text)
    .join(" ");
  return /\biban\b\W*(?:[A-Z]{2}\d{2}\S*)?$/i.test(text);
}

/** The phrase that stands right above the one which begins with this word. */
function above(layout: Layout, row: Row, first: Word): readonly Word[] {
  if (row.segments.every((segment) => segment.words[0] !== first)) return [];
  const height = heightOf(first);
  const over = layout.rows
    .slice(Math.max(0, row.index - 3), row.index)
    .filter((upper) => upper.page === row.page)
    .flatMap((upper) => upper.segments)
    .filter((s) => Math.abs(s.box[0] - first.box[0]) < height && first.box[1] - s.box[3] < height)
    .at(-1);
  return over?.words ?? [];
}

function continued(row: Row, first: Word, next: readonly Row[]): readonly Word[] {
  const start = row.segments.find((s) => s.words.includes(first))?.box[0] ?? first.box[0];
  const height = heightOf(first);
  const below = next
    .filter((r) => r.page === row.page)
    .flatMap((r) => r.segments)
    .find(
      (s) => (Math.abs(s.box[0] - start) < height || Math.abs(s.box[0] - first.box[0]) < height) && s.box[1] - first.box[3] < 1.2 * height,
    );
  return below?.words ?? [];
}
