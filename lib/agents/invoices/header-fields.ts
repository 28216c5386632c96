import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { findPaymentDays } from "@/lib/language/payment-terms";
import type { LabelKind } from "@/lib/language/label-table";
import { findLabels } from "@/lib/language/labels";
import type { Box } from "@/lib/kernel/evidence";
import { isMoney, type Candidates, type DateCandidate, type IbanCandidate } from "./candidates";
import { around, type Layout, type Segment } from "./layout";
import { claim, labelsOf, strength, type LabelHit, type Located } from "./relate";

export type Found<T> = {
  readonly value: T;
  readonly page: number;
  readonly box: Box;
  readonly text: string;
  readonly score: number;
  /** Score ahead of the next different value. */ readonly margin: number;
};

type NumberToken = Located & { readonly value: string };

/** The invoice number: the token that the most specific number label points at, never a date, tax id or amount. */
export function findNumber(layout: Layout, candidates: Candidates, tableHeads: ReadonlySet<number> = new Set()): Found<string> | null {
  const tokens = layout.segments.flatMap((segment) => tokensIn(segment, candidates));
  const scored = tokens
    .map((token) => ({
      token,
      score: scoreNumber(
        layout,
        token,
        labelsOf(layout, token, tokens).filter((hit) => !isColumnHead(hit, tableHeads)),
      ),
    }))
    .filter((t) => t.score > 0.8);
  return pick(
    scored.map(({ token, score }) => ({ value: token.value, page: token.page, box: token.box, text: token.text, score })),
    (a) => a.replace(/[^A-Z0-9]/gi, ""),
  );
}

/** The heading of a line table names a column of the lines, not a field of the document. */
const isColumnHead = (hit: LabelHit, tableHeads: ReadonlySet<number>): boolean => hit.direction === "above" && tableHeads.has(hit.row);

const specific =
  /fact|fra|fakt|invoice|rechnung|fattura|fatura|facture|rechnungs|belegn|re nr|rg nr|credit|gutschrift|avoir|abono|rectificativa|simplif|ticket|tique|receipt|bill/;

