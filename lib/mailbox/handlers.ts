import "server-only";
import { lookJob, lookScheduleJob } from "@/lib/mailbox/jobs";
import { lookIntoMailbox } from "@/lib/mailbox/look";
import { everyScope, isMailboxOn } from "@/lib/mailbox/store";
import { companyScope, systemScope, type ScopeKey } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { handle, type JobHandler } from "@/lib/platform/worker";

/** What is done for mailboxes in the background. */
export const mailboxHandlers: readonly JobHandler[] = [
  handle(lookJob, async (key, { signal }) => {
    const looked = await lookIntoMailbox(companyScope(key), { mayGoOn: () => !signal.aborted });
    if (looked.ok && looked.value.hasMore) await askForLook(key);
  }),
  handle(lookScheduleJob, () => scheduleLooks()),
];

/** Sends somebody to every mailbox that is switched on. */
export async function scheduleLooks(): Promise<void> {
  for (const key of await systemScope(everyScope)) {
    const scope = companyScope(key);
    if (await scope.read((tx) => isMailboxOn(tx, scope))) await askForLook(key);
  }
}

/** However often it is asked for, one look waits for a mailbox. */
async function askForLook(key: ScopeKey): Promise<void> {
  await companyScope(key).write((tx) => enqueue(tx, lookJob, key, { singletonKey: `${key.companyId}/${key.environment}` }));
}
