import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { cancelIntent } from "@/lib/holded/outbox/intent";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import type { Moved, OneProposal } from "@/lib/review/inputs";
import { lockFor, type Locked } from "@/lib/review/lock-for";
import { addEvent, lastDecision, markUndone, signatureOf, updateProposal, type DecisionRecord } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

/**
 * Takes the last decision back while its window is open: an approval before anything is sent, a rejection, a snooze, or
 * her own of two signatures. Undoing what is already undone is no error.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.undo_too_late`.
 */
export function undoDecision(
  scope: CompanyScope,
  actor: Actor,
  { id }: OneProposal,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, id, "approve");
    if (!locked.ok) return locked;
    const { state, decidedBy } = locked.value.proposal;
    if (state === "approved" && decidedBy === null) return undo(tx, scope, actor, locked.value, null, clock());
    const decision = await lastDecision(tx, scope, id);
    if (!decision) return refuse("proposal.undo_too_late", { state: locked.value.proposal.state });
    if (locked.value.proposal.state === "open") return undoOnOpen(tx, scope, actor, locked.value, decision, clock());
    return undo(tx, scope, actor, locked.value, decision, clock());
  });
}

/** `decision` is null where a rule approved. */
async function undo(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  locked: Locked,
  decision: DecisionRecord | null,
  now: Date,
): Promise<Result<Moved>> {
  const { proposal, personId } = locked;
  const next = transition(proposal.state, "undo", factsOf(proposal, await settingsOf(tx, scope), now));
  if (!next.ok) return next;
  if (proposal.state === "approved") {
    const cancelled = await cancelIntent(tx, scope, proposal.id);
    if (!cancelled.ok) return cancelled;
  }
  await updateProposal(tx, scope, proposal.id, {
    state: next.value, decidedBy: null, decidedAt: null, pushAfter: null, snoozedUntil: null, rejectReason: null,
  }); // prettier-ignore
  await recordUndo(tx, scope, actor, { id: proposal.id, decision, personId, now });
  if (proposal.state === "rejected") await locked.kind.onRejectionUndone(tx, scope, { id: proposal.id });
  return ok({ id: proposal.id, state: next.value, version: proposal.version });
}

/** On an open proposal there is a signature to take back, or the undo that a second click repeats. */
async function undoOnOpen(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  locked: Locked,
  decision: DecisionRecord,
  now: Date,
): Promise<Result<Moved>> {
  const { proposal, personId } = locked;
  const unchanged = ok({ id: proposal.id, state: proposal.state, version: proposal.version });
  // Others may have signed or snoozed since: her own signature is hers to take back all the same.
  const own = await signatureOf(tx, scope, proposal.id, { version: proposal.version, personId });
  if (own && !own.undoneAt) await recordUndo(tx, scope, actor, { id: proposal.id, decision: own, personId, now });
  return own || decision.undoneAt ? unchanged : refuse("proposal.undo_too_late", { state: proposal.state });
}

type Undone = { readonly id: string; readonly decision: DecisionRecord | null; readonly personId: string; readonly now: Date };

async function recordUndo(tx: Tx, scope: CompanyScope, actor: Actor, { id, decision, personId, now }: Undone): Promise<void> {
  const detail = decision ? { verdict: decision.verdict, version: decision.version } : { verdict: "approved_by_rule" };
  if (decision) await markUndone(tx, scope, decision.id, now);
  await addEvent(tx, scope, { proposalId: id, kind: "undone", personId, detail });
  await audit(tx, scope, actor, "proposal.undone", `proposal:${id}`, { ...detail, ...(decision ? { decision: decision.id } : {}) });
}
