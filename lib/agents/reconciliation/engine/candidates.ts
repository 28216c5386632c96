import { type Candidate, type Case } from "@/lib/agents/reconciliation/engine/case";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { foreignSingles } from "@/lib/agents/reconciliation/engine/hypotheses/foreign";
import { fromReports } from "@/lib/agents/reconciliation/engine/hypotheses/reports";
import { acrossPools } from "@/lib/agents/reconciliation/engine/hypotheses/listed";
import { repeatedDocument } from "@/lib/agents/reconciliation/engine/hypotheses/repeated";
import { batches } from "@/lib/agents/reconciliation/engine/hypotheses/sets";
import { singles } from "@/lib/agents/reconciliation/engine/hypotheses/singles";

const mostKept = 8;
const farBelow = 14;

/** Explanations that can be chosen, and the timeless score of the best that can not because its document is given out. */
export type Candidates = {
  readonly candidates: readonly Candidate[];
  readonly ghost: number;
  /** The settled document that is paid a second time; −1 for none. */
  readonly repeated: number;
};

/** The likeliest explanations of a movement, best first, in an order that depends on nothing but their content. */
export function candidatesOf(desk: Desk, one: Case): Candidates {
  if (one.cents === 0) return { candidates: [], ghost: Number.NEGATIVE_INFINITY, repeated: -1 };
  const alone = [...singles(desk, one), ...foreignSingles(desk, one)];
  const hasExact = alone.some(
    (candidate) => !candidate.isGhost && (candidate.kind === "exact" || candidate.kind === "refund") && candidate.who > 0,
  );
  const all = [...fromReports(desk, one), ...alone, ...batches(desk, one, hasExact), ...acrossPools(desk, one)];
  const kept = keepBest(desk.rejected.has(one.movement.id) ? all.map((candidate) => rejectedLess(desk, one, candidate)) : all);
  return { ...kept, repeated: repeatedDocument(desk, one) };
}

function keepBest(all: readonly Candidate[]): Omit<Candidates, "repeated"> {
  let ghost = Number.NEGATIVE_INFINITY;
  let best = Number.NEGATIVE_INFINITY;
  for (const { isGhost, score, timeless } of all)
    if (isGhost) ghost = Math.max(ghost, timeless);
    else best = Math.max(best, score);
  const near = all.filter((candidate) => !candidate.isGhost && candidate.score >= best - farBelow).sort(better);
  const kept: Candidate[] = [];
  for (const candidate of near) {
    if (kept.length === mostKept) break;
    if (!kept.some((other) => isSame(candidate, other))) kept.push(candidate);
  }
  return { candidates: kept, ghost };
}

const better = (a: Candidate, b: Candidate): number =>
  b.score - a.score || a.documents.length - b.documents.length || compareLists(a.documents, b.documents) || (a.kind < b.kind ? -1 : 1);

const isSame = (a: Candidate, b: Candidate): boolean =>
  a.documents.length === b.documents.length && compareLists(a.documents, b.documents) === 0 && compareLists(a.cents, b.cents) === 0;

/** A person said that these do not belong together. */
function rejectedLess(desk: Desk, one: Case, candidate: Candidate): Candidate {
  let penalty = 0;
  for (const rejected of desk.rejected.get(one.movement.id) ?? [])
    if (rejected.documents.every((document) => candidate.documents.includes(document))) penalty += 8 * rejected.weight;
  return penalty === 0
    ? candidate
    : { ...candidate, score: candidate.score - penalty, timeless: candidate.timeless - penalty, isContradicted: true };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
