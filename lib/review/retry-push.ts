import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, type Result } from "@/lib/kernel/result";
import { retryIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * Another try of a sending that failed or waits for its next attempt: it resumes where it stopped and looks before it writes.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open`.
 */
export function retryPush(
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
    const next = transition(proposal.state, "retry", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) return next;
    const intent = await retryIntent(tx, scope, id, now);
    if (!intent.ok) return intent;
    await updateProposal(tx, scope, id, { state: next.value, failure: null });
    await addEvent(tx, scope, { proposalId: id, kind: "retried", personId });
    await audit(tx, scope, actor, "proposal.retried", `proposal:${id}`, { version: proposal.version, push: intent.value.pushId });
    return ok({ id, state: next.value, version: proposal.version });
  });
}
