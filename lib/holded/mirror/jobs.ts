import "server-only";
import { z } from "zod";
import { mirrorResources } from "@/lib/holded/mirror/model";
import { forgetPauses } from "@/lib/holded/mirror/state";
import { environment } from "@/lib/review/model";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";

const scopeKey = { companyId: z.uuid(), environment };

/** Reads of one company and environment what is due, or what a person asked for. */
export const mirrorSyncJob = defineJob({
  name: "mirror.sync",
  payload: z.strictObject({
    ...scopeKey,
    purpose: z.enum(["person", "scheduled", "refresh"]).default("scheduled"),
    resources: z.array(z.enum(mirrorResources)).optional(),
  }),
  retryLimit: 4,
  retryDelaySeconds: 60,
  expireSeconds: 3600,
  concurrency: 2,
});

/** Reads again what hints are due for. */
export const mirrorHintsJob = defineJob({
  name: "mirror.hints",
  payload: z.strictObject(scopeKey),
  retryLimit: 4,
  retryDelaySeconds: 60,
  expireSeconds: 1800,
  concurrency: 2,
});

/** Looks every few minutes which connections have something to be read; what and how much, the cadence decides. */
export const mirrorScheduleJob = defineJob({ name: "mirror.schedule", payload: z.strictObject({}), retryLimit: 2, cron: "*/5 * * * *" });

type Asked = {
  readonly purpose: "person" | "scheduled" | "refresh";
  readonly resources?: z.input<typeof mirrorSyncJob.payload>["resources"];
};

/**
 * In the caller's transaction. While one waits for the same company and environment, a second one is the same one. What
 * failed before and waits for its next try is tried at once: something has changed, or a person wants to know.
 */
export async function enqueueSync(tx: Tx, scope: CompanyScope, purpose: Asked["purpose"], resources?: Asked["resources"]): Promise<void> {
  await forgetPauses(tx, scope);
  await enqueueReading(tx, scope, { purpose, ...(resources ? { resources } : {}) });
}

/** As the scheduler does it: pauses after failures are kept. */
export async function enqueueReading(tx: Tx, { companyId, environment: where }: ScopeKey, asked: Asked): Promise<void> {
  const key = asked.resources ? ` ${asked.resources.join(" ")}` : "";
  const singletonKey = `${companyId} ${where}${asked.purpose === "person" ? " person" : ""}${key}`;
  await enqueue(tx, mirrorSyncJob, { companyId, environment: where, ...asked }, { singletonKey });
}

export async function enqueueHints(tx: Tx, { companyId, environment: where }: ScopeKey, startAfter: Date): Promise<void> {
  await enqueue(tx, mirrorHintsJob, { companyId, environment: where }, { singletonKey: `${companyId} ${where}`, startAfter });
}
