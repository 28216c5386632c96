import { overlapX, type Layout } from "./layout";
import type { LabelHit, Located } from "./relate";

/**
 * A label to the left of a value on the line that speaks of something else: "VAT number B63484190    A2508863" has its
 * answer in its phrase, and a heading over a value of its own, beside other headings, speaks of what stands under it.
 */
export function isAnswered(layout: Layout, token: Located, hit: LabelHit, tokens: readonly Located[]): boolean {
  if (hit.direction !== "left" || token.segment.labels.includes(hit.label)) return false;
  const row = layout.rows[hit.row];
  const segment = row?.segments.find((one) => one.labels.includes(hit.label));
  if (!row || !segment) return false;
  if (segment.words.slice(hit.label.end).some((word) => /\d{4}/.test(word.text))) return true;
  const height = Math.max(5, hit.box[3] - hit.box[1]);
  const isUnder = (one: Located) =>
    one.page === token.page && one.row > hit.row && one.box[1] - hit.box[3] < 1.6 * height && overlapX(one.box, hit.box) > 0.3;
  const headings = row.segments.filter((one) => one.labels.some((label) => label.start === 0) && !/\d/.test(one.text));
  return hit.heads && headings.length >= 2 && tokens.some(isUnder);
}

/** Words before it in its phrase that are no label: "Avda. Santa Ana, 6" is not what a label further left announces. */
export function isInsidePhrase(token: Located): boolean {
  const { words, labels } = token.segment;
  return words.slice(0, token.start).some((word, at) => /\p{L}{2}/u.test(word.text) && !labels.some((l) => at >= l.start && at < l.end));
}
