import "server-only";
import { z } from "zod";
import { measureAccounts } from "@/lib/holded/quota/measure";
import { defineJob } from "@/lib/platform/jobs";
import { handle, type JobHandler } from "@/lib/platform/worker";

/** Every morning before work: the forecast of every company has yesterday's volumes. */
const measureJob = defineJob({
  name: "quota.measure",
  payload: z.strictObject({}),
  retryLimit: 2,
  expireSeconds: 1_800,
  cron: "40 5 * * *",
});

export function quotaHandlers(): readonly JobHandler[] {
  return [handle(measureJob, () => measureAccounts(new Date()))];
}
