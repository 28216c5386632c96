import "server-only";
import type { Capabilities } from "@/lib/holded/account-store";
import type { Checked } from "@/lib/holded/capability-check";
import { detectPlan, plans, type Plan } from "@/lib/holded/quota";
import { setMonth, setMonthLimit, shownLimits } from "@/lib/holded/quota/store";
import type { Tx } from "@/lib/platform/db/scope";

export type Learnt = { readonly plan: Plan; readonly capabilities: Capabilities };

type Known = { readonly accountKey: string; readonly plan: Plan; readonly capabilities: Capabilities | null };

/**
 * The calls of the check brought headers, which corrected the limits, and the usage, which names a ceiling: they tell the
 * plan. A plan that a person set stays.
 */
export async function learnPlan(tx: Tx, known: Known, { usage, permissions }: Checked): Promise<Learnt> {
  const { accountKey, capabilities: earlier } = known;
  const planFrom = earlier?.planFrom ?? "assumed";
  const shown = await shownLimits(tx, accountKey, known.plan);
  const plan = planFrom === "person" ? known.plan : detectPlan({ ...shown, ceiling: usage?.ceiling ?? null }, known.plan);
  if (shown.perMonth === null) await setMonthLimit(tx, accountKey, plans[plan].perMonth);
  if (usage) await setMonth(tx, accountKey, usage.used, usage.period);
  const numberFormat = earlier?.numberFormat ?? null;
  return { plan, capabilities: { numberFormat, permissions, customFields: plans[plan].customFields, planFrom, usage } };
}
