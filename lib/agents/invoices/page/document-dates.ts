import { type PlainDate, addDays } from "@/lib/kernel/calendar";
import type { LabelKind } from "@/lib/language/label-table";
import { foldText } from "@/lib/language/fold";
import { findLabels } from "@/lib/language/labels";
import { findPaymentDays } from "@/lib/language/payment-terms";
import type { Candidates, DateCandidate } from "./candidates";
import { isColumnHead } from "./column-head";
import { type Found, pick } from "./found";
import type { Layout } from "./layout";
import { specific } from "./document-number";
import { type LabelHit, claim, labelsOf, strength } from "./relate";

/** Issue date and due date together: the due date is not before the issue date where that can be. */
export function findDatesOfInvoice(
  layout: Layout,
  candidates: Candidates,
  tableHeads: ReadonlySet<number> = new Set(),
  number: Found<string> | null = null,
): {
  readonly issue: Found<string> | null;
  readonly due: Found<string> | null;
  readonly dueDates: readonly string[];
  readonly dueDerived: boolean;
  readonly ambiguous: boolean;
} {
  const hits = new Map(
    candidates.dates.map((date) => [
      date,
      labelsOf(layout, date, candidates.dates).filter((hit) => hit.direction !== "after" && !isColumnHead(hit, tableHeads)),
    ]),
  );
  const issue = pick(
    candidates.dates
      .map((date) => ({
        ...place(date),
        score: scoreIssue(layout, date, hits.get(date) ?? [], candidates.dates) + besideNumber(date, number, hits.get(date) ?? []),
      }))
      .filter((d) => d.score > 0.5),
    (a) => a,
  );
  const dueScores = candidates.dates
    .map((date) => ({ ...place(date), score: scoreDue(hits.get(date) ?? [], date, issue?.value ?? null) }))
    .filter((d) => d.score > 0.9);
  const due = pick(dueScores, (a) => a);
  const strongest = Math.max(0, ...dueScores.map((d) => d.score));
  const dueDates = [...new Set(dueScores.filter((d) => d.score > strongest - 1.7).map((d) => d.value))].sort();
  const ambiguous = candidates.dates.some((date) => date.date === issue?.value && date.ambiguous);
  const first = dueDates.length > 1 ? dueScores.find((d) => d.value === dueDates[0]) : null;
  if (due) return { issue, due: first ? { ...first, margin: 0 } : due, dueDates, dueDerived: false, ambiguous };
  const terms = issue ? findPaymentDays(layout.rows.map((row) => row.text)) : null;
  if (!issue || !terms) return { issue, due: null, dueDates: [], dueDerived: false, ambiguous };
  const row = layout.rows[terms.line];
  const derived = {
    value: addDays(issue.value as PlainDate, terms.days) as string,
    page: row?.page ?? 1,
    box: row?.box ?? issue.box,
    text: row?.text.slice(0, 200) ?? "",
    score: 1,
    margin: 0,
  };
  return { issue, due: derived, dueDates: [derived.value], dueDerived: true, ambiguous };
}

const place = (date: DateCandidate) => ({ value: date.date, page: date.page, box: date.box, text: date.text });

