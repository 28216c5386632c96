import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { settingsOf, type CompanySettings } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { arm } from "@/lib/review/arm";
import { factsOf } from "@/lib/review/facts";
import { kindOf, type Judgement } from "@/lib/review/kinds";
import { isOverLimit } from "@/lib/review/over-limit";
import { addEvent, lockProposal, updateProposal, type ProposalRecord } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/** People are not watching: they get this long to take back what a rule approved. */
const ruleUndoMs = 30 * 60_000;

export type ByRule = {
  readonly id: string;
  /** What the agent proposed; another version or hash is what somebody else wrote. */
  readonly seenVersion: number;
  readonly seenHash: string;
  readonly agent: string;
  /** The rule as the company knows it, and who of its people switched it on. */
  readonly rule: string;
  readonly switchedOnBy: string;
  readonly now: Date;
};

/**
 * Approves a proposal because a rule says so that a person of the company switched on. Only what a person could approve in
 * bulk and unread: clear, of low risk, below every limit, nothing to type, no second person, no doubt. Nobody decided it,
 * so nothing learns from it and it has no decision; it can be taken back for half an hour.
 * In the caller's transaction. Refused: `proposal.stale`, `proposal.not_open`, `proposal.needs_own_look`, and what the plan refuses.
 */
export async function approveByRule(tx: Tx, scope: CompanyScope, by: ByRule): Promise<Result<{ readonly pushAfter: Date }>> {
  const proposal = await lockProposal(tx, scope, by.id);
  if (proposal?.version !== by.seenVersion || proposal.payloadHash !== by.seenHash) return refuse("proposal.stale");
  const settings = await settingsOf(tx, scope);
  const next = transition(proposal.state, "approve", factsOf(proposal, settings, by.now));
  if (!next.ok) return next;
  const kind = kindOf(proposal.kind);
  const judged = await kind.judge(tx, scope, proposal.payload, proposal);
  if (!judged.ok) return judged;
  if (!mayGoUnread(judged.value, settings)) return refuse("proposal.needs_own_look");
  const plan = await kind.planPush(tx, scope, { proposal, payload: proposal.payload });
  if (!plan.ok) return plan;
  const pushAfter = new Date(by.now.getTime() + ruleUndoMs);
  const armed = await arm(tx, scope, proposal, plan.value, pushAfter);
  if (!armed.ok) return armed;
  await updateProposal(tx, scope, proposal.id, { state: next.value, decidedBy: null, decidedAt: by.now, pushAfter, failure: null });
  await record(tx, scope, proposal, by, { pushAfter: pushAfter.toISOString(), ...armed.value });
  return ok({ pushAfter });
}

/** Whether a person would have been let approve it without reading it, with many others, by one click. */
function mayGoUnread({ risk, standing, blockers, needsTwo, needsTyping, reasons, row }: Judgement, settings: CompanySettings): boolean {
  const isDoubtful = reasons.some(({ level }) => level === "doubt" || level === "block") || blockers.length > 0;
  return (
    risk === "low" &&
    standing === "clear" &&
    !isDoubtful &&
    !needsTwo &&
    !needsTyping &&
    !isOverLimit(row.amount, settings.limitForSecondPersonCents)
  );
}

async function record(tx: Tx, scope: CompanyScope, proposal: ProposalRecord, by: ByRule, more: Record<string, string>): Promise<void> {
  const about = { version: proposal.version, rule: by.rule, switchedOnBy: by.switchedOnBy };
  await addEvent(tx, scope, { proposalId: proposal.id, kind: "approved_by_rule", personId: null, detail: { ...about, ...more } });
  const actor = { kind: "agent", name: by.agent } as const;
  await audit(tx, scope, actor, "proposal.approved_by_rule", `proposal:${proposal.id}`, { ...about, hash: proposal.payloadHash ?? "" });
}
