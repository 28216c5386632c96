import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";

/** Learns from one movement that a person decided, once the decision can no longer be taken back. */
export const learnJob = defineJob({
  name: "reconciliation.learn",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireSeconds: 120,
});
