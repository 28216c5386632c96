import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { factsOf, undoUntilOf } from "@/lib/review/facts";
import type { Decided, Moved, OneProposal, SnoozeInput } from "@/lib/review/inputs";
import { wakeJob } from "@/lib/review/jobs";
import { asSeen, lockFor } from "@/lib/review/lock-for";
import { lockToMove } from "@/lib/review/lock-to-move";
import { addDecision, addEvent, findDecision, updateProposal } from "@/lib/review/store";
import { transition } from "@/lib/review/transition";

type Options = { readonly clock?: Clock };

/**
 * Puts an item away until a moment; a job brings it back.
 * Refused: `access.not_found`, `access.forbidden`, `proposal.stale`, `proposal.not_open`, `proposal.unread`,
 * `input.invalid` for a moment that has passed, `request.key_reused`.
 */
export function snoozeProposal(
  scope: CompanyScope,
  actor: Actor,
  input: SnoozeInput,
  { clock = systemClock }: Options = {},
): Promise<Result<Decided>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, input.id, "approve");
    if (!locked.ok) return locked;
    const { proposal, personId } = locked.value;
    const settings = await settingsOf(tx, scope);
    const answer = (now: typeof proposal): Result<Decided> => {
      const undoUntil = undoUntilOf(now, settings)?.toISOString() ?? null;
      return ok({ id: now.id, state: now.state, version: now.version, undoUntil, needsSecondPerson: false });
    };
    const earlier = await findDecision(tx, scope, input.requestKey);
    if (earlier)
      return earlier.proposalId === proposal.id && earlier.verdict === "snooze" ? answer(proposal) : refuse("request.key_reused");
    const seen = await asSeen(tx, scope, proposal, input);
    if (!seen.ok) return seen;
    const now = clock();
    const until = new Date(input.until);
    if (until <= now) return refuse("input.invalid", { fields: "until" });
    const next = transition(proposal.state, "snooze", factsOf(proposal, settings, now));
    if (!next.ok) return next;

    const change = { state: next.value, snoozedUntil: until, decidedBy: personId, decidedAt: now };
    await updateProposal(tx, scope, proposal.id, change);
    await addDecision(tx, scope, {
      proposalId: proposal.id, version: proposal.version, payloadHash: proposal.payloadHash ?? "", verdict: "snooze", personId,
      reason: null, requestKey: input.requestKey, createdAt: now,
    }); // prettier-ignore
    await addEvent(tx, scope, { proposalId: proposal.id, kind: "snoozed", personId, detail: { until: until.toISOString() } });
    await audit(tx, scope, actor, "proposal.snoozed", `proposal:${proposal.id}`, { version: proposal.version, until: until.toISOString() });
    await enqueue(
      tx,
      wakeJob,
      { companyId: scope.companyId, environment: scope.environment, proposalId: proposal.id },
      { startAfter: until },
    );
    return answer({ ...proposal, ...change });
  });
}

/** Brings a snoozed item back before its time. Refused: `access.not_found`, `access.forbidden`, `proposal.not_open`. */
export function wakeProposal(scope: CompanyScope, actor: Actor, { id }: OneProposal, { clock }: Options = {}): Promise<Result<Moved>> {
  return scope.write(async (tx) => {
    const locked = await lockToMove({ tx, scope, actor, id, verb: "wake", clock });
    if (!locked.ok) return locked;
    const { proposal, personId, state } = locked.value;
    await updateProposal(tx, scope, id, { state, snoozedUntil: null, decidedBy: null, decidedAt: null });
    await addEvent(tx, scope, { proposalId: id, kind: "reopened", personId });
    await audit(tx, scope, actor, "proposal.reopened", `proposal:${id}`, { version: proposal.version });
    return ok({ id, state, version: proposal.version });
  });
}