function scoreIssue(layout: Layout, date: DateCandidate, hits: readonly LabelHit[], dates: readonly DateCandidate[]): number {
  const other: readonly LabelKind[] = ["dueDate", "period", "operationDate", "otherDate"];
  let score = 0;
  for (const [i, hit] of hits.entries()) {
    const nearest = !hits.slice(0, i).some((h) => h.direction === hit.direction);
    if (hit.direction === "above" && hit.distance > 3) continue;
    const blockedByOther = hits.slice(0, i).some((h) => h.direction === hit.direction && other.some((k) => h.label.kinds.has(k)));
    if (hit.label.kinds.has("issueDate"))
      score = Math.max(
        score,
        strength(hit) *
          (nearest ? 1 : 0.5) *
          (/fact|fra|emis|exped|invoice|issue|rechnung|ausstell|beleg|jaulk|fakt/.test(hit.label.phrase) ? 1.25 : 0.95) *
          (blockedByOther ? 0.2 : 1),
      );
    else if (hit.label.kinds.has("number") && specific.test(hit.label.phrase) && hit.direction === "left")
      score = Math.max(score, 0.9 * strength(hit) * 0.5);
  }
  const against = Math.max(claim(hits.slice(0, 3), ...other), claim(hits.slice(0, 1), "otherRef"));
  if (against > score) score -= against;
  const adjacent = hits.find((hit) => hit.direction === "left" && hit.between === 0 && hit.distance < 30);
  if (adjacent && !adjacent.label.kinds.has("issueDate") && other.some((kind) => adjacent.label.kinds.has(kind)))
    score = Math.min(score, 0) - 2;
  if (rectifies(date)) score -= 4;
  if (isOfRange(date, dates)) score -= 2.5;
  const page = layout.pages.find((p) => p.number === date.page);
  const high = date.page === 1 && page !== undefined && date.box[1] < page.height * 0.45;
  if (score <= 0.5 && against < 1) {
    const alone = date.segment.words.length - (date.end - date.start);
    const place = /^\p{Lu}[\p{L}\s'-]+,?\s(?:a|le|den)?\s?$/u.test(
      `${date.segment.words
        .slice(0, date.start)
        .map((w) => w.text)
        .join(" ")} `,
    );
    if (place && alone <= 5) score = 1.9;
    else if (alone === 0 && high) score = 1.1;
    else if (high && alone <= 3) score = 0.8;
  }
  if (
    /\d{1,2}:\d{2}/.test(
      date.segment.words
        .slice(date.end, date.end + 1)
        .map((w) => w.text)
        .join(""),
    )
  )
    score += high ? 0.9 : 0.5;
  return score + (high ? 0.3 : 0);
}

/** An unlabelled date right under, over or beside the number of the invoice belongs to it. */
function besideNumber(date: DateCandidate, number: Found<string> | null, hits: readonly LabelHit[]): number {
  if (!number || number.page !== date.page || hits.some((hit) => hit.direction === "left" && hit.between === 0 && hit.distance < 30))
    return 0;
  const height = Math.max(5, date.box[3] - date.box[1]);
  const aligned =
    Math.abs(date.box[0] - number.box[0]) < height ||
    Math.abs(date.box[2] - number.box[2]) < height ||
    Math.abs(date.box[0] + date.box[2] - number.box[0] - number.box[2]) < 2 * height;
  const gap = Math.max(date.box[1] - number.box[3], number.box[1] - date.box[3]);
  const sameRow = gap < -0.4 * height && Math.abs(date.box[0] - number.box[2]) < 12 * height;
  return (aligned && gap < 1.8 * height) || sameRow ? 0.9 : 0;
}

/** "01/10/2026 – 31/10/2026", "del 1 al 31 de octubre": from one day to another is a period. */
const isOfRange = (date: DateCandidate, dates: readonly DateCandidate[]): boolean =>
  dates.some((other) => {
    if (other === date || other.segment !== date.segment) return false;
    const [first, second] = other.start < date.start ? [other, date] : [date, other];
    const between = date.segment.words.slice(first.end, second.start).map((word) => foldText(word.text));
    return between.length === 1 && /^(?:-|–|—|a|al|hasta|fins|to|until|bis|au|ate|ata|e)$/.test(between[0] ?? "");
  });

/** The date of another document that this one corrects or mentions. */
function rectifies(date: DateCandidate): boolean {
  const before = date.segment.words.slice(0, date.start).map((w) => w.text);
  return findLabels(before).some(
    (label) =>
      label.kinds.has("otherRef") && /rectif|sustitu|origin|associ|corrected|preced|albaran|pedido|contrato|protocolo/.test(label.phrase),
  );
}

function scoreDue(hits: readonly LabelHit[], date: DateCandidate, issue: string | null): number {
  let score = 0;
  for (const [i, hit] of hits.entries()) {
    if (!hit.label.kinds.has("dueDate") || (hit.direction === "above" && hit.distance > 4) || hit.direction === "after") continue;
    const nearest = !hits.slice(0, i).some((h) => h.direction === hit.direction);
    const inRow = hit.direction === "left" ? Math.max(strength(hit), 3 - 0.4 * hit.between) : strength(hit);
    score = Math.max(score, inRow * (nearest ? 1 : 0.45));
  }
  if (score > 0 && issue && date.date < issue) score -= 2;
  return score;
}
