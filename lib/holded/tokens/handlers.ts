import "server-only";
import { resealJob, retireTokenJob } from "@/lib/holded/tokens/jobs";
import { retireAfterADay } from "@/lib/holded/tokens/slots";
import { companyScope } from "@/lib/platform/db/scope";
import { resealAll } from "@/lib/platform/sealed-values";
import { handle, type JobHandler } from "@/lib/platform/worker";

/** What happens to tokens by itself. */
export function tokenHandlers(): readonly JobHandler[] {
  return [
    handle(retireTokenJob, ({ tokenId, ...key }) => retireAfterADay(companyScope(key), tokenId)),
    handle(resealJob, () => resealAll()),
  ];
}
