import type { Word } from "@/lib/documents/model";
import { findDates, foldKeepingLength, voteDateOrder } from "@/lib/language/dates";
import { type Fixed, absolute, cents, fixed } from "@/lib/language/decimal";
import { type NumberStyle, currencyOf, readNumber, voteNumberStyle } from "@/lib/language/numbers";
import { findTaxIds } from "@/lib/language/tax-ids";
import { type IbanCandidate, ibansIn } from "./ibans";
import { hasTaxIdLabel, labelledTaxIds } from "./labelled-tax-ids";
import { type Layout, type Segment, around, heightOf } from "./layout";
import type { Placed } from "./placed";
import type { TaxIdCandidate } from "./tax-id-candidate";

export type NumberCandidate = Placed & {
  readonly value: Fixed;
  /** As read: "1234.50". */
  readonly plain: string;
  readonly decimals: number;
  readonly percent: boolean;
  readonly currency: string | null;
  readonly segment: Segment;
  /** Index of its first and after its last word in the segment. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
};

export type DateCandidate = Placed & {
  readonly date: string;
  readonly ambiguous: boolean;
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
};

export type Candidates = {
  readonly style: NumberStyle;
  readonly numbers: readonly NumberCandidate[];
  readonly dates: readonly DateCandidate[];
  readonly taxIds: readonly TaxIdCandidate[];
  readonly ibans: readonly IbanCandidate[];
};

/** Everything on the pages that could be a value, by kind, before anybody decides what it means. */
export function findCandidates(layout: Layout): Candidates {
  const style = voteNumberStyle(layout.segments.flatMap((segment) => segment.words.map((word) => word.text)));
  const order = voteDateOrder(layout.segments.map((segment) => segment.text));
  const dates = layout.segments.flatMap((segment) => datesIn(segment, order));
  const taxIds = layout.segments.flatMap((segment) => taxIdsIn(layout, segment));
  return {
    style,
    numbers: withoutGroups(layout.segments.flatMap((segment) => numbersIn(segment, style, dates))),
    dates,
    taxIds: [...taxIds, ...labelledTaxIds(layout, taxIds)],
    ibans: layout.rows.flatMap((row) => ibansIn(layout, row)),
  };
}

/** An amount of money: two decimals, or any number that carries a currency. */
export function isMoney(candidate: NumberCandidate): boolean {
  return !candidate.percent && (candidate.decimals === 2 || (candidate.currency !== null && candidate.decimals < 2));
}

function numbersIn(segment: Segment, style: NumberStyle, dates: readonly DateCandidate[]): NumberCandidate[] {
  const found: NumberCandidate[] = [];
  const inDate = (at: number) => dates.some((date) => date.segment === segment && at >= date.start && at < date.end);
  for (let at = 0; at < segment.words.length; at++) {
    if (inDate(at)) continue;
    for (const length of [1, 2, 3]) {
      const candidate = numberAt(segment, at, length, style);
      if (candidate) found.push(candidate);
    }
  }
  return found;
}

/**
 * "27 946,00" can be one amount or a number and an amount. Where no amount from a thousand on is printed in one word, the
 * gaps are thousands separators, and "946,00" is no number of its own.
 */
function withoutGroups(numbers: readonly NumberCandidate[]): readonly NumberCandidate[] {
  const thousands = numbers.filter((n) => isMoney(n) && absolute(n.value) >= cents(100_000));
  const grouped = thousands.filter((n) => /\d\s+\d/.test(n.text));
  if (grouped.length < 2 || grouped.length < thousands.length) return numbers;
  return numbers.filter((n) => !grouped.some((g) => g !== n && g.segment === n.segment && n.start >= g.start && n.end <= g.end));
}

/** Reads 1 word, or 2–3 words whose gaps are thousands separators ("27 946,00"). A sign or currency may stand apart. */
function numberAt(segment: Segment, at: number, length: number, style: NumberStyle): NumberCandidate | null {
  const words = segment.words.slice(at, at + length);
  if (words.length < length || (length > 1 && !joinsAsGroups(words))) return null;
  const printed =
    readNumber(words.map((word) => word.text).join(length > 1 ? " " : ""), style) ??
    (length > 1 ? readNumber(words.map((w) => w.text).join(""), style) : null);
  if (!printed) return null;
  let start = at;
  let end = at + length;
  const next = segment.words[end]?.text ?? "";
  const percent = printed.percent || /^%/.test(next);
  if (!printed.percent && percent) end++;
  let currency = printed.currency;
  if (!currency && currencyOf(next)) {
    currency = currencyOf(next);
    end++;
  }
  let before = segment.words[start - 1];
  if (!currency && !percent && before && currencyOf(before.text)) {
    currency = currencyOf(before.text);
    start--;
    before = segment.words[start - 1];
  }
  const negative =
    before !== undefined &&
    /^[-−–]$/u.test(before.text) &&
    !printed.value.startsWith("-") &&
    !/\d$/.test(segment.words[start - 2]?.text ?? "") &&
    !/^\p{L}/u.test(segment.words[start - 2]?.text ?? "");
  // "IVA 21 % (200,00)": the brackets hold what the percentage is of, and are no sign.
  const isRemark = /^\(.*\)$/.test(words[0]?.text ?? "") && /%$/.test(before?.text ?? "");
  const plain = negative ? `-${printed.value}` : isRemark ? printed.value.replace("-", "") : printed.value;
  if (negative) start--;
  const box = around(segment.words.slice(start, end).map((word) => word.box));
  const valueBox = around(words.map((word) => word.box));
  return {
    page: segment.page, row: segment.row, box: [valueBox[0], box[1], valueBox[2], box[3]], text: segment.words.slice(start, end).map((w) => w.text).join(" "),
    value: fixed(plain), plain, decimals: printed.decimals, percent, currency, segment, start, end, size: Math.max(...words.map(heightOf)),
  }; // prettier-ignore
}

function joinsAsGroups(words: readonly Word[]): boolean {
  return words.every((word, i) => {
    const previous = words[i - 1];
    if (!previous) return /^\D{0,4}\d{1,3}$/u.test(word.text);
    const close = word.box[0] - previous.box[2] < 0.8 * heightOf(word);
    return (
      close &&
      (i < words.length - 1
        ? /^\d{3}$/.test(word.text)
        : /^\d{3}(?:[.,]\d+)?\D{0,3}$/u.test(word.text) || /^[.,]\d\d\D{0,3}$/u.test(word.text))
    );
  });
}

function datesIn(segment: Segment, order: ReturnType<typeof voteDateOrder>): DateCandidate[] {
  if (!/\d/.test(segment.text)) return [];
  return findDates(foldKeepingLength(segment.text), order, true).map((found) => {
    const [start, end] = wordRange(segment.words, found.start, found.end);
    return {
      page: segment.page,
      row: segment.row,
      box: around(segment.words.slice(start, end).map((w) => w.box)),
      text: segment.text.slice(found.start, found.end),
      date: found.date,
      ambiguous: found.ambiguous,
      segment,
      start,
      end,
    };
  });
}

function taxIdsIn(layout: Layout, segment: Segment): TaxIdCandidate[] {
  return findTaxIds(segment.text).map((found) => {
    const [start, end] = wordRange(segment.words, found.start, found.end);
    return {
      ...found,
      page: segment.page,
      row: segment.row,
      box: around(segment.words.slice(start, end).map((w) => w.box)),
      text: segment.text.slice(found.start, found.end),
      segment,
      startWord: start,
      labelled: hasTaxIdLabel(layout, segment, start),
    };
  });
}

function wordRange(words: readonly Word[], from: number, to: number): [number, number] {
  let position = 0;
  let start = -1;
  let end = words.length;
  for (const [index, word] of words.entries()) {
    if (start < 0 && position + word.text.length > from) start = index;
    if (position < to) end = index + 1;
    position += word.text.length + 1;
  }
  return [Math.max(0, start), end];
}
