import "server-only";
import { isStale, lastLook, nextReading } from "@/lib/holded/mirror/due";
import { connectionAmong, firstPagesLeft, mirrorFacts } from "@/lib/holded/mirror/facts";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type MirrorAge = {
  readonly resource: MirrorResource;
  /** End of the last whole pass; null: never. Until then what is not found may only not have been read yet. */
  readonly syncedAt: Date | null;
  /** When it was last compared with Holded, if only what is recent. */
  readonly lookedAt: Date | null;
  /** Between two looks in working hours. */
  readonly everyMinutes: number;
  /** When the schedule reads it next, not later than now: with its next round. Null: not before a person mends the key. */
  readonly nextAt: Date | null;
  /** Older than twice its cadence, or never read: agents say so instead of concluding from what is missing. */
  readonly isStale: boolean;
  /** A pass over everything is under way, perhaps for several nights. */
  readonly isRunning: boolean;
  readonly objects: number;
  /** Ids of objects that are in Holded and cannot be understood. */
  readonly unreadable: readonly string[];
  readonly failure: string | null;
};

/** How old each part of the copy is, how old it may be, and what kept it from being newer. */
export async function mirrorAge(scope: CompanyScope, now = new Date()): Promise<readonly MirrorAge[]> {
  const connection = await connectionAmong(scope);
  return scope.read(async (tx) => {
    const facts = connection && (await mirrorFacts(tx, scope, connection.sharers, now));
    const pagesLeft = facts ? await firstPagesLeft(tx, scope, facts, now) : 0;
    const plans = facts?.plans ?? cadenceFor({ perMonth: 0, hasWebhooks: false, counts: {} });
    return plans.map((plan) => {
      const state = facts?.states.get(plan.resource);
      return {
        resource: plan.resource,
        syncedAt: state?.syncedAt ?? null,
        lookedAt: lastLook(state),
        everyMinutes: plan.everyMinutes,
        nextAt: connection === null || connection.status === "refused" ? null : nextReading(plan, state, pagesLeft, now),
        isStale: isStale(plan, state, now),
        isRunning: state?.passStarted != null,
        objects: state?.objects ?? 0,
        unreadable: state?.unreadable ?? [],
        failure: state?.failure?.code ?? null,
      };
    });
  });
}
