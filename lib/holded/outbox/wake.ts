import "server-only";
import { enqueueRun, wakeAgainJob } from "@/lib/holded/outbox/jobs";
import { wakePushes } from "@/lib/holded/outbox/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";

/** What waited for a key or for the month's calls is worth trying again when there is a new key, or more calls. */
const troubles = [
  "holded.not_connected",
  "holded.key_refused",
  "holded.permission_missing",
  "holded.unreachable",
  "holded.quota_spent",
] as const;

/** Puts to work what waited for the connection. */
export async function wakeWaiting(tx: Tx, scope: CompanyScope, now: Date): Promise<void> {
  for (const pushId of await wakePushes(tx, scope, troubles, now)) await enqueueRun(tx, scope, pushId, now);
}

/**
 * The same, now and after half a minute: a call that met the old refusal in this very moment may go to sleep after
 * everybody was woken.
 */
export async function wakeNowAndAgain(tx: Tx, scope: CompanyScope, now: Date): Promise<void> {
  await wakeWaiting(tx, scope, now);
  await enqueue(tx, wakeAgainJob, { companyId: scope.companyId, environment: scope.environment }, { startAfter: 30 });
}

export function wakeAgain(scope: CompanyScope): Promise<void> {
  return scope.write((tx) => wakeWaiting(tx, scope, new Date()));
}
