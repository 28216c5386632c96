import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";

/** Looks once into the mailbox of a company. What fails stands on its page, and the schedule comes back. */
export const lookJob = defineJob({
  name: "mailbox.look",
  payload: z.strictObject({ companyId: z.uuid(), environment }),
  retryLimit: 2,
  expireSeconds: 900,
  concurrency: 2,
});

/** Sends somebody to every mailbox that is switched on. */
export const lookScheduleJob = defineJob({ name: "mailbox.schedule", payload: z.strictObject({}), retryLimit: 1, cron: "*/3 * * * *" });
