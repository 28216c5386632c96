import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { doubtOf, type Doubt } from "@/lib/holded/outbox/doubt";
import { enqueueRun } from "@/lib/holded/outbox/jobs";
import { conflictsOf, kindOf } from "@/lib/holded/outbox/kinds/registry";
import { newReference } from "@/lib/holded/outbox/reference";
import { findPushForUpdate, insertPush, loadPush, loadSteps, saveStep, updatePush, type Push } from "@/lib/holded/outbox/store";
import { byPerson } from "@/lib/holded/outbox/write-once";
import { pushPlan, type PushPlan } from "@/lib/holded/push-plan";
import type { StepName } from "@/lib/holded/push-steps";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { refuseUnlessItsAgentWorks } from "@/lib/review/agents";

export type Intent = { readonly pushId: string; readonly externalRef: string };

type NewIntent = {
  readonly proposalId: string;
  readonly version: number;
  readonly plan: PushPlan;
  /** End of the undo window: nothing is sent before. */
  readonly startAfter: Date;
};

/**
 * Writes the intent of an approval, with the job that will carry it out, into the transaction of the decision.
 * A proposal has one push for its whole life: a second approval re-arms the first one under the same reference, so that
 * what an earlier attempt may have left in Holded is found and never made twice.
 * Refused: `proposal.not_open` while the push of an earlier approval is at work or after it settled; `agent.not_live` where
 * the agent that proposed does not work in this environment.
 */
export async function createIntent(tx: Tx, scope: CompanyScope, wanted: NewIntent): Promise<Result<Intent>> {
  const works = await refuseUnlessItsAgentWorks(tx, scope, wanted.proposalId);
  if (!works.ok) return works;
  const plan = pushPlan.parse(wanted.plan);
  const earlier = await findPushForUpdate(tx, scope, wanted.proposalId);
  if (earlier && earlier.state !== "cancelled" && earlier.state !== "failed") return refuse("proposal.not_open", { push: earlier.state });
  const armed = {
    version: wanted.version,
    kind: plan.kind,
    plan,
    conflictKeys: conflictsOf(plan),
    state: "pending",
    failure: null,
    nextAttempt: wanted.startAfter,
  } as const;
  const intent = earlier ? { pushId: earlier.id, externalRef: earlier.externalRef } : await inserted(tx, scope, wanted.proposalId, armed);
  if (earlier) await updatePush(tx, scope, earlier.id, armed);
  await enqueueRun(tx, scope, intent.pushId, wanted.startAfter);
  return ok(intent);
}

