import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";

/** Ends a snooze. Told only which item: what is true then is read then. */
export const wakeJob = defineJob({
  name: "proposal.wake",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
});

/** Closes an approved item of which nothing is written to Holded, once its approval can no longer be taken back. */
export const concludeJob = defineJob({
  name: "proposal.conclude",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
});
