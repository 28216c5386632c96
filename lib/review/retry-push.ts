import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { retryIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockToMove } from "@/lib/review/lock-to-move";
import { addEvent, updateProposal } from "@/lib/review/store";

/**
 * Another try of a sending that failed or waits for its next attempt: it resumes where it stopped and looks before it writes.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open`.
 */
export function retryPush(
  scope: CompanyScope,
  actor: Actor,
  { id }: OneProposal,
  { clock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockToMove({ tx, scope, actor, id, verb: "retry", clock });
    if (!locked.ok) return locked;
    const { proposal, personId, now, state } = locked.value;
    const intent = await retryIntent(tx, scope, id, now);
    if (!intent.ok) return intent;
    await updateProposal(tx, scope, id, { state, failure: null });
    await addEvent(tx, scope, { proposalId: id, kind: "retried", personId });
    await audit(tx, scope, actor, "proposal.retried", `proposal:${id}`, { version: proposal.version, push: intent.value.pushId });
    return ok({ id, state, version: proposal.version });
  });
}
