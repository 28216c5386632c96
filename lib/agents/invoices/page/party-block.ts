import type { Box } from "@/lib/kernel/evidence";
import { companyNameIn } from "@/lib/language/names";
import { findTaxIds } from "@/lib/language/tax-ids";
import { type Layout, type Segment, overlapX } from "./layout";
import type { TaxIdCandidate } from "./tax-id-candidate";

/** The phrases of the block a tax id stands in: same column, lines close by, up to the label that heads it. */
export function neighbourhood(layout: Layout, place: TaxIdCandidate): Segment[] {
  const height = Math.max(6, place.box[3] - place.box[1]);
  const near: Segment[] = [place.segment];
  for (const step of [-1, 1]) {
    let last = place.segment.box;
    for (let at = place.row + step; at >= 0 && at < layout.rows.length && near.length <= 12; at += step) {
      const row = layout.rows[at];
      if (!row || row.page !== place.page) break;
      const gap = step < 0 ? last[1] - row.box[3] : row.box[1] - last[3];
      if (gap > 1.9 * height) break;
      const segment = row.segments.find((s) => inColumn(s.box, place.segment.box, height));
      if (!segment) continue;
      const between = step < 0 ? last[1] - segment.box[3] : segment.box[1] - last[3];
      const heads = segment.labels.some(
        (l) => l.start === 0 && (l.kinds.has("customer") || l.kinds.has("supplier") || l.kinds.has("shipTo")),
      );
      if (between > 1.9 * height || isOtherId(segment, place) || (step > 0 && heads)) break;
      near.push(segment);
      last = segment.box;
      if (heads) break;
    }
  }
  return near;
}

const isOtherId = (segment: Segment, place: TaxIdCandidate): boolean =>
  segment !== place.segment && findTaxIds(segment.text).some((found) => found.valid && found.taxId !== place.taxId);

function inColumn(a: Box, b: Box, height: number): boolean {
  return (
    Math.abs(a[0] - b[0]) < height ||
    Math.abs(a[2] - b[2]) < height ||
    Math.abs(a[0] + a[2] - b[0] - b[2]) < 2 * height ||
    overlapX(a, b) > 0.9
  );
}

export function nameNear(near: readonly Segment[], place: TaxIdCandidate): string | null {
  const before = place.segment.words
    .slice(0, place.startWord)
    .map((w) => w.text)
    .join(" ");
  return companyNameIn(before) ?? near.map((s) => companyNameIn(s.text)).find((name) => name !== null) ?? null;
}
