import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { acceptIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import type { AcceptDifferenceInput, Moved } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";
import { addEvent, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * A person declares what stands in Holded right although it differs from what was approved, and says why.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open` where nothing was read back that differs.
 */
export function acceptDifference(
  scope: CompanyScope,
  actor: Actor,
  { id, reason }: AcceptDifferenceInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "approve");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    const now = clock();
    const next = transition(proposal.state, "accept_difference", factsOf(proposal, await settingsOf(tx, scope), now));
    if (!next.ok) return next;
    const { failure, version } = proposal;
    if (failure?.code !== "holded.read_back_differs") return refuse("proposal.not_open", { state: proposal.state });
    const accepted = await acceptIntent(tx, scope, id);
    if (!accepted.ok) return accepted;
    const { holdedId } = accepted.value;
    await updateProposal(tx, scope, id, { state: next.value, failure: null, settledAt: now });
    const detail = { holdedId, difference: failure.detail ?? {} };
    await addEvent(tx, scope, { proposalId: id, kind: "difference_accepted", personId, detail: { ...detail, reason } });
    await audit(tx, scope, actor, "proposal.difference_accepted", `proposal:${id}`, { version, holdedId });
    return ok({ id, state: next.value, version });
  });
}
