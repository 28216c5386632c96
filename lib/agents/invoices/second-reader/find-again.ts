import type { ReadDocument } from "@/lib/documents/model";
import type { Evidence } from "@/lib/kernel/evidence";
import { findAddressedRows } from "../instructions";
import { findCandidates } from "../page/candidates";
import { around, layOut, type Segment } from "../page/layout";
import { bare, isSame, type ValueKind } from "./same-value";

type Placed = { readonly page: number; readonly row: number; readonly box: Evidence["box"]; readonly text: string };

/** Where a value stands; null: the pages do not hold it. */
export type FindAgain = (kind: ValueKind, value: string) => Omit<Evidence, "path"> | null;

/**
 * Looks for values in the words of the pages, as code reads them: amounts by what they are worth, dates by the day, names
 * and numbers letter by letter. Lines that speak to a machine do not count: what stands only there is not on the invoice.
 */
export function findAgainIn(document: ReadDocument): FindAgain {
  const layout = layOut(document);
  const { rows } = findAddressedRows(layout);
  const candidates = findCandidates(layout);
  const counts = ({ row }: { readonly row: number }) => !rows.has(row);
  const segments = layout.segments.filter(counts);
  const placed = (found: Placed | undefined) => (found ? { page: found.page, box: found.box, text: found.text.slice(0, 500) } : null);
  const find: Readonly<Record<ValueKind, (value: string) => Placed | undefined>> = {
    words: (value) => wordsIn(segments, value),
    name: (value) => wordsIn(segments, value),
    date: (value) => candidates.dates.filter(counts).find(({ date }) => date === value),
    amount: (value) => candidates.numbers.filter(counts).find(({ plain, percent }) => !percent && isSame("amount", plain, value)),
    rate: (value) => candidates.numbers.filter(counts).find(({ plain }) => isSame("rate", plain, value)),
    taxId: (value) => candidates.taxIds.filter(counts).find(({ taxId }) => isSame("taxId", taxId, value)),
    iban: (value) => candidates.ibans.filter(counts).find(({ iban }) => isSame("iban", iban, value)),
  };
  return (kind, value) => placed(find[kind](value));
}

const mostWords = 16;

/** Neighbouring words that spell the value, whatever stands between its letters. */
function wordsIn(segments: readonly Segment[], value: string): Placed | undefined {
  const wanted = bare(value);
  if (wanted === "") return undefined;
  for (const { page, row, words } of segments) {
    const spelt = words.map(({ text }) => bare(text));
    for (let start = 0; start < words.length; start++) {
      let joined = "";
      for (let end = start; end < Math.min(words.length, start + mostWords) && wanted.startsWith(joined); end++) {
        joined += spelt[end] ?? "";
        if (joined !== wanted) continue;
        const taken = words.slice(start, end + 1);
        return { page, row, box: around(taken.map(({ box }) => box)), text: taken.map(({ text }) => text).join(" ") };
      }
    }
  }
  return undefined;
}
