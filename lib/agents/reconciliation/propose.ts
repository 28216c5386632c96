import type { ReconciliationFacts } from "@/lib/agents/reconciliation/facts";
import {
  flowOf,
  type MatchOption,
  type MatchingView,
  type ReconciliationPayload,
  type SettledDocument,
} from "@/lib/agents/reconciliation/model";
import { freeOf, leftOf, wayOf } from "@/lib/agents/reconciliation/way";
import type { Reason } from "@/lib/kernel/evidence";
import { hashJson } from "@/lib/kernel/hash";
import { fromCents, toCents } from "@/lib/kernel/money";
import type { Risk, Standing } from "@/lib/review/model";

/** All reasons that stand for a choice now. Runs after every edit and before every approval. Pure. */
export function reviewReconciliation(payload: ReconciliationPayload, facts: ReconciliationFacts): readonly Reason[] {
  const reasons = [
    ...movementReasons(payload, facts),
    ...(payload.choice === "match" ? matchReasons(payload, facts) : otherReasons(payload)),
    ...matchingReasons(payload, facts.matching),
    ...takenBackReasons(facts),
  ];
  return reasons.sort((a, b) => rank[a.level] - rank[b.level]);
}

const rank = { block: 0, doubt: 1, info: 2, good: 3 } as const;

function movementReasons({ movement, choice, movementClass }: ReconciliationPayload, facts: ReconciliationFacts): Reason[] {
  const { movement: now, closedThrough, today, twin, typedFromCents } = facts;
  const reasons: Reason[] = [];
  const date = movement.valueDate;
  const path = "movement";
  if (!now) reasons.push({ code: "movement.gone", level: "block", path });
  else if (!now.isOpen) reasons.push({ code: "movement.settled", level: "block", path });
  else if (toCents(now.reconciled) !== toCents(movement.reconciled) || toCents(now.amount) !== toCents(movement.amount))
    reasons.push({ code: "movement.changed", level: "block", path, detail: { amount: now.amount, reconciled: now.reconciled } });
  if (toCents(movement.amount) === 0n && choice === "match") reasons.push({ code: "movement.zero", level: "block", path });
  if (closedThrough !== null && [date, movement.bookingDate ?? date].some((day) => day <= closedThrough))
    reasons.push({ code: "movement.closed_period", level: "block", path, detail: { date, closed: closedThrough } });
  if (facts.isDecidedElsewhere) reasons.push({ code: "movement.decided_elsewhere", level: "block", path });
  if (date > today) reasons.push({ code: "movement.future", level: "doubt", path, detail: { date } });
  if (movement.text.trim() === "") reasons.push({ code: "movement.no_text", level: "info", path });
  if (twin && choice === "match")
    reasons.push({
      code: "movement.transfer_twin",
      level: twin.isDecided ? "block" : "doubt",
      path,
      detail: { account: twin.accountName, date: twin.date },
    });
  if (typedFromCents !== null && size(movement.amount) >= BigInt(typedFromCents))
    reasons.push({ code: "movement.over_limit", level: "info", path, detail: { limit: fromCents(BigInt(typedFromCents)) } });
  if (choice === "no_document" && movementClass === "document_missing")
    reasons.push({ code: "choice.document_missing", level: "block", path: "movementClass" });
  return reasons;
}

function otherReasons({ choice, movementClass, documents }: ReconciliationPayload): Reason[] {
  if (choice === "undecided") return [{ code: "choice.undecided", level: "block", path: "choice" }];
  if (documents.length > 0) return [{ code: "choice.documents_left", level: "block", path: "documents" }];
  if (movementClass === null) return [{ code: "choice.no_class", level: "block", path: "movementClass" }];
  return [{ code: "choice.no_document", level: "doubt", path: "choice", detail: { class: movementClass } }];
}

function matchReasons(payload: ReconciliationPayload, facts: ReconciliationFacts): Reason[] {
  const { documents } = payload;
  if (documents.length === 0) return [{ code: "match.no_documents", level: "block", path: "documents" }];
  const seen = new Set<string>();
  const reasons = documents.flatMap((one, index): Reason[] => {
    const isTwice = seen.has(one.id);
    seen.add(one.id);
    const path = `documents.${index}`;
    return isTwice ? [{ code: "document.twice", level: "block", path, detail: named(one) }] : documentReasons(one, path, payload, facts);
  });
  return [...reasons, ...sumReasons(payload), ...wayReasons(payload)];
}

const named = ({ number, partyName }: SettledDocument) => ({ number: number ?? "–", party: partyName ?? "–" });

function documentReasons(one: SettledDocument, path: string, { movement }: ReconciliationPayload, facts: ReconciliationFacts): Reason[] {
  const now = facts.documents.get(one.id);
  const detail = named(one);
  if (!now) return [{ code: "document.gone", level: "block", path, detail }];
  if (now.state === "void") return [{ code: "document.void", level: "block", path, detail }];
  if (now.state === "draft") return [{ code: "document.draft", level: "block", path, detail }];
  if (now.state === "paid") return [{ code: "document.paid", level: "block", path, detail }];
  const reasons: Reason[] = [];
  if (toCents(now.pending) !== toCents(one.pending) || now.currency !== one.currency)
    reasons.push({ code: "document.changed", level: "block", path, detail: { ...detail, was: one.pending, now: now.pending } });
  const cents = toCents(one.amount);
  if (cents === 0n || cents > 0n !== flowOf(one) > 0)
    reasons.push({ code: "document.wrong_sign", level: "block", path, detail: { ...detail, amount: one.amount } });
  const available = size(now.pending) - size(now.reserved);
  if (one.currency === movement.currency && size(one.amount) > available)
    reasons.push({ code: "document.exceeds", level: "block", path, detail: { ...detail, amount: one.amount, open: fromCents(available) } });
  if (facts.closedThrough !== null && one.date !== null && one.date <= facts.closedThrough)
    reasons.push({ code: "document.closed_period", level: "doubt", path, detail: { ...detail, date: one.date } });
  return reasons;
}

