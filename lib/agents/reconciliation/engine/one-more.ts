import { candidatesOf } from "@/lib/agents/reconciliation/engine/candidates";
import { openCase } from "@/lib/agents/reconciliation/engine/case";
import { openOpinion, type Opinion } from "@/lib/agents/reconciliation/engine/decide";
import { type Desk } from "@/lib/agents/reconciliation/engine/desk";
import { chooseJointly } from "@/lib/agents/reconciliation/engine/joint";
import { type Decision, type Movement } from "@/lib/agents/reconciliation/engine/model";
import { opinionBlocks, type Settlement } from "@/lib/agents/reconciliation/engine/rounds";
import { clearMargin } from "@/lib/agents/reconciliation/engine/weights";
import { noneDecision, suggestion, wordDecision } from "@/lib/agents/reconciliation/engine/word-decision";

/** One more movement beside what is decided: what is clear keeps its documents, and those who want the same stand against it. */
export function decideOne(desk: Desk, settlement: Settlement, movement: Movement): Decision {
  const one = openCase(desk, movement, settlement.rest.length);
  const opinion = openOpinion(one, candidatesOf(desk, one));
  if (opinion.candidates.length === 0) return noneDecision(desk, opinion);
  const group = [opinion, ...rivalsOf(settlement, opinion)];
  const { left } = desk.books;
  const blocks = opinionBlocks(desk, opinion);
  if (blocks.length === 0) {
    const joint = chooseJointly(
      group.map((some) => some.timeless),
      left,
    );
    const margin = joint.picks[0] === 0 ? joint.margin(0) : 0;
    if (margin >= clearMargin) return wordDecision(desk, opinion, 0, "clear", margin, []);
  }
  const joint = chooseJointly(
    group.map((some) => some.dated),
    left,
  );
  return suggestion(desk, opinion, joint.picks[0] ?? -1, joint.margin(0));
}

/** Everybody who wants one of its documents, whoever wants one of theirs, and so on. */
function rivalsOf(settlement: Settlement, opinion: Opinion): readonly Opinion[] {
  const inside = new Set<number>();
  const queue: Opinion[] = [opinion];
  for (let next = queue.pop(); next; next = queue.pop())
    for (const option of next.timeless)
      for (const document of option.weight > 0 ? option.documents : [])
        for (const at of settlement.claims.get(document) ?? []) {
          const rival = settlement.rest[at];
          if (!rival || inside.has(at) || rival.one.movement.id === opinion.one.movement.id) continue;
          inside.add(at);
          queue.push(rival);
        }
  return [...inside].sort((a, b) => a - b).flatMap((at) => settlement.rest[at] ?? []);
}
