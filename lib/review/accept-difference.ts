import "server-only";
import type { Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { acceptIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { AcceptDifferenceInput, Moved } from "@/lib/review/inputs";
import { lockToMove } from "@/lib/review/lock-to-move";
import { addEvent, updateProposal } from "@/lib/review/store";

/**
 * A person declares what stands in Holded right although it differs from what was approved, and says why.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.not_open` where nothing was read back that differs.
 */
export function acceptDifference(
  scope: CompanyScope,
  actor: Actor,
  { id, reason }: AcceptDifferenceInput,
  { clock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockToMove({ tx, scope, actor, id, verb: "accept_difference", clock });
    if (!locked.ok) return locked;
    const { proposal, personId, now, state } = locked.value;
    const { failure, version } = proposal;
    if (failure?.code !== "holded.read_back_differs") return refuse("proposal.not_open", { state: proposal.state });
    const accepted = await acceptIntent(tx, scope, id);
    if (!accepted.ok) return accepted;
    const { holdedId } = accepted.value;
    await updateProposal(tx, scope, id, { state, failure: null, settledAt: now });
    const detail = { holdedId, difference: failure.detail ?? {} };
    await addEvent(tx, scope, { proposalId: id, kind: "difference_accepted", personId, detail: { ...detail, reason } });
    await audit(tx, scope, actor, "proposal.difference_accepted", `proposal:${id}`, { version, holdedId });
    return ok({ id, state, version });
  });
}
