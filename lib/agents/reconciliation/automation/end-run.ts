import "server-only";
import { errorsAmong, isToBeSwitchedOff, type RuleKind } from "@/lib/agents/reconciliation/automation/rules";
import { armedOfEndedRules, endRule, markTakenBack, matchingRules, outcomesOf } from "@/lib/agents/reconciliation/automation/store";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { kindOf } from "@/lib/review/kinds";
import { findProposal, saveJudgement } from "@/lib/review/store";
import { takeBackFromRule } from "@/lib/review/take-back-from-rule";

const agent = { kind: "agent", name: "reconciliation" } as const;

/** At one go; whoever switches a rule off waits for it. The next look takes the rest, whose half hour ends later. */
const atOnce = 200;

/** Switches off the rules that were wrong too often among their last ones. Answers which. */
export async function endWrongRules(scope: CompanyScope, now: Date): Promise<readonly RuleKind[]> {
  return scope.write(async (tx) => {
    const ended: RuleKind[] = [];
    for (const { kind, isOn } of await matchingRules(tx, scope)) {
      if (!isOn) continue;
      const outcomes = await outcomesOf(tx, scope, kind, errorsAmong);
      if (!isToBeSwitchedOff(outcomes.map(({ outcome }) => outcome)) || !(await endRule(tx, scope, kind, now))) continue;
      const wrong = outcomes.filter(({ outcome }) => outcome === "wrong").map(({ proposalId }) => proposalId);
      await audit(tx, scope, agent, "reconciliation.rule_ended", `rule:${kind}`, { kind, among: outcomes.length, wrong: wrong.join(",") });
      ended.push(kind);
    }
    return ended;
  });
}

/**
 * What rules had approved that are off by now goes back to people before it is written, one transaction for each, so that a
 * worker that has begun with one holds up no other. Answers how many went back.
 */
export async function takeBackOfEndedRules(scope: CompanyScope, now: Date): Promise<number> {
  const armed = await scope.read((tx) => armedOfEndedRules(tx, scope, atOnce));
  let taken = 0;
  for (const { id, kind: rule, because } of armed) {
    const done = await scope.write(async (tx) => {
      if (!(await takeBackFromRule(tx, scope, { id, agent: agent.name, rule, because, now }))) return false;
      await markTakenBack(tx, scope, id, because);
      await judgeAgain(tx, scope, id);
      return true;
    });
    if (done) taken += 1;
  }
  return taken;
}

/** So that its reasons say at once why it is back. */
async function judgeAgain(tx: Tx, scope: CompanyScope, id: string): Promise<void> {
  const proposal = await findProposal(tx, scope, id);
  if (!proposal) return;
  const judged = await kindOf(proposal.kind).judge(tx, scope, proposal.payload, proposal);
  if (judged.ok) await saveJudgement(tx, scope, id, judged.value);
}
