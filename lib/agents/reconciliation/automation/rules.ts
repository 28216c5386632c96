import type { HypothesisKind } from "@/lib/agents/reconciliation/engine/model";
import type { TrialLine } from "@/lib/agents/reconciliation/automation/trial";
import { fail, ok, type Result } from "@/lib/kernel/result";

/** Kinds that are ever called clear; the others always wait for a person, so there is nothing to switch on. */
export const ruleKinds = [
  "exact", "rounding", "discount", "fee", "fx", "partial", "batch", "netting", "prepayment", "refund", "card_settlement", "payout", "remittance",
] as const satisfies readonly HypothesisKind[]; // prettier-ignore
export type RuleKind = (typeof ruleKinds)[number];

/** A kind that is wrong this often among its last ones is switched off. */
export const errorsThatEnd = 2;
export const errorsAmong = 200;

/** Fewer than this say nothing about a kind. */
const leastCleared = 20;
/** Of the trial's clear ones at most this share may be wrong: one in two hundred. */
const mostWrong = 0.005;

/**
 * Whether a kind may be switched on: the trial over the company's own past has cleared enough of it, and hardly any wrong.
 * Refused: `automation.not_tried` (no trial, or too few of the kind), `automation.not_proven` (with the counts).
 */
export function mayBeSwitchedOn(line: Pick<TrialLine, "cleared" | "right"> | null): Result<null> {
  const { cleared, right } = line ?? { cleared: 0, right: 0 };
  if (cleared < leastCleared) return fail({ code: "automation.not_tried", detail: { cleared, needed: leastCleared }, retry: "later" });
  const wrong = cleared - right;
  return wrong <= cleared * mostWrong ? ok(null) : fail({ code: "automation.not_proven", detail: { cleared, wrong }, retry: "later" });
}

/**
 * Whether this one of a rule's proposals goes to a person all the same. The same for the same proposal: nobody can draw again.
 * @param digest hexadecimal, of the proposal's id
 */
export function isSample(digest: string, percent: number): boolean {
  const drawn = Number.parseInt(digest.slice(0, 8), 16) / 0x1_0000_0000;
  return drawn < percent / 100;
}

/** What became of one proposal that a rule touched. `open`: a sample nobody has decided yet, or approved and not objected to. */
export type RuleOutcome = "right" | "wrong" | "open";

/** A rule's proposals, newest first: whether errors among the last ones switch it off. */
export function isToBeSwitchedOff(outcomes: readonly RuleOutcome[]): boolean {
  return outcomes.slice(0, errorsAmong).filter((one) => one === "wrong").length >= errorsThatEnd;
}
