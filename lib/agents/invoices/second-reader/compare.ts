import type { ReadDocument } from "@/lib/documents/model";
import type { Confidence, Evidence, Reason } from "@/lib/kernel/evidence";
import { checkInvoice } from "../check";
import { valueAt } from "../propose";
import type { InvoiceReading, ReadingContext } from "../reading";
import { staysWithReading } from "../reading-reasons";
import { claimsOf, type Claim } from "./claims";
import { fillGaps } from "./fill-gaps";
import { findAgainIn, type FindAgain } from "./find-again";
import type { SecondAnswer } from "./prompt";
import { isSame } from "./same-value";

type Compared = {
  readonly reading: InvoiceReading;
  /** Path → value, of what agrees or was found again: what is compared with the decision of a person later. */
  readonly said: Readonly<Record<string, string>>;
};

/** One claim beside the own value, and whether code found it on the paper. */
type Verdict = Claim & { readonly own: string | null; readonly agrees: boolean; readonly place: ReturnType<FindAgain> };

/**
 * Lays the answer of the second reader beside the own reading. The own values stay, whatever it says: agreement raises
 * their confidence, difference lowers it and asks for a person. A gap may be filled with what code found again on the
 * paper, and then asks for a person too. So nothing becomes clear that was not clear before.
 */
export function compareReadings(
  local: InvoiceReading,
  answer: SecondAnswer,
  document: ReadDocument,
  context: ReadingContext,
  about: { readonly model: string; readonly cents: string },
): Compared {
  const find = findAgainIn(document);
  const verdicts = claimsOf(answer, local.payload).map((claim) => judge(claim, local, find));
  const trusted = verdicts.filter(({ agrees, place }) => agrees || place !== null);
  const { payload, filled } = fillGaps(
    local.payload,
    trusted.filter(({ own }) => own === null),
    context,
  );
  const isFilled = (path: string) => filled.some((one) => path === one || path.startsWith(`${one}.`));
  const differences = verdicts.flatMap((verdict) => (verdict.agrees || isFilled(verdict.path) ? [] : differenceOf(verdict)));
  const fills: Reason[] = filled.map((path) => fillReason(path, valueAt(payload, path)));
  const reasons = [
    ...summary(verdicts, about, differences.length + fills.length),
    ...differences,
    ...fills,
    ...lineCount(local, answer),
    ...orders(answer),
    ...(filled.length > 0
      ? [...checkInvoice(payload, context), ...local.reasons.filter(({ code }) => staysWithReading(code))]
      : local.reasons),
  ];
  const isClear = local.standing === "clear" && reasons.every(({ level }) => level === "good" || level === "info");
  return {
    reading: {
      ...local,
      payload,
      reasons,
      evidence: [...local.evidence, ...evidenceFor(verdicts, isFilled)],
      confidence: confidenceOf(local.confidence, verdicts, isFilled),
      standing: isClear ? "clear" : "needs_review",
    },
    said: Object.fromEntries(trusted.map(({ path, value, own, agrees }) => [path, agrees && own !== null ? own : value])),
  };
}

function judge(claim: Claim, { payload }: InvoiceReading, find: FindAgain): Verdict {
  const at = valueAt(payload, claim.path);
  const own = typeof at === "string" && at !== "" ? at : null;
  return { ...claim, own, agrees: own !== null && isSame(claim.kind, own, claim.value), place: find(claim.kind, claim.value) };
}

/** What is only missing here and was not filled is no difference of values: the check of the payload speaks of it. */
function differenceOf({ path, own, value, place }: Verdict): Reason[] {
  if (place === null) return [unverified(path, own, value)];
  if (own !== null) return [{ code: "second.differs", level: "doubt", path, detail: { read: own, other: value } }];
  const asks = /^(?:iban|withholding|vat)\b/.test(path);
  return asks ? [{ code: "second.sees_more", level: "doubt", path, detail: { other: value } }] : [];
}

/** Said, and not on the paper as code reads it: a mark, and never a value. */
function unverified(path: string, own: string | null, value: string): Reason {
  const other = value.slice(0, 120);
  if (own === null) return { code: "second.unverified_alone", level: "info", path, detail: { other } };
  return { code: "second.unverified", level: "doubt", path, detail: { read: own, other } };
}

function fillReason(path: string, value: unknown): Reason {
  if (typeof value === "string") return { code: "second.filled", level: "doubt", path, detail: { read: value } };
  return { code: "second.filled_rows", level: "doubt", path };
}

function summary(
  verdicts: readonly Verdict[],
  { model, cents }: { readonly model: string; readonly cents: string },
  others: number,
): Reason[] {
  const compared = verdicts.filter(({ own }) => own !== null);
  const agreed = compared.filter(({ agrees }) => agrees).length;
  const detail = { model, cents, agreed, compared: compared.length };
  if (agreed > 0 && agreed === compared.length && others === 0) return [{ code: "second.agrees", level: "good", detail }];
  return [{ code: "second.read", level: "info", detail }];
}

function lineCount({ payload }: InvoiceReading, { lines }: SecondAnswer): Reason[] {
  if (lines.length === 0 || lines.length === payload.lines.length) return [];
  return [{ code: "second.lines_differ", level: "doubt", path: "lines", detail: { own: payload.lines.length, other: lines.length } }];
}

/** It may see what was hidden from our own eyes. */
function orders({ orders: text }: SecondAnswer): Reason[] {
  if (text.trim() === "") return [];
  return [{ code: "second.orders", level: "doubt", detail: { text: text.trim().slice(0, 120) } }];
}

function evidenceFor(verdicts: readonly Verdict[], isFilled: (path: string) => boolean): Evidence[] {
  return verdicts.flatMap(({ path, own, place }) => (own === null && place !== null && isFilled(path) ? [{ path, ...place }] : []));
}

/** Two readers who agree are wrong together far more rarely than one; of two who differ one is wrong. */
function confidenceOf(local: Confidence, verdicts: readonly Verdict[], isFilled: (path: string) => boolean): Confidence {
  const changed: Record<string, number> = { ...local };
  for (const { path, agrees, own } of verdicts) {
    const before = local[path];
    if (agrees && before !== undefined) changed[path] = Math.round((1 - (1 - before) * 0.3) * 10_000) / 10_000;
    else if (own !== null) changed[path] = Math.min(before ?? 0.5, 0.5);
    else if (isFilled(path)) changed[path] = 0.6;
  }
  return changed;
}
