import "server-only";
import { z } from "zod";
import { mirrorResources } from "@/lib/holded/mirror/resources";
import { environment } from "@/lib/review/model";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** Makes the local copy of one company and environment equal to Holded. */
export const mirrorSyncJob = defineJob({
  name: "mirror.sync",
  payload: z.strictObject({
    companyId: z.uuid(),
    environment,
    purpose: z.enum(["person", "scheduled", "refresh"]).default("scheduled"),
    resources: z.array(z.enum(mirrorResources)).optional(),
  }),
  retryLimit: 4,
  retryDelaySeconds: 60,
  expireSeconds: 3600,
  concurrency: 2,
});

/** Plans the synchronisation of every connection: before the working day and after lunch. */
export const mirrorScheduleJob = defineJob({ name: "mirror.schedule", payload: z.strictObject({}), retryLimit: 2, cron: "15 6,14 * * *" });

/** In the caller's transaction. While one waits for the same company and environment, a second one is the same one. */
export async function enqueueSync(
  tx: Tx,
  { companyId, environment: where }: Pick<CompanyScope, "companyId" | "environment">,
  purpose: "person" | "scheduled" | "refresh",
): Promise<void> {
  await enqueue(tx, mirrorSyncJob, { companyId, environment: where, purpose }, { singletonKey: `${companyId} ${where}` });
}
