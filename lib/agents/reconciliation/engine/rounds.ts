import { candidatesOf } from "@/lib/agents/reconciliation/engine/candidates";
import { openCase, type Candidate } from "@/lib/agents/reconciliation/engine/case";
import { blocksOf, excludesOthers, openOpinion, type Opinion } from "@/lib/agents/reconciliation/engine/decide";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { chooseJointly, type Searches } from "@/lib/agents/reconciliation/engine/joint";
import { type ClearRule, type Decision, type Movement } from "@/lib/agents/reconciliation/engine/model";
import { clearMargin } from "@/lib/agents/reconciliation/engine/weights";
import { noneDecision, suggestion, wordDecision } from "@/lib/agents/reconciliation/engine/word-decision";

const mostRounds = 12;

/** What is decided, and the opinions on what is not clear. */
export type Settlement = {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly rest: readonly Opinion[];
  /** Document → places in `rest` of those whom it may explain. */
  readonly claims: ReadonlyMap<number, readonly number[]>;
};

/** Decides what is clear, takes its documents away from the others, and looks again until nothing changes. */
export function settleAll(desk: Desk, movements: readonly Movement[]): Settlement {
  const decisions = new Map<string, Decision>();
  const cases = movements.map((movement, at) => openCase(desk, movement, at));
  const opinions = cases.map((one) => openOpinion(one, candidatesOf(desk, one)));
  const searches: Searches = new WeakMap();
  let pending = cases.map((_, at) => at);
  for (let round = 0; round < mostRounds; round++) {
    const changed = clearRound(desk, opinions, pending, decisions, searches);
    if (changed.size === 0) break;
    pending = pending.filter((at) => !decisions.has(movements[at]?.id ?? ""));
    for (const at of pending) {
      const opinion = opinions[at];
      const one = cases[at];
      if (opinion && one && touches(desk, opinion, changed)) opinions[at] = openOpinion(one, candidatesOf(desk, one));
    }
  }
  suggestRest(desk, opinions, pending, decisions);
  const rest = pending.flatMap((at) => opinions[at] ?? []);
  return { decisions, rest, claims: claimsOf(rest) };
}

function claimsOf(rest: readonly Opinion[]): ReadonlyMap<number, readonly number[]> {
  const claims = new Map<number, number[]>();
  rest.forEach((opinion, at) => {
    for (const option of opinion.timeless)
      for (const document of option.weight > 0 ? option.documents : []) {
        const same = claims.get(document);
        if (!same) claims.set(document, [at]);
        else if (!same.includes(at)) same.push(at);
      }
  });
  return claims;
}

/** Whether documents that were just settled, or others of their parties, are among the explanations. */
function touches(desk: Desk, opinion: Opinion, changed: ReadonlySet<number>): boolean {
  for (const party of opinion.one.who.parties.keys()) if (changed.has(party)) return true;
  return opinion.candidates.some((candidate) => candidate.documents.some((document) => changed.has(desk.books.party[document] ?? -1)));
}

/** One round: all that meets every condition, joint margin included; returns the parties whose documents fell. */
function clearRound(
  desk: Desk,
  opinions: readonly Opinion[],
  pending: readonly number[],
  decisions: Map<string, Decision>,
  searches: Searches,
): Set<number> {
  const changed = new Set<number>();
  const joint = chooseJointly(
    pending.map((at) => opinions[at]?.timeless ?? []),
    desk.books.left,
    searches,
  );
  const clear = pending.flatMap((at, item) => {
    const opinion = opinions[at];
    if (!opinion || joint.picks[item] !== 0 || opinionBlocks(desk, opinion).length > 0) return [];
    const margin = joint.margin(item);
    return margin < clearMargin ? [] : [{ opinion, decision: wordDecision(desk, opinion, 0, "clear", margin, []) }];
  });
  for (const { opinion, decision } of clear) {
    const candidate = opinion.candidates[0];
    if (!candidate || !takeDocuments(desk, candidate)) continue;
    if (!excludesOthers(candidate, opinion.one))
      candidate.documents.forEach((document, at) => (desk.ghosts[document] = candidate.cents[at] ?? 0));
    for (const document of candidate.documents) {
      changed.add(desk.books.party[document] ?? -1);
      desk.paidOn[document] = opinion.one.day;
    }
    decisions.set(opinion.one.movement.id, decision);
  }
  return changed;
}

export const opinionBlocks = (desk: Desk, opinion: Opinion | undefined): readonly ClearRule[] =>
  opinion && opinion.candidates.length > 0 ? blocksOf(desk, opinion, 0) : ["probability"];

/** Gives the documents out, if so much is still left of each. */
function takeDocuments(desk: Desk, candidate: Candidate): boolean {
  const { left } = desk.books;
  if (candidate.documents.some((document, at) => Math.abs(candidate.cents[at] ?? 0) > Math.abs(left[document] ?? 0))) return false;
  candidate.documents.forEach((document, at) => (left[document] = (left[document] ?? 0) - (candidate.cents[at] ?? 0)));
  return true;
}

/** What is left for a person: ranked by the joint solution, dates included now. */
function suggestRest(desk: Desk, opinions: readonly Opinion[], pending: readonly number[], decisions: Map<string, Decision>): void {
  const joint = chooseJointly(
    pending.map((at) => opinions[at]?.dated ?? []),
    desk.books.left,
  );
  pending.forEach((at, item) => {
    const opinion = opinions[at];
    if (!opinion) return;
    const decision =
      opinion.candidates.length === 0
        ? noneDecision(desk, opinion)
        : suggestion(desk, opinion, joint.picks[item] ?? -1, joint.margin(item));
    decisions.set(opinion.one.movement.id, decision);
  });
}
