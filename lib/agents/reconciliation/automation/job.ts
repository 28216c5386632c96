import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";

/** What would have been done without a person over the past year. One runs at a time for each company and environment. */
export const trialJob = defineJob({
  name: "reconciliation.trial",
  payload: z.strictObject({ companyId: z.uuid(), environment }),
  retryLimit: 2,
  retryDelaySeconds: 60,
  expireSeconds: 900,
});
