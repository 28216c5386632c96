import "server-only";
import { withdrawIntent } from "@/lib/holded/outbox/intent";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import { addEvent, lockProposal, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

type FromRule = {
  readonly id: string;
  readonly agent: string;
  readonly rule: string;
  /** Why the rule ended. */
  readonly because: "errors" | "person";
  readonly now: Date;
};

/**
 * Gives a proposal that a rule approved back to people, because the rule ended before it was written. Whoever decided it
 * herself meanwhile has decided it, and what may have reached Holded stays on its way. False: it was left as it is.
 * In the caller's transaction.
 */
export async function takeBackFromRule(tx: Tx, scope: CompanyScope, { id, agent, rule, because, now }: FromRule): Promise<boolean> {
  const proposal = await lockProposal(tx, scope, id);
  if (!proposal || proposal.decidedBy !== null) return false;
  const next = transition(proposal.state, "send_back", factsOf(proposal, await settingsOf(tx, scope), now, false));
  if (!next.ok) return false;
  const withdrawn = await withdrawIntent(tx, scope, id, now);
  if (!withdrawn.ok) return false;
  await updateProposal(tx, scope, id, { state: next.value, failure: null, decidedBy: null, decidedAt: null, pushAfter: null });
  const detail = { version: proposal.version, rule, because };
  await addEvent(tx, scope, { proposalId: id, kind: "taken_back", personId: null, detail });
  await audit(tx, scope, { kind: "agent", name: agent }, "proposal.taken_back", `proposal:${id}`, detail);
  return true;
}
