import "server-only";
import { z } from "zod";
import { defineJob } from "@/lib/platform/jobs";
import { environment } from "@/lib/review/model";

/** Ends a snooze. Told only which item: what is true then is read then. */
export const wakeJob = defineJob({
  name: "proposal.wake",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
});
