import { findLabels } from "@/lib/language/labels";
import { isAnswered, isInsidePhrase } from "./answered-label";
import { type Candidates, isMoney } from "./candidates";
import { isColumnHead } from "./column-head";
import { type Found, pick } from "./found";
import { type Layout, type Segment, around } from "./layout";
import { type LabelHit, type Located, labelsOf, strength } from "./relate";

/** Words that name this kind of paper, and not any other number on it. */
export const specific =
  /fact|fra|fakt|invoice|rechnung|fattura|fatura|facture|rechnungs|belegn|re nr|rg nr|credit|gutschrift|avoir|abono|rectificativa|simplif|ticket|tique|receipt|bill|minuta/;

type NumberToken = Located & { readonly value: string };

/** The invoice number: the token that the most specific number label points at, never a date, tax id or amount. */
export function findNumber(layout: Layout, candidates: Candidates, tableHeads: ReadonlySet<number> = new Set()): Found<string> | null {
  const tokens = withoutMisreadSigns(layout.segments.flatMap((segment) => tokensIn(segment, candidates)));
  const scored = tokens
    .map((token) => ({
      token,
      score: scoreNumber(
        layout,
        token,
        labelsOf(layout, token, tokens).filter((hit) => !isColumnHead(hit, tableHeads) && !isAnswered(layout, token, hit, tokens)),
      ),
    }))
    .filter((t) => t.score > 0.8);
  return pick(
    scored.map(({ token, score }) => ({ value: token.value, page: token.page, box: token.box, text: token.text, score })),
    (a) => a.replace(/[^A-Z0-9]/gi, ""),
  );
}

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
    const foreign = hit.direction === "left" && !token.segment.labels.includes(hit.label) && isInsidePhrase(token);
    score = Math.max(
      score,
      (foreign ? 0.3 : 1) * strength(hit) * kind * (nearest ? 1 : 0.6) * (blocked ? 0.15 : 1) * (hit.loose >= 2 ? 0.5 : 1),
    );
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
  if (isPostcode(token) && !hits.some((hit) => hit.direction === "left" && token.segment.labels.includes(hit.label))) score -= 1.5;
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

/**
 * "Nº Facture # - FA-7": recognition takes the sign between a label and its number for a digit. A lone digit there, with a
 * code right behind it on the line, is none. What stands in a file letter by letter is taken at its word.
 */
function withoutMisreadSigns(tokens: readonly NumberToken[]): readonly NumberToken[] {
  return tokens.filter(({ segment, start, end, row, box }) => {
    const word = segment.words[start];
    if (!word || word.confidence === 1 || !/^\d$/.test(clean(word.text)) || !segment.labels.some((label) => label.end === start))
      return true;
    if (end > start + 1) return !isCode(clean(segment.words[end - 1]?.text ?? ""));
    const reach = 2.5 * (box[3] - box[1]);
    return !tokens.some((other) => other.row === row && other.box[0] >= box[2] && other.box[0] - box[2] < reach && isCode(other.value));
  });
}

/** Letters and digits, or digits in groups. */
const isCode = (text: string): boolean => text.length >= 5 && /[A-Z].*\d|\d.*[/-].*\d/i.test(text);

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
