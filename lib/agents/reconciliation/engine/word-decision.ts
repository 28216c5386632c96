import { calibrated, proposed } from "@/lib/agents/reconciliation/engine/calibrate";
import { type Candidate } from "@/lib/agents/reconciliation/engine/case";
import { likeliestClass } from "@/lib/agents/reconciliation/engine/classes";
import { blocksOf, type Opinion } from "@/lib/agents/reconciliation/engine/decide";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { evidenceOf } from "@/lib/agents/reconciliation/engine/evidence";
import {
  type ClearRule,
  type Decision,
  type Hypothesis,
  type Movement,
  type MovementClass,
} from "@/lib/agents/reconciliation/engine/model";
import { readText } from "@/lib/agents/reconciliation/engine/text";
import { clearMargin, repeatedOdds } from "@/lib/agents/reconciliation/engine/weights";

const mostAlternatives = 5;
/** Less than this and a proposal would only cost time. */
const worthShowing = 0.02;

export function untouchable(movement: Movement): Decision {
  return {
    movementId: movement.id,
    status: "untouchable",
    probability: 0,
    margin: 0,
    chosen: null,
    alternatives: [],
    movementClass: null,
    blockedBy: ["open"],
  };
}

/** Nothing in the ledger corresponds. */
export function noneDecision(desk: Desk, opinion: Opinion): Decision {
  const some = opinion.probabilities.reduce((sum, p) => sum + p, 0);
  return {
    movementId: opinion.one.movement.id,
    status: "none",
    probability: 1 - some,
    margin: 0,
    chosen: null,
    alternatives: opinion.repeated < 0 ? [] : [repetition(desk, opinion)],
    movementClass: classOf(opinion),
    blockedBy: ["probability"],
  };
}

/** What is paid a second time: nothing is left of it to link, so it is told beside "no document" and never chosen. */
function repetition(desk: Desk, opinion: Opinion): Hypothesis {
  const document = desk.books.documents[opinion.repeated];
  const cents = Math.abs(opinion.one.cents);
  return {
    kind: "duplicate",
    allocations: document ? [{ documentId: document.id, cents: document.total }] : [],
    residual: null,
    probability: 1 - opinion.probabilities.reduce((sum, p) => sum + p, 0),
    evidence: [{ family: "amount", code: "amount_duplicate", values: { cents, documents: 1 }, weight: repeatedOdds, span: null }],
  };
}

/** A proposal for a person; none where even the best is too unlikely to be worth a look. */
export function suggestion(desk: Desk, opinion: Opinion, pick: number, margin: number): Decision {
  const first = pick >= 0 ? pick : 0;
  const probability = opinion.probabilities[first] ?? 0;
  if (pick < 0 && (probability < worthShowing || opinion.repeated >= 0)) return noneDecision(desk, opinion);
  const blocks: ClearRule[] = [...blocksOf(desk, opinion, first)];
  if (margin < clearMargin || blocks.length === 0) blocks.push("margin");
  return wordDecision(desk, opinion, first, "suggested", margin, blocks);
}

export function wordDecision(
  desk: Desk,
  opinion: Opinion,
  pick: number,
  status: "clear" | "suggested",
  margin: number,
  blockedBy: readonly ClearRule[],
): Decision {
  const places = opinion.candidates.map((_, at) => at).filter((at) => at !== pick);
  const word = (at: number) =>
    opinion.candidates.slice(at, at + 1).map((candidate) => {
      const told = hypothesis(desk, opinion, candidate, at);
      if (status === "clear") return told;
      return { ...told, probability: proposed(candidate, told.probability, at === pick ? blockedBy : blocksOf(desk, opinion, at)) };
    });
  const chosen = word(pick)[0] ?? null;
  return {
    movementId: opinion.one.movement.id,
    status,
    probability: chosen?.probability ?? 0,
    margin,
    chosen,
    alternatives: places.slice(0, mostAlternatives).flatMap(word),
    movementClass: status === "clear" ? null : classOf(opinion),
    blockedBy,
  };
}

function hypothesis(desk: Desk, opinion: Opinion, candidate: Candidate, at: number): Hypothesis {
  return {
    kind: candidate.kind,
    allocations: candidate.documents.map((document, place) => ({
      documentId: desk.books.documents[document]?.id ?? "",
      cents: candidate.cents[place] ?? 0,
    })),
    residual: candidate.residual,
    probability: calibrated(candidate.kind, opinion.probabilities[at] ?? 0),
    evidence: evidenceOf(desk, opinion.one, candidate),
  };
}

function classOf(opinion: Opinion): MovementClass {
  const { one } = opinion;
  if (opinion.repeated >= 0) return "refund";
  const { commonCode, transactionCode } = one.movement;
  const found =
    one.remembered ??
    likeliestClass(one.atoms, one.who.isName, commonCode) ??
    (transactionCode === null ? null : likeliestClass(readText([transactionCode]), () => false, null));
  if (found) return found;
  return one.noneOdds < 0 && one.cents < 0 ? "document_missing" : "other";
}
