import "server-only";
import type { Capabilities } from "@/lib/holded/account-store";
import type { Checked } from "@/lib/holded/capability-check";
import { detectPlan, plans, type Plan } from "@/lib/holded/quota";
import { setMonth, setMonthLimit, shownLimits } from "@/lib/holded/quota/store";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type Learnt = { readonly plan: Plan; readonly capabilities: Capabilities };

type Known = { readonly accountKey: string; readonly plan: Plan; readonly capabilities: Capabilities | null };

/**
 * The calls of the check brought headers, which corrected the limits, and the usage, which names a ceiling: they tell the
 * plan. A plan that a person set stays. In a transaction of its own: all calls of the account wait for its windows.
 */
export async function learnPlan(scope: CompanyScope, known: Known, { usage, permissions }: Checked): Promise<Learnt> {
  const { accountKey, capabilities: earlier } = known;
  const planFrom = earlier?.planFrom ?? "assumed";
  const plan = await scope.write(async (tx) => {
    const shown = await shownLimits(tx, accountKey, known.plan);
    const told = planFrom === "person" ? known.plan : detectPlan({ ...shown, ceiling: usage?.ceiling ?? null }, known.plan);
    // First what locks the minute: every call locks it before the month.
    if (usage) await setMonth(tx, accountKey, usage.used, usage.period);
    if (shown.perMonth === null) await setMonthLimit(tx, accountKey, plans[told].perMonth);
    return told;
  });
  const numberFormat = earlier?.numberFormat ?? null;
  return { plan, capabilities: { numberFormat, permissions, customFields: plans[plan].customFields, planFrom, usage } };
}
