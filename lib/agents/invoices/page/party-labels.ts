import { foldText } from "@/lib/language/fold";
import type { LabelKind } from "@/lib/language/label-table";
import { type Layout, type Segment, heightOf, overlapX } from "./layout";
import { labelBox } from "./relate";
import type { TaxIdCandidate } from "./tax-id-candidate";

/** Party labels before the id in its phrase, to its left, or heading its block. */
export function roleByLabels(layout: Layout, place: TaxIdCandidate): number {
  const role = (kinds: ReadonlySet<LabelKind>): number =>
    kinds.has("supplier") && !kinds.has("customer")
      ? 1
      : kinds.has("customer") && !kinds.has("supplier")
        ? -1
        : kinds.has("shipTo") && !kinds.has("supplier")
          ? -0.7
          : 0;
  const folded = foldText(place.segment.text);
  if (
    /\b(?:your (?:vat|tax)|kunde|nif cliente|cif cliente|nif del cliente|cif del cliente|customer (?:vat|tax)|su nif|su cif|vat client|tva client|ihre ust)/.test(
      folded,
    )
  )
    return -5;
  let score = 0;
  const row = layout.rows[place.row];
  for (const segment of row?.segments ?? []) {
    if (segment.box[0] > place.box[0] + 2) continue;
    const own = segment === place.segment;
    for (const label of segment.labels) {
      if (own ? label.end > place.startWord : headsBlock(layout, segment, label.end)) continue;
      const gap = place.segment.box[0] - labelBox(segment, label)[2];
      if (own || (gap < 0.35 * (layout.pages[0]?.width ?? 600) && isPartyLabel(segment, label.start)))
        score = role(label.kinds) * 4 || score;
    }
  }
  if (score) return score;
  const height = Math.max(5, heightOf({ text: place.text, box: place.box, size: 0, bold: false, confidence: 1 }));
  const anchor = place.segment.box;
  for (let at = place.row - 1; at >= 0; at--) {
    const above = layout.rows[at];
    if (!above || above.page !== place.page || place.box[1] - above.box[3] > 9 * height) break;
    for (const segment of above.segments) {
      const sameColumn = Math.abs(segment.box[0] - anchor[0]) < 3 * height || overlapX(segment.box, anchor) > 0.3;
      if (!sameColumn) continue;
      for (const label of segment.labels) {
        const value = role(label.kinds);
        if (value && isPartyLabel(segment, label.start))
          return value * (headsColumns(above.segments) ? 2.2 : Math.max(1.5, 4 - (place.box[1] - above.box[3]) / height / 4));
      }
    }
  }
  return headerRowRole(layout, place);
}

/** A label alone over lines that begin where it begins speaks of those, and not of what stands to its right. */
function headsBlock(layout: Layout, segment: Segment, labelEnd: number): boolean {
  const height = Math.max(5, segment.box[3] - segment.box[1]);
  const next = layout.rows[segment.row + 1];
  if (labelEnd < segment.words.length || next?.page !== segment.page) return false;
  return next.segments.some(
    (s) =>
      Math.abs(s.box[0] - segment.box[0]) < height &&
      s.box[1] - segment.box[3] < 1.5 * height &&
      !s.labels.some((l) => l.start === 0 && (l.kinds.has("customer") || l.kinds.has("supplier") || l.kinds.has("shipTo"))),
  );
}

/** "CLIENTE | C.I.F. | NUM. FACTURA" over one line of values: the id is the customer's. */
function headerRowRole(layout: Layout, place: TaxIdCandidate): number {
  for (let at = place.row - 1; at >= Math.max(0, place.row - 3); at--) {
    const above = layout.rows[at];
    if (!above || above.page !== place.page) break;
    const labels = above.segments.flatMap((s) => s.labels);
    const over = above.segments.find((s) => overlapX(s.box, place.box) > 0.2 && s.labels.some((l) => l.kinds.has("taxId")));
    if (
      over &&
      labels.some((l) => l.kinds.has("customer") || l.kinds.has("otherRef")) &&
      labels.some((l) => l.kinds.has("number") || l.kinds.has("issueDate"))
    )
      return -3;
  }
  return 0;
}

const headsColumns = (segments: readonly Segment[]): boolean => segments.filter((s) => s.labels.length > 0).length >= 4;

/** A party label opens its phrase; "cliente" inside a sentence is a word. */
export const isPartyLabel = (segment: Segment, start: number): boolean =>
  start === 0 || /:$/.test(segment.words[start - 1]?.text ?? "") || segment.words.length <= 4;
