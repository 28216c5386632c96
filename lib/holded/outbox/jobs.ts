import "server-only";
import { z } from "zod";
import { environment } from "@/lib/review/model";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/**
 * Carries out one push. The outbox keeps its own attempts and pauses in the row of the push, so that they outlive the
 * queue; the queue's own retries are only for a worker that died or a database that was away.
 */
export const pushJob = defineJob({
  name: "push.run",
  payload: z.strictObject({ companyId: z.uuid(), environment, pushId: z.uuid() }),
  retryLimit: 8,
  retryDelaySeconds: 5,
  retryDelayMaxSeconds: 300,
  expireSeconds: 900,
  // A push that waits for a slow answer holds one of them; the others go on.
  concurrency: 6,
});

/** Finds pushes whose worker died or whose job was lost, in every company, and puts them back to work. */
export const pushSweepJob = defineJob({ name: "push.sweep", payload: z.strictObject({}), retryLimit: 1, cron: "* * * * *" });

/** Wakes what waits for the connection once more, a while after it changed. */
export const wakeAgainJob = defineJob({ name: "push.wake", payload: z.strictObject({ companyId: z.uuid(), environment }) });

/** In the caller's transaction: the push runs at `startAfter`, if the transaction commits. */
export async function enqueueRun(tx: Tx, { companyId, environment }: CompanyScope, pushId: string, startAfter: Date): Promise<void> {
  // The instant belongs to the key: a push that is due now must not be taken for its own later appointment.
  await enqueue(tx, pushJob, { companyId, environment, pushId }, { startAfter, singletonKey: `${pushId} ${startAfter.toISOString()}` });
}

type LookFor = "busy" | "lost";

/**
 * A later look at a push that somebody else holds or keeps from beginning (`busy`), or whose job may be gone (`lost`). One
 * look of each sort waits for a push, whoever asks for more: where a machine has no breath, looks that wait must not make
 * more looks.
 */
export async function enqueueLook(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  pushId: string,
  why: LookFor,
  startAfter: Date,
): Promise<void> {
  await enqueue(tx, pushJob, { companyId, environment, pushId }, { startAfter, singletonKey: `${pushId} ${why}` });
}
