import "server-only";
import { doubtOf } from "@/lib/holded/outbox/doubt";
import type { StoredFailure, PushState } from "@/lib/holded/outbox/store";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** How far the sending of one proposal has come, and what another try of it would begin with. */
export type ReplayView = {
  readonly proposalId: string;
  readonly state: PushState;
  /** Whether a person may ask for another try now: it failed and the machine can look, or it waits and nobody is at it. */
  readonly canRetry: boolean;
  readonly reference: string;
  readonly attempts: number;
  readonly failure: StoredFailure | null;
  /** When it goes on by itself. */
  readonly nextAttempt: string | null;
  readonly holdedId: string | null;
  readonly steps: readonly { readonly name: string; readonly state: string; readonly at: string }[];
};

/** The sendings of some proposals, by proposal. One that was never approved has none. */
export function replayViews(scope: CompanyScope, proposalIds: readonly string[], now = new Date()): Promise<readonly ReplayView[]> {
  const { companyId, environment } = scope;
  const key = { companyId, environment };
  return scope.read(async (tx) => {
    const pushes = await tx.push.findMany({
      where: { ...key, proposalId: { in: [...new Set(proposalIds)] } },
      orderBy: { createdAt: "asc" },
    });
    const steps = await tx.pushStep.findMany({
      where: { ...key, pushId: { in: pushes.map(({ id }) => id) } },
      orderBy: { startedAt: "asc" },
      select: { pushId: true, name: true, state: true, startedAt: true, doneAt: true },
    });
    return pushes.map((push) => ({
      proposalId: push.proposalId,
      state: push.state as PushState,
      canRetry:
        (push.state === "failed" && doubtOf(push.failure as StoredFailure | null) === null) ||
        (push.state === "running" && !(push.claimedUntil && push.claimedUntil > now)),
      reference: push.externalRef,
      attempts: push.attempts,
      failure: push.failure as StoredFailure | null,
      nextAttempt: push.state === "running" || push.state === "pending" ? (push.nextAttempt?.toISOString() ?? null) : null,
      holdedId: push.holdedId,
      steps: steps
        .filter(({ pushId }) => pushId === push.id)
        .map(({ name, state, startedAt, doneAt }) => ({ name, state, at: (doneAt ?? startedAt).toISOString() })),
    }));
  });
}
