import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { withdrawIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockToMove } from "@/lib/review/lock-to-move";
import { addEvent, updateProposal, withdrawApprovals } from "@/lib/review/store";

/**
 * Takes an item that failed, or that waits for its next attempt, back to be mended, where it is certain that nothing of it exists in Holded.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open`, `holded.outcome_unknown` when something may exist.
 */
export function sendBack(
  scope: CompanyScope,
  actor: Actor,
  { id }: OneProposal,
  { clock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockToMove({ tx, scope, actor, id, verb: "send_back", clock, mayExistInHolded: false });
    if (!locked.ok) return locked;
    const { proposal, personId, now, state } = locked.value;
    // The outbox knows its steps: it refuses where something may have been written.
    const withdrawn = await withdrawIntent(tx, scope, id, now);
    if (!withdrawn.ok) return withdrawn;
    await updateProposal(tx, scope, id, { state, failure: null, decidedBy: null, decidedAt: null, pushAfter: null });
    await withdrawApprovals(tx, scope, id, proposal.version, now);
    await addEvent(tx, scope, { proposalId: id, kind: "sent_back", personId });
    await audit(tx, scope, actor, "proposal.sent_back", `proposal:${id}`, { version: proposal.version });
    return ok({ id, state, version: proposal.version });
  });
}
