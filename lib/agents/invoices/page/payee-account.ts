import type { Candidates } from "./candidates";
import type { IbanCandidate } from "./ibans";
import { type Found, pick } from "./found";
import type { Layout } from "./layout";

/** The account to pay to. The account that will be charged is the customer's, and no answer. */
export function findIban(layout: Layout, candidates: Candidates): Found<string> | null {
  const scored = candidates.ibans
    .map((iban) => ({ value: iban.iban, page: iban.page, box: iban.box, text: iban.text, score: scoreIban(layout, iban) }))
    .filter((i) => i.score > 0);
  return pick(scored, (a) => a);
}

function scoreIban(layout: Layout, iban: IbanCandidate): number {
  const height = Math.max(5, iban.box[3] - iban.box[1]);
  const near = layout.rows.filter((row) => row.page === iban.page && Math.abs(row.index - iban.row) <= 3);
  let score = iban.valid ? 1 : 0.6;
  for (const row of near) {
    for (const segment of row.segments) {
      const distance =
        row.index === iban.row ? 0 : Math.min(Math.abs(segment.box[1] - iban.box[3]), Math.abs(iban.box[1] - segment.box[3])) / height;
      if (distance > 2.5 || (row.index !== iban.row && (segment.box[0] > iban.box[2] || segment.box[2] < iban.box[0] - 8 * height)))
        continue;
      for (const label of segment.labels) {
        if (row.index > iban.row && !label.kinds.has("directDebit")) continue;
        if (label.kinds.has("directDebit")) score -= 2.5 / (1 + distance);
        if (label.kinds.has("transfer")) score += 2 / (1 + distance);
        if (label.kinds.has("customer") && row.index === iban.row) score -= 1;
      }
    }
  }
  return score;
}
