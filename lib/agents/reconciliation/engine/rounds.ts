import { candidatesOf } from "@/lib/agents/reconciliation/engine/candidates";
import { openCase, type Candidate } from "@/lib/agents/reconciliation/engine/case";
import { componentsOf } from "@/lib/agents/reconciliation/engine/components";
import { blocksOf, openOpinion, type Opinion } from "@/lib/agents/reconciliation/engine/decide";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { type ClearRule, type Decision, type Movement } from "@/lib/agents/reconciliation/engine/model";
import { marginOf, solve, type Option } from "@/lib/agents/reconciliation/engine/solve";
import { clearMargin } from "@/lib/agents/reconciliation/engine/weights";
import { noneDecision, suggestion, untouchable, wordDecision } from "@/lib/agents/reconciliation/engine/word-decision";

const mostRounds = 12;

/** What is decided, and the opinions on what is not clear. */
export type Settlement = { readonly decisions: ReadonlyMap<string, Decision>; readonly rest: readonly Opinion[] };

/** Decides what is clear, takes its documents away from the others, and looks again until nothing changes. */
export function settleAll(desk: Desk, movements: readonly Movement[]): Settlement {
  const decisions = new Map<string, Decision>();
  const cases = movements.map((movement, at) => openCase(desk, movement, at));
  const opinions = cases.map((one) => openOpinion(one, candidatesOf(desk, one)));
  let pending = cases.map((_, at) => at);
  for (let round = 0; round < mostRounds; round++) {
    const changed = clearRound(desk, opinions, pending, decisions);
    if (changed.size === 0) break;
    pending = pending.filter((at) => !decisions.has(movements[at]?.id ?? ""));
    for (const at of pending) {
      const opinion = opinions[at];
      const one = cases[at];
      if (opinion && one && touches(desk, opinion, changed)) opinions[at] = openOpinion(one, candidatesOf(desk, one));
    }
  }
  suggestRest(desk, opinions, pending, decisions);
  return { decisions, rest: pending.flatMap((at) => opinions[at] ?? []) };
}

/** One more movement beside what is decided: the rest keeps its documents, and those that share some stand against it. */
export function decideOne(desk: Desk, settlement: Settlement, movement: Movement): Decision {
  const one = openCase(desk, movement, settlement.rest.length);
  const others = settlement.rest.filter((opinion) => opinion.one.movement.id !== movement.id);
  const opinions = [...others, openOpinion(one, candidatesOf(desk, one))];
  const group =
    groupsOf(
      opinions,
      opinions.map((_, at) => at),
    ).find((members) => members.includes(others.length)) ?? [];
  const decisions = new Map<string, Decision>();
  const left = desk.books.left.slice();
  clearRound(desk, opinions, group, decisions);
  const decided = decisions.get(movement.id);
  desk.books.left.set(left);
  if (decided) return decided;
  suggestRest(desk, opinions, group, decisions);
  return decisions.get(movement.id) ?? untouchable(movement);
}

/** Whether documents that were just settled, or others of their parties, are among the explanations. */
function touches(desk: Desk, opinion: Opinion, changed: ReadonlySet<number>): boolean {
  for (const party of opinion.one.who.parties.keys()) if (changed.has(party)) return true;
  return opinion.candidates.some((candidate) => candidate.documents.some((document) => changed.has(desk.books.party[document] ?? -1)));
}

/** One round: every group of movements that share documents is solved jointly; returns the parties whose documents fell. */
function clearRound(desk: Desk, opinions: readonly Opinion[], pending: readonly number[], decisions: Map<string, Decision>): Set<number> {
  const changed = new Set<number>();
  for (const group of groupsOf(opinions, pending)) {
    const hopeful = group.filter((at) => opinionBlocks(desk, opinions[at]).length === 0);
    if (hopeful.length === 0) continue;
    const items = group.map((at) => optionsOf(opinions[at], (candidate) => candidate.timeless));
    const solution = solve(items, desk.books.left);
    for (const at of hopeful) {
      const opinion = opinions[at];
      const item = group.indexOf(at);
      if (!opinion || solution.picks[item] !== 0) continue;
      const margin = marginOf(items, desk.books.left, solution, item);
      if (margin < clearMargin || !takeDocuments(desk, opinion.candidates[0])) continue;
      for (const document of opinion.candidates[0]?.documents ?? []) changed.add(desk.books.party[document] ?? -1);
      decisions.set(opinion.one.movement.id, wordDecision(desk, opinion, 0, "clear", margin, []));
    }
  }
  return changed;
}

const opinionBlocks = (desk: Desk, opinion: Opinion | undefined): readonly ClearRule[] =>
  opinion && opinion.candidates.length > 0 ? blocksOf(desk, opinion, 0) : ["probability"];

function groupsOf(opinions: readonly Opinion[], pending: readonly number[]): readonly (readonly number[])[] {
  const claims = pending.map((at) => (opinions[at]?.candidates ?? []).flatMap((candidate) => candidate.documents));
  return componentsOf(claims).map((group) => group.map((place) => pending[place] ?? -1));
}

function optionsOf(opinion: Opinion | undefined, weigh: (candidate: Candidate) => number): readonly Option[] {
  return (opinion?.candidates ?? []).map((candidate) => ({
    weight: weigh(candidate) - (opinion?.one.noneOdds ?? 0),
    documents: candidate.documents,
    cents: candidate.cents,
  }));
}

/** Gives the documents out, if so much is still left of each. */
function takeDocuments(desk: Desk, candidate: Candidate | undefined): boolean {
  if (!candidate) return false;
  const { left } = desk.books;
  if (candidate.documents.some((document, at) => Math.abs(candidate.cents[at] ?? 0) > Math.abs(left[document] ?? 0))) return false;
  candidate.documents.forEach((document, at) => (left[document] = (left[document] ?? 0) - (candidate.cents[at] ?? 0)));
  return true;
}

/** What is left for a person: ranked by the joint solution, dates included now. */
function suggestRest(desk: Desk, opinions: readonly Opinion[], pending: readonly number[], decisions: Map<string, Decision>): void {
  for (const group of groupsOf(opinions, pending)) {
    const items = group.map((at) => optionsOf(opinions[at], (candidate) => candidate.score));
    const solution = solve(items, desk.books.left);
    group.forEach((at, item) => {
      const opinion = opinions[at];
      if (!opinion) return;
      const pick = solution.picks[item] ?? -1;
      const id = opinion.one.movement.id;
      decisions.set(
        id,
        opinion.candidates.length === 0
          ? noneDecision(opinion)
          : suggestion(desk, opinion, pick, marginOf(items, desk.books.left, solution, item)),
      );
    });
  }
}
