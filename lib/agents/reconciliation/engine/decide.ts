import { calibrated } from "@/lib/agents/reconciliation/engine/calibrate";
import { type Candidates } from "@/lib/agents/reconciliation/engine/candidates";
import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type ClearRule } from "@/lib/agents/reconciliation/engine/model";
import { type Option } from "@/lib/agents/reconciliation/engine/solve";
import { clearMargin, repeatedOdds, when } from "@/lib/agents/reconciliation/engine/weights";

/** A movement with its explanations and what they are worth against each other and against none. */
export type Opinion = {
  readonly one: Case;
  readonly candidates: readonly Candidate[];
  readonly ghost: number;
  /** The settled document that is paid a second time; −1 for none. */
  readonly repeated: number;
  /** Of each candidate, among all of them and "no document". */
  readonly probabilities: readonly number[];
  /** The candidates as they enter the joint choice: with dates left out, which never decide between documents, and with them. */
  readonly timeless: readonly Option[];
  readonly dated: readonly Option[];
};

/** What is this far behind a movement's best explanation changes no margin that matters; it weighs nothing in the joint choice. */
const farBehind = 9;

export function openOpinion(one: Case, { candidates, ghost, repeated }: Candidates): Opinion {
  const none = one.noneOdds + (repeated < 0 ? 0 : repeatedOdds);
  const highest = Math.max(none, ...candidates.map((candidate) => candidate.score));
  let total = Math.exp(none - highest);
  for (const candidate of candidates) total += Math.exp(candidate.score - highest);
  return {
    one,
    candidates,
    ghost,
    repeated,
    probabilities: candidates.map((candidate) => Math.exp(candidate.score - highest) / total),
    timeless: optionsOf(none, candidates, ({ timeless }) => timeless),
    dated: optionsOf(none, candidates, ({ score }) => score),
  };
}

function optionsOf(none: number, candidates: readonly Candidate[], weigh: (candidate: Candidate) => number): readonly Option[] {
  const best = candidates.reduce((most, candidate) => Math.max(most, weigh(candidate)), Number.NEGATIVE_INFINITY);
  return candidates.map((candidate) => ({
    weight: weigh(candidate) > best - farBehind ? weigh(candidate) - none : 0,
    documents: candidate.documents,
    cents: candidate.cents,
  }));
}

/**
 * Whether a clear choice excludes that its documents belong to another movement: by report, by a whole number, or by the payer
 * with a number or the whole amount. Some digits without a payer choose well, and yet must not make the next choice certain.
 */
export const excludesOthers = (candidate: Candidate, one: Case): boolean => {
  if (candidate.isReported || candidate.which >= wholeNumber) return true;
  if (candidate.who < someWho) return false;
  if (candidate.which >= someWhich) return true;
  return candidate.kind === "fx" ? one.movement.original !== null : candidate.kind !== "partial";
};

const usualThreshold = 0.995;
const someWho = 1.5;
const someWhich = 3;
/** Six signs and more of a number, printed as it is written. */
const wholeNumber = 8.8;
const calendarSays = 1;
/** Paid at a time at which this party hardly pays. */
const badTime = 0;

/** What keeps a candidate from being clear, the margin of the joint solution apart (conditions 1 and 3 to 8 of the method). */
export function blocksOf(desk: Desk, opinion: Opinion, at: number): readonly ClearRule[] {
  const candidate = opinion.candidates[at];
  if (!candidate) return ["probability"];
  const blocks: ClearRule[] = [];
  const p = calibrated(candidate.kind, opinion.probabilities[at] ?? 0);
  if (p < (desk.policy.thresholds[candidate.kind] ?? usualThreshold)) blocks.push("probability");
  if (candidate.isOneOfSeveral || hasEqual(opinion, at)) blocks.push("equal");
  const knowsWho = candidate.who >= someWho && !candidate.isThin;
  if (!candidate.isReported && !knowsWho && candidate.which < someWhich) blocks.push("families");
  if (candidate.isContradicted || isOldNumber(opinion, at) || isPaidAhead(opinion, at)) blocks.push("contradiction");
  if (!residualAllowed(desk, candidate)) blocks.push("residual");
  if (candidate.documents.some((document) => desk.books.documents[document]?.isDisputed)) blocks.push("open");
  if (desk.policy.off.includes(candidate.kind)) blocks.push("policy");
  return blocks;
}

/** Another explanation is as good once dates are left out. */
function hasEqual(opinion: Opinion, at: number): boolean {
  const mine = opinion.candidates[at]?.timeless ?? 0;
  return (
    opinion.ghost > mine - clearMargin || opinion.candidates.some((other, place) => place !== at && other.timeless > mine - clearMargin)
  );
}

/** The text names one of two identical documents, and the calendar speaks for the other: the payer may have copied last month's. */
function isOldNumber(opinion: Opinion, at: number): boolean {
  const mine = opinion.candidates[at];
  if (!mine || mine.which < someWhich || mine.documents.length > 1) return false;
  return opinion.candidates.some(
    (other, place) =>
      place !== at &&
      other.kind === mine.kind &&
      other.documents.length === 1 &&
      other.who >= mine.who - 1 &&
      other.when > mine.when + calendarSays,
  );
}

/** Paid long before or after its time, while the same payer gets an invoice of the same amount some days later: it may be that one's. */
function isPaidAhead(opinion: Opinion, at: number): boolean {
  const mine = opinion.candidates[at];
  if (!mine || mine.which >= someWhich || mine.when > badTime) return false;
  return mine.kind !== "prepayment" && opinion.candidates.some((other) => other.kind === "prepayment" && other.who >= mine.who - 1);
}

/** A short payment may be a fee or a part; what is not named by number stays with a person. */
function residualAllowed(desk: Desk, candidate: Candidate): boolean {
  if (candidate.kind === "partial") return candidate.which >= someWhich;
  if (candidate.kind === "prepayment")
    return candidate.when > when.beforeIssue - 1 && (candidate.which >= someWhich || candidate.when > -2);
  if (candidate.kind !== "fee") return true;
  const whole = candidate.documents.reduce((sum, document) => sum + Math.abs(desk.books.left[document] ?? 0), 0);
  const limit = Math.min(desk.policy.maxFeeCents, (desk.policy.maxFeePercent / 100) * whole);
  return candidate.which >= someWhich && Math.abs(candidate.residual?.cents ?? 0) <= limit;
}