function scoreNumber(layout: Layout, token: NumberToken, hits: readonly LabelHit[]): number {
  let score = -Infinity;
  const byDirection = new Set<string>();
  for (const hit of hits) {
    const nearest = !byDirection.has(hit.direction);
    byDirection.add(hit.direction);
    if (!hit.label.kinds.has("number") || (hit.direction === "above" && hit.distance > 3.2) || hit.direction === "after") continue;
    const kind = specific.test(hit.label.phrase)
      ? /(?:no|num|numero|n|nr|nummer|number|zk|zenbakia|#|id|numer)\b/.test(hit.label.phrase) || /nummer|zenbakia/.test(hit.label.phrase)
        ? 1.35
        : 0.95
      : /doc|dok/.test(hit.label.phrase)
        ? 1.1
        : insideSentence(token, hit)
          ? 0.4
          : 0.7;
    const blocked = hits.some((other) => other.direction === hit.direction && other.distance < hit.distance && isOtherThing(other));
    score = Math.max(score, strength(hit) * kind * (nearest ? 1 : 0.6) * (blocked ? 0.15 : 1) * (hit.loose >= 2 ? 0.5 : 1));
  }
  if (score === -Infinity) return 0;
  const [nearest] = hits;
  if (nearest && nearest.direction === "left" && isOtherThing(nearest) && nearest.between === 0) score -= 2.5;
  const text = token.value;
  const page = layout.pages.find((p) => p.number === token.page);
  score += /[A-Z].*\d|\d.*[/-].*\d/i.test(text) ? 0.35 : 0;
  score += text.length >= 3 && text.length <= 20 ? 0.2 : -0.5;
  score += page && token.box[1] < page.height * 0.5 && token.page === 1 ? 0.4 : 0;
  if (/^(?:19|20)\d\d$/.test(text)) score -= 1;
  if (/^\d{1,2}$/.test(text)) score -= 0.7;
  if (/[-/.]$/.test(text)) score -= 1;
  if (token.end - token.start > 1 && token.segment.words.length === token.end - token.start) score += 0.06;
  if (token.segment.words.slice(token.end).some((word) => /^\p{L}{3,}/u.test(word.text)) && hits[0]?.direction !== "left") score -= 0.5;
  if (isPostcode(token) && hits[0]?.direction !== "left") score -= 1;
  if (/^\d{9}$/.test(text) && /^[6789]/.test(text)) score -= 0.3;
  return score;
}

/** "31, 41087 Sevilla": five digits before the name of a place. */
const isPostcode = (token: NumberToken): boolean =>
  /^\d{5}$/.test(token.value) && /^\p{Lu}\p{Ll}/u.test(token.segment.words[token.end]?.text ?? "");

/** "… en el registro de envases nº 6697": a bare "nº" with words before it counts something else. */
const insideSentence = (token: NumberToken, hit: LabelHit): boolean =>
  hit.direction === "left" && token.segment.labels.includes(hit.label) && hit.label.start > 1;

function isOtherThing(hit: LabelHit): boolean {
  const kinds = hit.label.kinds;
  if (kinds.has("number") && specific.test(hit.label.phrase)) return false;
  return (
    (
      [
        "otherRef",
        "otherDate",
        "taxId",
        "companyId",
        "phone",
        "account",
        "registry",
        "issueDate",
        "dueDate",
        "period",
        "customer",
        "operationDate",
        "quantity",
      ] as const
    ).some((kind) => kinds.has(kind)) && !kinds.has("number")
  );
}

/** Words with digits that could name a document; "FT IXTEST-01/27" and "2026 / 123" are one. */
function tokensIn(segment: Segment, candidates: Candidates): NumberToken[] {
  const busy = (at: number) =>
    candidates.dates.some(
      (d) => d.segment === segment && at >= d.start && at < d.end && (segment.words[at]?.text.length ?? 0) <= d.text.length + 2,
    ) ||
    isInAccount(segment, at, candidates) ||
    candidates.taxIds.some((t) => t.valid && t.segment === segment && t.startWord === at && !namesNumber(segment, at)) ||
    candidates.numbers.some((n) => n.segment === segment && at >= n.start && at < n.end && (isMoney(n) || n.percent));
  const found: NumberToken[] = [];
  for (let at = 0; at < segment.words.length; at++) {
    const text = clean(segment.words[at]?.text ?? "");
    if (!/\d/.test(text) || /^(?:\d{1,2}[ºª]|\d+(?:[.,]\d+)?x\d+.*)$/i.test(text) || busy(at) || !/^[#A-Z0-9ºª/_.\-–]+$/i.test(text))
      continue;
    let start = at;
    let end = at + 1;
    const before = segment.words[at - 1]?.text ?? "";
    if (
      /^(?:[A-Z]{1,4}|\d{2,4})[/-]?$/.test(before) &&
      !/^(?:EUR|USD|NIF|CIF|IVA|VAT|DE|NO|Nº|NUM|FRA|DEL|FACTURA)$/i.test(before) &&
      !busy(at - 1) &&
      findLabels([before]).length === 0
    )
      start = at - 1;
    const next = clean(segment.words[at + 1]?.text ?? "");
    if (/^[/-]$/.test(next) && /\d/.test(segment.words[at + 2]?.text ?? "")) end = at + 3;
    for (const from of new Set([at, start])) {
      const words = segment.words.slice(from, end);
      const value = clean(words.map((w) => w.text).join(" "));
      found.push({
        page: segment.page,
        row: segment.row,
        segment,
        start: from,
        end,
        text: value,
        box: around(words.map((w) => w.box)),
        value: value.replace(/^#/, ""),
      });
    }
  }
  return found;
}

/** Part of a bank account, whole or masked. */
function isInAccount(segment: Segment, at: number, candidates: Candidates): boolean {
  const word = segment.words[at];
  if (!word) return false;
  if (/^[A-Z]{2}\d{2}$/.test(word.text) && /^[\d*]{4}/.test(segment.words[at + 1]?.text ?? "")) return true;
  return candidates.ibans.some(
    (iban) =>
      iban.page === segment.page &&
      word.box[0] < iban.box[2] &&
      word.box[2] > iban.box[0] &&
      word.box[1] < iban.box[3] &&
      word.box[3] > iban.box[1],
  );
}

/** "Núm. factura: V20262444": what follows the label is the number, whatever form it has. */
const namesNumber = (segment: Segment, at: number): boolean =>
  segment.labels.some((label) => label.end === at && label.kinds.has("number") && specific.test(label.phrase));

const clean = (text: string): string =>
  text
    .replace(/^[([«"':#]+(?=.)|[)\]»"',;:.]+$/g, "")
    .replace(/^(?:n\.?[º°]|n\.o|núm\.?|no\.|no(?=\d))(?=.*\d)/i, "")
    .replace(/^.*:(?=[A-Z0-9])/i, "");

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
        score: scoreIssue(layout, date, hits.get(date) ?? []) + besideNumber(date, number, hits.get(date) ?? []),
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

function scoreIssue(layout: Layout, date: DateCandidate, hits: readonly LabelHit[]): number {
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

export type CurrencyReading = { readonly code: string; readonly printed: boolean };

/** Currency at the totals first, then the commonest mark; euro is only assumed where nothing says otherwise. */
export function findCurrency(candidates: Candidates, texts: readonly string[], near: readonly string[]): CurrencyReading {
  const marks = near.filter((code) => code !== "");
  const counts = new Map<string, number>();
  for (const number of candidates.numbers) if (number.currency) counts.set(number.currency, (counts.get(number.currency) ?? 0) + 1);
  for (const code of marks) counts.set(code, (counts.get(code) ?? 0) + 5);
  const named = texts.join(" ").match(/\b(?:EUR|USD|GBP|CHF|PLN|MXN|MYR|SEK|DKK|NOK|CAD|AUD|JPY)\b|€|\beuros?\b/giu) ?? [];
  for (const name of named) {
    const code = /^(?:€|euros?|eur)$/iu.test(name) ? "EUR" : name.toUpperCase();
    counts.set(code, (counts.get(code) ?? 0) + 0.5);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best ? { code: best[0], printed: true } : { code: "EUR", printed: false };
}

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

function pick<T>(
  list: readonly { value: T; page: number; box: Box; text: string; score: number }[],
  key: (value: T) => string,
): Found<T> | null {
  const best = new Map<string, (typeof list)[number]>();
  for (const one of list) {
    const known = best.get(key(one.value));
    if (!known) best.set(key(one.value), one);
    else best.set(key(one.value), { ...(one.score > known.score ? one : known), score: Math.max(one.score, known.score) + 0.25 });
  }
  const [first, second] = [...best.values()].sort((a, b) => b.score - a.score);
  return first ? { ...first, margin: first.score - (second?.score ?? 0) } : null;
}
