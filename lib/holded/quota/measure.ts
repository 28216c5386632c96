import "server-only";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { holdedClient } from "@/lib/holded/client";
import { mirrorFacts } from "@/lib/holded/mirror/facts";
import { isPlan, plans } from "@/lib/holded/quota";
import { quotaUse, setMonth } from "@/lib/holded/quota/store";
import {
  accountMembers,
  countVolumes,
  firstCallAt,
  loadVolumes,
  loggedCalls,
  saveVolumesRow,
  type Member,
} from "@/lib/holded/quota/volume-store";
import { settingsOf } from "@/lib/platform/company-settings";
import { companyScope, systemScope, type CompanyScope } from "@/lib/platform/db/scope";

const dayMs = 86_400_000;

/** What each company of the account brings, what the account has used, and what of it is not ours. */
export async function measureAccount(accountKey: string, now: Date): Promise<void> {
  const members = await systemScope((tx) => accountMembers(tx, accountKey));
  await readUsage(accountKey, members, now);
  const othersPerMonth = await callsOfOthers(accountKey, members, now);
  for (const member of members) await measureCompany(companyScope(member), members.length, othersPerMonth, now);
}

/** One call a day for the account; of a plan with few calls, every third day. */
async function readUsage(accountKey: string, members: readonly Member[], now: Date): Promise<void> {
  const [member] = members.filter(({ status }) => status === "ok");
  if (!member) return;
  const isSmall = !isPlan(member.plan) || plans[member.plan].perMonth < 2_000;
  if (isSmall && now.getUTCDate() % 3 !== 0) return;
  const scope = companyScope(member);
  // One call that may mend the count must not be among the first that a wrong count holds back.
  const usage = await holdedClient(scope, { purpose: "person" }).call(getUsage, {});
  // Without the permission, or while Holded is away, our own count has to do.
  if (!usage.ok || usage.value.used === null) return;
  const { used, period } = usage.value;
  await scope.write((tx) => setMonth(tx, accountKey, used, period));
}

/** What the account used beyond our own logs since the month began, as calls a month; 0 on its first days, which say nothing. */
async function callsOfOthers(accountKey: string, members: readonly Member[], now: Date): Promise<number> {
  const monthStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const days = (now.getTime() - monthStart.getTime()) / dayMs;
  const [first] = members;
  if (days < 3 && first) return (await companyScope(first).read((tx) => loadVolumes(tx, first))).facts.othersPerMonth;
  let ours = 0;
  for (const member of members) {
    const calls = await companyScope(member).read((tx) => loggedCalls(tx, member, monthStart));
    ours += Object.values(calls).reduce((sum, count) => sum + count, 0);
  }
  const used = (await systemScope((tx) => quotaUse(tx, accountKey)))?.month.used ?? 0;
  return Math.round((Math.max(0, used - ours) / days) * 30);
}

async function measureCompany(scope: CompanyScope, sharers: number, othersPerMonth: number, now: Date): Promise<void> {
  await scope.write(async (tx) => {
    const mirror = await mirrorFacts(tx, scope, sharers, now);
    const { approveInHolded } = await settingsOf(tx, scope);
    await saveVolumesRow(tx, scope, {
      measured: await countVolumes(tx, scope),
      measuredAt: now,
      facts: {
        hasWebhooks: mirror?.hasWebhooks ?? false,
        counts: Object.fromEntries(Object.entries(mirror?.counts ?? {}).filter(([, count]) => count > 0)),
        approves: approveInHolded,
        personPerMonth: personCalls(
          await firstCallAt(tx, scope),
          (await loggedCalls(tx, scope, new Date(now.getTime() - 30 * dayMs))).person,
          now,
        ),
        othersPerMonth,
      },
    });
  });
}

/** Of a connection younger than a week nothing is known yet. */
function personCalls(first: Date | null, calls: number, now: Date): number | null {
  const days = first ? (now.getTime() - first.getTime()) / dayMs : 0;
  return days < 7 ? null : Math.round((calls / Math.min(30, days)) * 30);
}
