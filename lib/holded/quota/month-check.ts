import "server-only";
import type { Access } from "@/lib/holded/access";
import type { Usage } from "@/lib/holded/endpoints/account-settings";
import { wakeNowAndAgain } from "@/lib/holded/outbox/wake";
import { mayAskMonth, quotaUse, setMonth } from "@/lib/holded/quota/store";
import type { Purpose } from "@/lib/holded/retry";
import type { Result } from "@/lib/kernel/result";
import { systemScope, type CompanyScope } from "@/lib/platform/db/scope";

/**
 * For who was told that the month is spent. Calls of others are only guessed from minutes that were fuller than ours, so
 * before approved work waits for another month Holded is asked for its own count. True: there is room after all, and
 * what else of this company waited for the month has been put to work.
 */
export async function hasRoomAfterAll(
  scope: CompanyScope,
  { accountKey, isSaved }: Access,
  purpose: Purpose,
  ask: () => Promise<Result<Usage>>,
): Promise<boolean> {
  if (!isSaved || (purpose !== "write" && purpose !== "person") || !(await mayAskMonth(accountKey))) return false;
  const usage = await ask();
  // Without the permission, or while Holded is away, our own count has to do for another minute.
  if (!usage.ok || usage.value.used === null) return false;
  const { used, period } = usage.value;
  await scope.write((tx) => setMonth(tx, accountKey, used, period));
  const month = (await systemScope((tx) => quotaUse(tx, accountKey)))?.month;
  if (!month || month.used >= month.limit) return false;
  await scope.write((tx) => wakeNowAndAgain(tx, scope, new Date()));
  return true;
}