/** Takes the intent back inside the undo window. Refused (`proposal.undo_too_late`) once a worker has begun. */
export async function cancelIntent(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Result<null>> {
  const push = await findPushForUpdate(tx, scope, proposalId);
  if (!push || push.state === "cancelled") return ok(null);
  if (push.state !== "pending") return refuse("proposal.undo_too_late");
  await updatePush(tx, scope, push.id, { state: "cancelled", nextAttempt: null });
  return ok(null);
}

/**
 * A person asks for another try, of a failed push or of one that waits for its next attempt. It resumes where it stopped
 * and looks before it writes. Refused: `proposal.not_open` when it is at work right now or there is nothing to try,
 * `holded.outcome_unknown` where it could not look: then she says first what she found (`answerIntent`).
 */
export async function retryIntent(tx: Tx, scope: CompanyScope, proposalId: string, now: Date): Promise<Result<Intent>> {
  const push = await findPushForUpdate(tx, scope, proposalId);
  if (!push) return refuse("proposal.not_open", { push: "none" });
  const isAtWork = push.claimedUntil !== null && push.claimedUntil > now;
  if (push.state !== "failed" && (push.state !== "running" || isAtWork)) return refuse("proposal.not_open", { push: push.state });
  // What nobody can look for is made again only on a person's word that it was not made.
  if (openDoubtOf(push)) return refuse("holded.outcome_unknown");
  return ok(await goOn(tx, scope, push, now));
}

/**
 * Gives a failed or waiting push up for good, so that the proposal can go back to its reader. The caller asks
 * `mayExistInHolded` first. Refused (`holded.outcome_unknown`) when something was written or nobody can exclude it.
 */
export async function withdrawIntent(tx: Tx, scope: CompanyScope, proposalId: string, now: Date): Promise<Result<null>> {
  const push = await findPushForUpdate(tx, scope, proposalId);
  if (!push || push.state === "cancelled") return ok(null);
  if (push.claimedUntil !== null && push.claimedUntil > now) return refuse("proposal.not_open", { push: push.state });
  if (push.state === "settled" || (await mayExistInHolded(tx, scope, push.id))) return refuse("holded.outcome_unknown");
  await updatePush(tx, scope, push.id, { state: "cancelled", nextAttempt: null });
  return ok(null);
}

/**
 * A person has looked and says whether what nobody could look for was done: the push goes on behind that step, or makes it
 * once more. `since` names the doubt that she was shown. Refused: `proposal.not_open` when there is no doubt,
 * `proposal.stale` when it is another one by now.
 */
export async function answerIntent(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
  { isThere, since }: { readonly isThere: boolean; readonly since: string },
  now: Date,
): Promise<Result<Intent & Doubt>> {
  const push = await findPushForUpdate(tx, scope, proposalId);
  const doubt = push && openDoubtOf(push);
  if (!push || !doubt) return refuse("proposal.not_open", { push: push?.state ?? "none" });
  if (doubt.since !== since) return refuse("proposal.stale");
  const answered = isThere ? ({ state: "done", result: { id: byPerson, how: byPerson } } as const) : ({ state: "refused" } as const);
  await saveStep(tx, scope, push.id, doubt.step, { ...answered, at: now });
  return ok({ ...(await goOn(tx, scope, push, now)), ...doubt });
}

/**
 * A person declares what was written right although it differs from the plan: the push is over. Refused
 * (`proposal.not_open`) when it is not a failed one with an object in Holded.
 */
export async function acceptIntent(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Result<{ readonly holdedId: string }>> {
  const push = await findPushForUpdate(tx, scope, proposalId);
  if (push?.state !== "failed" || push.holdedId === null) return refuse("proposal.not_open", { push: push?.state ?? "none" });
  await updatePush(tx, scope, push.id, { state: "settled", failure: null, nextAttempt: null });
  return ok({ holdedId: push.holdedId });
}

/** Whether anything of this push was written to Holded, or may have been: one of its writes was begun and not refused. */
export async function mayExistInHolded(tx: Tx, scope: CompanyScope, pushId: string): Promise<boolean> {
  const push = await loadPush(tx, scope, pushId);
  if (!push) return false;
  const { harmless } = kindOf(push.plan);
  const passive: readonly StepName[] = [...harmless, "check", "missing", "verify"];
  const steps = Object.entries(await loadSteps(tx, scope, pushId));
  return steps.some(([name, step]) => step?.state !== "refused" && !passive.some((one) => one === name));
}

/** The doubt that waits for a person; none while the push is at work. */
const openDoubtOf = ({ state, failure }: Push): Doubt | null => (state === "failed" ? doubtOf(failure) : null);

async function goOn(tx: Tx, scope: CompanyScope, { id, externalRef }: Push, now: Date): Promise<Intent> {
  await updatePush(tx, scope, id, { state: "running", failure: null, nextAttempt: now });
  await enqueueRun(tx, scope, id, now);
  return { pushId: id, externalRef };
}

type Armed = Omit<Parameters<typeof insertPush>[2], "proposalId" | "externalRef">;

async function inserted(tx: Tx, scope: CompanyScope, proposalId: string, armed: Armed): Promise<Intent> {
  const externalRef = newReference();
  const pushId = await insertPush(tx, scope, { ...armed, proposalId, externalRef });
  return { pushId, externalRef };
}
