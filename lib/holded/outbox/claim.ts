import "server-only";
import {
  addEvent, blockerOf, loadSteps, lockOutbox, lockProposalOf, lockPush, renewClaim, updateProposal, updatePush,
  type Push, type SentProposal, type Step,
} from "@/lib/holded/outbox/store"; // prettier-ignore
import type { StepName } from "@/lib/holded/push-steps";
import { audit } from "@/lib/platform/audit";
import { ClaimLost } from "@/lib/holded/outbox/claim-lost";
import { isContactKey } from "@/lib/holded/outbox/contact-keys";
import { conflictsOf } from "@/lib/holded/outbox/kinds/registry";
import { enqueueRun } from "@/lib/holded/outbox/jobs";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { transition } from "@/lib/review/transition";
import { proposalState } from "@/lib/review/model";
import { log } from "@/lib/platform/telemetry";

export type Claim =
  | { readonly kind: "claimed"; readonly push: Push; readonly steps: Partial<Record<StepName, Step>> }
  /** Its undo window or its pause still runs. */
  | { readonly kind: "later"; readonly at: Date }
  /** Another worker is at this push, or another push is under way that shares something with it. */
  | { readonly kind: "busy"; readonly until: Date }
  /** Settled, failed or taken back: nothing to do. */
  | { readonly kind: "over" };

export type Worker = { readonly workerId: string; readonly leaseMs: number };

/**
 * Takes a push for this worker until the lease ends. Pushes that share a key are carried out one after another, in the
 * order of their approval: two invoices of a new supplier must not make it twice, two links of one movement must not race.
 * A push holds its keys from its first run to its end, pauses included; all others go on beside it.
 */
export function claimPush(scope: CompanyScope, pushId: string, { workerId, leaseMs }: Worker, now: Date): Promise<Claim> {
  return scope.write(async (tx) => {
    await lockOutbox(tx, scope);
    const proposal = await lockProposalOf(tx, scope, pushId);
    const push = await lockPush(tx, scope, pushId);
    if (!proposal || !push || (push.state !== "pending" && push.state !== "running")) return { kind: "over" };
    const steps = await loadSteps(tx, scope, push.id);
    const isContactFound = steps.contact?.state === "done";
    const conflictKeys = conflictsOf(push.plan).filter((key) => !isContactFound || !isContactKey(key));
    const waits = await waitOf(tx, scope, { ...push, conflictKeys }, proposal, now);
    if (waits) return waits;
    if (proposal.version !== push.version || (proposal.state !== "approved" && proposal.state !== "sending")) {
      return stopUnwanted(tx, scope, push, proposal);
    }
    const isFirst = push.state === "pending";
    const claimed = {
      state: "running",
      attempts: push.attempts + 1,
      claimedBy: workerId,
      claimedUntil: new Date(now.getTime() + leaseMs),
      conflictKeys,
    } as const;
    await updatePush(tx, scope, push.id, claimed);
    if (proposal.state === "approved") await updateProposal(tx, scope, proposal.id, { state: "sending" });
    if (isFirst) {
      await addEvent(tx, scope, proposal.id, "sending", { reference: push.externalRef });
      await audit(tx, scope, { kind: "system" }, "push.started", `proposal:${proposal.id}`, { push: push.id, reference: push.externalRef });
    }
    // Should this worker die, its push goes on as soon as the claim has run out.
    await enqueueRun(tx, scope, push.id, new Date(now.getTime() + leaseMs));
    return { kind: "claimed", push: { ...push, ...claimed }, steps };
  });
}

async function waitOf(tx: Tx, scope: CompanyScope, push: Push, proposal: SentProposal, now: Date): Promise<Claim | null> {
  if (push.nextAttempt && push.nextAttempt > now) return { kind: "later", at: push.nextAttempt };
  // The state machine draws the line between undo and sending, so that no instant allows both.
  const state = proposalState.parse(proposal.state);
  const facts = { now, undoUntil: proposal.pushAfter, mayExistInHolded: false, isReadable: true };
  if (state === "approved" && proposal.pushAfter && !transition(state, "start_sending", facts).ok)
    return { kind: "later", at: proposal.pushAfter };
  if (push.claimedUntil && push.claimedUntil > now) return { kind: "busy", until: push.claimedUntil };
  const blocker = await blockerOf(tx, scope, push, push.conflictKeys, now);
  if (!blocker) return null;
  // Whoever finishes looks for what waits behind it; this is only when to ask again should nobody.
  const ends = Math.max(blocker.claimedUntil?.getTime() ?? 0, blocker.nextAttempt?.getTime() ?? 0, now.getTime() + 1_000);
  return { kind: "busy", until: new Date(Math.min(ends, now.getTime() + 60_000)) };
}

/** What was approved is not what stands there now: nothing is sent. */
async function stopUnwanted(tx: Tx, scope: CompanyScope, push: Push, proposal: SentProposal): Promise<Claim> {
  await updatePush(tx, scope, push.id, { state: "cancelled", nextAttempt: null });
  await audit(tx, scope, { kind: "system" }, "push.cancelled", `proposal:${proposal.id}`, {
    push: push.id,
    state: proposal.state,
    version: proposal.version,
    approved: push.version,
  });
  return { kind: "over" };
}

export type Heartbeat = {
  /** Throws `ClaimLost` when another worker has taken over; asked before anything is sent. */
  readonly assertHeld: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Keeps a claim alive while its holder is. After a stall it is taken up again, unless somebody else was faster. */
export function heartbeat(scope: CompanyScope, pushId: string, { workerId, leaseMs }: Worker): Heartbeat {
  let validUntil = Date.now() + leaseMs;
  let running: Promise<unknown> = Promise.resolve();
  const renew = async (): Promise<boolean> => {
    const until = Date.now() + leaseMs;
    const isHeld = await scope.write((tx) => renewClaim(tx, scope, pushId, workerId, new Date(until)));
    if (isHeld) validUntil = until;
    return isHeld;
  };
  const beat = () => renew().catch((error: unknown) => log().warn({ error, pushId }, "claim not renewed"));
  const timer = setInterval(() => void (running = beat()), leaseMs / 4);
  return {
    assertHeld: async () => {
      if (validUntil - Date.now() < leaseMs / 2 && !(await renew())) throw new ClaimLost();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
