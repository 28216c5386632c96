import "server-only";
import { ok, type Failure } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import { holdedClient } from "@/lib/holded/client";
import { tellMirrorNews } from "@/lib/holded/mirror/news";
import { upsertObjects } from "@/lib/holded/mirror/store";
import { claimPush, heartbeat, type Worker } from "@/lib/holded/outbox/claim";
import { ClaimLost } from "@/lib/holded/outbox/claim-lost";
import { asHolder, recordRefused, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { enqueueRun } from "@/lib/holded/outbox/jobs";
import type { Written } from "@/lib/holded/outbox/kind";
import { kindOf } from "@/lib/holded/outbox/kinds/registry";
import { missing } from "@/lib/holded/outbox/missing";
import { moveAfter, shownFailure } from "@/lib/holded/outbox/next-move";
import { addEvent, updateProposal, updatePush, type Push } from "@/lib/holded/outbox/store";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

export type PushOutcome =
  | { readonly kind: "settled"; readonly holdedId: string }
  /** It goes on by itself: a job is queued for this moment. */
  | { readonly kind: "waiting"; readonly until: Date; readonly failure: Failure | null }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "busy"; readonly until: Date }
  /** Nothing to do, or somebody else does it now. */
  | { readonly kind: "over" };

export type RunOptions = Partial<Worker> & {
  readonly workerId: string;
  readonly readFile: (blobKey: string) => Promise<Uint8Array | null>;
  /** Longest time for which Holded's reads may not show what was written. */
  readonly readLagMs?: number;
  /** A call without answer is given up after so long. */
  readonly callMs?: number;
  /** Half of the first pause after trouble that passes. */
  readonly backoffMs?: number;
  readonly now?: () => Date;
};

/**
 * Carries out one approved push as far as it gets, step by step as its kind says. Each step is recorded before and after,
 * so that it can be run again at any point. Settles only when the read-back agrees with the approval.
 */
export async function runPush(scope: CompanyScope, pushId: string, options: RunOptions): Promise<PushOutcome> {
  const worker = { workerId: options.workerId, leaseMs: options.leaseMs ?? usualLeaseMs };
  const now = options.now ?? (() => new Date());
  const claim = await claimPush(scope, pushId, worker, now());
  if (claim.kind === "over" || claim.kind === "busy") return claim;
  if (claim.kind === "later") return later(scope, pushId, claim.at);
  const beat = heartbeat(scope, pushId, worker);
  try {
    const context = await contextFor(scope, claim, options, beat.assertHeld, now);
    return await concluded(context, await carried(context), options.backoffMs);
  } catch (error) {
    if (error instanceof ClaimLost) return { kind: "over" };
    throw error;
  } finally {
    await beat.stop();
  }
}

/** Long enough for a busy process to renew it four times, short enough for another one to take over soon. */
const usualLeaseMs = 8_000;
/** What the client gives a call that carries no file. */
const usualCallMs = 20_000;

async function contextFor(
  scope: CompanyScope,
  { push, steps }: { readonly push: Push; readonly steps: RunContext["steps"] },
  options: RunOptions,
  beforeSend: () => Promise<void>,
  now: () => Date,
): Promise<RunContext> {
  const connection = await scope.read((tx) => loadConnection(tx, scope));
  const kind = kindOf(push.plan);
  const timeout = options.callMs === undefined ? {} : { timeoutMs: options.callMs };
  return {
    scope,
    push,
    steps,
    workerId: options.workerId,
    main: kind.main,
    place: kind.place(push.plan),
    client: holdedClient(scope, { purpose: "write", proposalId: push.proposalId, beforeSend, ...timeout }),
    usesCustomField: connection?.capabilities.customFields ?? false,
    readLagMs: options.readLagMs ?? 20_000,
    callMs: options.callMs ?? usualCallMs,
    readFile: options.readFile,
    now,
  };
}

async function carried(context: RunContext): Promise<StepResult<Written>> {
  const kind = kindOf(context.push.plan);
  const result = await kind.carry(context, context.push.plan);
  if (!result.ok && result.error.code === "holded.not_found") return missing(context, result.error, kind.own);
  // It was only late: should something be missing another time, that counts from then.
  if (context.steps.missing?.state === "started") await recordRefused(context, "missing");
  return result;
}

