import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { withdrawIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, updateProposal, withdrawApprovals } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * Takes an item that failed, or that waits for its next attempt, back to be mended, where it is certain that nothing of it exists in Holded.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open`, `holded.outcome_unknown` when something may exist.
 */
export function sendBack(
  scope: CompanyScope,
  actor: Actor,
  { id }: OneProposal,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "approve");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    const now = clock();
    const next = transition(proposal.state, "send_back", factsOf(proposal, await settingsOf(tx, scope), now, false));
    if (!next.ok) return next;
    // The outbox knows its steps: it refuses where something may have been written.
    const withdrawn = await withdrawIntent(tx, scope, id, now);
    if (!withdrawn.ok) return withdrawn;
    await updateProposal(tx, scope, id, { state: next.value, failure: null, decidedBy: null, decidedAt: null, pushAfter: null });
    await withdrawApprovals(tx, scope, id, proposal.version, now);
    await addEvent(tx, scope, { proposalId: id, kind: "sent_back", personId });
    await audit(tx, scope, actor, "proposal.sent_back", `proposal:${id}`, { version: proposal.version });
    return ok({ id, state: next.value, version: proposal.version });
  });
}