/** Movement − linked = Σ documents + residual, to the cent; a residual that stays on the movement is a part of it. */
function sumReasons(payload: ReconciliationPayload): Reason[] {
  const left = leftOf(payload);
  const free = toCents(freeOf(payload.movement));
  const { residual } = payload;
  const stays = residual?.kind === "unapplied" ? toCents(residual.amount) : 0n;
  const exceeds = (cents: bigint) => cents !== 0n && cents > 0n !== free > 0n;
  if (residual !== null && toCents(residual.amount) === 0n) return [{ code: "match.empty_residual", level: "block", path: "residual" }];
  if (exceeds(stays)) return [{ code: "match.exceeds", level: "block", path: "documents", detail: { by: positive(stays) } }];
  // More would stay than there is: the documents move money the other way.
  if (positiveCents(stays) > positiveCents(free))
    return [{ code: "match.exceeds", level: "block", path: "documents", detail: { by: positive(stays - free) } }];
  if (left === "0.00")
    return stays === 0n ? [] : [{ code: "match.leaves_rest", level: "doubt", path: "residual", detail: { rest: positive(stays) } }];
  return exceeds(toCents(left))
    ? [{ code: "match.exceeds", level: "block", path: "documents", detail: { by: positive(toCents(left)) } }]
    : [{ code: "match.incomplete", level: "block", path: "documents", detail: { left: positive(toCents(left)) } }];
}

function wayReasons(payload: ReconciliationPayload): Reason[] {
  const way = wayOf(payload);
  if (way.way === "by_hand") return [{ code: `by_hand.${way.because}`, level: "doubt", path: "documents" }];
  const partly = payload.documents.find(({ amount, pending }) => size(amount) < size(pending));
  if (!partly) return [];
  const rest = fromCents(size(partly.pending) - size(partly.amount));
  return [{ code: "match.leaves_open", level: "info", path: "documents", detail: { ...named(partly), rest } }];
}

/** Where a rule was wrong too often, nothing of it goes without a look. */
function takenBackReasons({ takenBack }: ReconciliationFacts): Reason[] {
  if (takenBack === null) return [];
  return takenBack === "errors" ? [{ code: "rule.ended", level: "doubt" }] : [{ code: "rule.switched_off", level: "info" }];
}

/** What the matching says of its own first choice; another choice is a person's, and she knows why. */
function matchingReasons(payload: ReconciliationPayload, matching: MatchingView | null): Reason[] {
  if (matching === null || payload.choice !== "match") return [];
  const [first] = matching.options;
  if (!first || !isSame(payload, first)) return [{ code: "matching.other_choice", level: "doubt", path: "documents" }];
  if (matching.status === "clear") return [{ code: "matching.clear", level: "good" }];
  const blocked = matching.blockedBy.length > 0 ? matching.blockedBy : (["probability"] as const);
  return blocked.map((rule) => ({ code: `matching.${rule}`, level: "doubt", path: "documents" }));
}

/** Whether a payload settles what an option proposes, in whatever order. */
export function isSame(payload: Pick<ReconciliationPayload, "documents" | "residual">, option: MatchOption): boolean {
  return contentOf(payload) === contentOf(option);
}

function contentOf({ documents, residual }: Pick<ReconciliationPayload, "documents" | "residual">): string {
  const taken = documents.map(({ id, amount }) => `${id} ${amount}`).sort();
  return hashJson({ taken, residual });
}

/** What a payload decides, in one word: two proposals with the same are the same. */
export function decisionKey({
  choice,
  documents,
  residual,
  movementClass,
}: Pick<ReconciliationPayload, "choice" | "documents" | "residual" | "movementClass">): string {
  return `${choice} ${choice === "match" ? contentOf({ documents, residual }) : (movementClass ?? "")}`;
}

/** Nothing blocks and nothing is doubtful: a person may approve it unread. */
export function standingOfReconciliation({ choice }: ReconciliationPayload, reasons: readonly Reason[]): Standing {
  const isUnsure = reasons.some(({ level }) => level === "doubt" || level === "block");
  return choice === "match" && !isUnsure && reasons.some(({ code }) => code === "matching.clear") ? "clear" : "needs_review";
}

export function riskOfReconciliation(reasons: readonly Reason[]): Risk {
  if (reasons.some(({ code }) => code === "movement.transfer_twin")) return "high";
  return reasons.some(({ level }) => level === "doubt" || level === "block") ? "medium" : "low";
}

export function needsTypedAmount(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => code === "movement.over_limit");
}

const size = (amount: string): bigint => positiveCents(toCents(amount));
const positiveCents = (cents: bigint): bigint => (cents < 0n ? -cents : cents);
const positive = (cents: bigint): string => fromCents(positiveCents(cents));
