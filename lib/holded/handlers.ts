import "server-only";
import { recogniseAccount } from "@/lib/holded/accounts/identity";
import { mirrorHintsJob, mirrorScheduleJob, mirrorSyncJob } from "@/lib/holded/mirror/jobs";
import { tellMirrorNews } from "@/lib/holded/mirror/news";
import { readDue, readHinted, scheduleMirrors } from "@/lib/holded/mirror/schedule";
import { outboxHandlers } from "@/lib/holded/outbox/handlers";
import { quotaHandlers } from "@/lib/holded/quota/jobs";
import { tokenHandlers } from "@/lib/holded/tokens/handlers";
import { companyScope } from "@/lib/platform/db/scope";
import { handle, type JobHandler } from "@/lib/platform/worker";

/** Everything the connector does in the background. */
export function holdedHandlers(): readonly JobHandler[] {
  return [
    ...outboxHandlers(),
    handle(mirrorSyncJob, async ({ purpose, resources, ...key }, { signal }) => {
      // What fails stands in the state of its resource with the time of its next try: the schedule comes back for it.
      await readDue(companyScope(key), { purpose, ...(resources ? { resources } : {}), mayGoOn: () => !signal.aborted });
      await recogniseAccount(companyScope(key));
      await tellMirrorNews(companyScope(key));
    }),
    handle(mirrorHintsJob, async (key, { signal }) => {
      const result = await readHinted(companyScope(key), () => !signal.aborted);
      await tellMirrorNews(companyScope(key));
      if (!result.ok && passing.includes(result.error.code)) throw new Error(result.error.code);
    }),
    handle(mirrorScheduleJob, () => scheduleMirrors()),
    ...tokenHandlers(),
    ...quotaHandlers(),
  ];
}

/** Troubles that pass by themselves: the queue tries again. The others wait for a person. */
const passing: readonly string[] = ["holded.unreachable", "holded.server_error", "holded.rate_limited", "holded.bad_answer"];
