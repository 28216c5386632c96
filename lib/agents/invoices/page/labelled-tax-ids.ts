import type { Box } from "@/lib/kernel/evidence";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { hasValidVatDigits, vatFormats } from "@/lib/kernel/vat-formats";
import type { FoundLabel } from "@/lib/language/labels";
import { around, overlapX, type Layout, type Segment } from "./layout";
import type { TaxIdCandidate } from "./tax-id-candidate";

/** Which country a bare number belongs to, by the language of its label; believed only when its check digits agree. */
const homes: readonly { readonly label: RegExp; readonly prefix: string }[] = [
  { label: /\b(?:nif|nipc|contribuinte)\b/, prefix: "PT" },
  { label: /\b(?:p iva|piva|partita iva|codice fiscale|cf|c f)\b/, prefix: "IT" },
  { label: /\bbtw\b/, prefix: "NL" },
  { label: /\bnip\b/, prefix: "PL" },
  { label: /\bvat\b/, prefix: "GB" },
  { label: /\buid\b/, prefix: "AT" },
];

type Place = { readonly segment: Segment; readonly startWord: number; readonly label: FoundLabel };

/**
 * Numbers that a label calls a tax id and that have no form we know: those of the United States and other countries,
 * national ones without their prefix, misprints. Nothing proves them, so that they are always doubted; but the paper
 * says what they are, and another party's id must not take their place.
 */
export function labelledTaxIds(layout: Layout, known: readonly TaxIdCandidate[]): TaxIdCandidate[] {
  return layout.segments.flatMap((segment) => placesIn(layout, segment)).flatMap((place) => idAt(place, known) ?? []);
}

/** A tax id label stands right before it, to its left, or heads its column. */
export function hasTaxIdLabel(layout: Layout, segment: Segment, startWord: number): boolean {
  const before = segment.labels.some((label) => label.kinds.has("taxId") && label.end <= startWord && label.end >= startWord - 1);
  return before || (startWord === 0 && labelBeside(layout, segment) !== null);
}

function placesIn(layout: Layout, segment: Segment): Place[] {
  const own = segment.labels.flatMap((label) =>
    label.kinds.has("taxId") && label.end < segment.words.length ? [{ segment, startWord: label.end, label }] : [],
  );
  if (own.length > 0 || segment.labels.length > 0) return own;
  const label = labelBeside(layout, segment);
  return label === null ? [] : [{ segment, startWord: 0, label }];
}

/** The label that ends the segment to the left, or the one right above. */
function labelBeside(layout: Layout, segment: Segment): FoundLabel | null {
  const height = Math.max(5, segment.box[3] - segment.box[1]);
  const left = layout.rows[segment.row]?.segments.filter((s) => s.box[2] <= segment.box[0]).at(-1);
  if (left && segment.box[0] - left.box[2] < 12 * height) {
    const label = closingLabel(left);
    if (label) return label;
  }
  const above = layout.rows
    .slice(Math.max(0, segment.row - 2), segment.row)
    .flatMap((row) => row.segments)
    .filter((s) => s.page === segment.page && overlapX(s.box, segment.box) > 0.5 && isRightAbove(s.box, segment.box, height))
    .at(-1);
  return above && above.words.length <= 4 ? closingLabel(above) : null;
}

const isRightAbove = (upper: Box, lower: Box, height: number): boolean => upper[3] <= lower[1] + 2 && lower[1] - upper[3] < 1.5 * height;

const closingLabel = (segment: Segment): FoundLabel | null =>
  segment.labels.find((one) => one.kinds.has("taxId") && one.end === segment.words.length) ?? null;

const form = /^(?=(?:.*\d){5})[A-Z0-9][A-Z0-9./-]{5,18}$/i;
const telephone = /^[+(]/;
const amountOrDate = /^[\d.]+[.]\d{1,2}$|^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/;

/** "VAT" and "TVA" name the tax as often as its number: only what is long enough for a number is one. */
const isLongEnough = (bare: string, label: FoundLabel): boolean =>
  !(label.kinds.has("tax") || label.kinds.has("rate")) || bare.replace(/\D/g, "").length >= 9;

/** One word, or up to five groups of digits; never what is a known tax id already. */
function idAt({ segment, startWord, label }: Place, known: readonly TaxIdCandidate[]): TaxIdCandidate | null {
  const first = segment.words[startWord];
  const isKnown = (at: number) =>
    known.some((one) => one.segment === segment && at >= one.startWord && at < one.startWord + one.text.split(" ").length);
  if (!first || isKnown(startWord) || isKnown(startWord + 1) || telephone.test(first.text)) return null;
  let end = startWord + 1;
  while (end < startWord + 5 && /^[\d./-]{2,}$/.test(segment.words[end]?.text ?? "") && /^[A-Z\d./-]+$/i.test(first.text)) end++;
  const words = segment.words.slice(startWord, end);
  const text = words
    .map((word) => word.text)
    .join(" ")
    .replace(/^[:#.\s]+|[.,;:)\s]+$/g, "");
  const joined = text.replaceAll(" ", "");
  if (!form.test(joined) || amountOrDate.test(joined) || !isLongEnough(joined, label)) return null;
  const { taxId, valid, country } = withHome(normalizeTaxId(text), label.phrase);
  return {
    taxId, valid, proof: valid ? "checksum" : "none", country, start: 0, end: 0, page: segment.page, row: segment.row,
    box: around(words.map((word) => word.box)), text, segment, startWord, labelled: true,
  }; // prettier-ignore
}

function withHome(bare: string, phrase: string): Pick<TaxIdCandidate, "taxId" | "valid" | "country"> {
  const home = homes.find(({ label, prefix }) => label.test(phrase) && hasProvenForm(prefix, bare));
  if (!home) return { taxId: bare, valid: false, country: checkTaxId(bare).country };
  const check = checkTaxId(home.prefix + bare);
  return { taxId: check.normalized, valid: check.valid, country: check.country };
}

const hasProvenForm = (prefix: string, body: string): boolean =>
  vatFormats[prefix]?.pattern.test(body) === true && hasValidVatDigits(prefix, body) === true;
