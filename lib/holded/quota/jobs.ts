import "server-only";
import { z } from "zod";
import { measureAccount } from "@/lib/holded/quota/measure";
import { accountKeys } from "@/lib/holded/quota/volume-store";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { systemScope } from "@/lib/platform/db/scope";
import { handle, type JobHandler } from "@/lib/platform/worker";

/** Every morning before work, so that the forecast of every company has yesterday's volumes. */
const measureAllJob = defineJob({ name: "quota.measure_all", payload: z.strictObject({}), retryLimit: 2, cron: "40 5 * * *" });

/** An account of its own: one that has to wait for its windows keeps no other waiting. */
const measureJob = defineJob({
  name: "quota.measure",
  payload: z.strictObject({ accountKey: z.string().min(1) }),
  retryLimit: 2,
  retryDelaySeconds: 300,
  expireSeconds: 600,
  concurrency: 2,
});

export function quotaHandlers(): readonly JobHandler[] {
  return [
    handle(measureAllJob, () =>
      systemScope(async (tx) => {
        for (const accountKey of await accountKeys(tx)) await enqueue(tx, measureJob, { accountKey }, { singletonKey: accountKey });
      }),
    ),
    handle(measureJob, ({ accountKey }) => measureAccount(accountKey, new Date())),
  ];
}