function concluded(context: RunContext, result: StepResult<Written>, backoffMs: number | undefined): Promise<PushOutcome> {
  if (result.ok) return result.value.differences.length === 0 ? settle(context, result.value) : differ(context, result.value);
  if (result.error.code === "pause") return wait(context, null, result.error.retryInMs);
  const failure = result.error;
  const move = moveAfter(failure, context.push.attempts, context.readLagMs, backoffMs);
  return move.kind === "wait" ? wait(context, failure, move.ms) : giveUp(context, failure, {});
}

async function settle(context: RunContext, { holdedId, mirror }: Written): Promise<PushOutcome> {
  const { scope, push, now } = context;
  const settled = await asHolder<PushOutcome>(context, async (tx) => {
    const settledAt = now();
    await release(tx, context, { state: "settled", failure: null, holdedId, nextAttempt: null });
    await updateProposal(tx, scope, push.proposalId, { state: "settled", failure: null, holdedId, settledAt });
    await addEvent(tx, scope, push.proposalId, "settled", { holdedId });
    await audit(tx, scope, { kind: "system" }, "push.settled", `proposal:${push.proposalId}`, { push: push.id, holdedId });
    for (const resource of new Set(mirror.map((one) => one.resource))) {
      const rows = mirror.flatMap((one) => (one.resource === resource ? [one.row] : []));
      await upsertObjects(tx, scope, resource, rows, settledAt);
    }
    return { kind: "settled", holdedId };
  });
  // Whoever matches movements looks at those that came or changed.
  if (mirror.some(({ resource }) => resource === "bank_movement")) await tellMirrorNews(scope);
  return settled;
}

function differ(context: RunContext, { differences }: Written): Promise<PushOutcome> {
  const [first] = differences;
  const fields = differences.map(({ field }) => field).join(", ");
  const detail = { fields, field: first?.field ?? "", expected: first?.expected ?? "", got: first?.got ?? "" };
  return giveUp(
    context,
    { code: "holded.read_back_differs", retry: "never", detail },
    { differences: differences.map((one) => ({ ...one })) },
  );
}

/** It goes to a person. The decision, the plan and everything that was written stay as they are. */
function giveUp(
  context: RunContext,
  failure: Failure,
  more: { readonly differences?: { field: string; expected: string; got: string }[] },
): Promise<PushOutcome> {
  const { scope, push } = context;
  const shown = shownFailure(failure, null);
  return asHolder(context, async (tx) => {
    await release(tx, context, { state: "failed", failure: shown, nextAttempt: null });
    await updateProposal(tx, scope, push.proposalId, { state: "failed", failure: shown });
    await addEvent(tx, scope, push.proposalId, "failed", { code: shown.code, detail: { ...shown.detail }, ...more });
    await audit(tx, scope, { kind: "system" }, "push.failed", `proposal:${push.proposalId}`, { push: push.id, code: shown.code });
    return { kind: "failed", failure };
  });
}

/** Without a failure it is only too early: nobody needs to be told. */
function wait(context: RunContext, failure: Failure | null, ms: number): Promise<PushOutcome> {
  const { scope, push, now } = context;
  const until = new Date(now().getTime() + Math.ceil(ms));
  const shown = failure && shownFailure(failure, until);
  return asHolder(context, async (tx) => {
    // A run that was only too early is no failed attempt.
    const attempts = failure === null ? push.attempts - 1 : push.attempts;
    // Nothing was begun: whoever shares something with this push need not wait for it.
    const isUntouched = Object.values(context.steps).every((step) => step?.state === "refused");
    const keys = isUntouched ? { conflictKeys: [] } : {};
    await release(tx, context, { state: "running", failure: shown, nextAttempt: until, attempts, ...keys });
    await updateProposal(tx, scope, push.proposalId, { failure: shown });
    if (shown && shown.code !== push.failure?.code)
      await addEvent(tx, scope, push.proposalId, "waiting", { code: shown.code, detail: { ...shown.detail } });
    await enqueueRun(tx, scope, push.id, until);
    return { kind: "waiting", until, failure };
  });
}

function release(tx: Tx, { scope, push }: RunContext, change: Parameters<typeof updatePush>[3]): Promise<void> {
  return updatePush(tx, scope, push.id, { ...change, claimedBy: null, claimedUntil: null });
}

async function later(scope: CompanyScope, pushId: string, until: Date): Promise<PushOutcome> {
  await scope.write((tx) => enqueueRun(tx, scope, pushId, until));
  return ok<PushOutcome>({ kind: "waiting", until, failure: null }).value;
}
