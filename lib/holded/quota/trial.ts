import "server-only";
import type { Plan } from "@/lib/holded/quota";
import { accountForecast, loadOwnWork } from "@/lib/holded/quota/account-forecast";
import type { Forecast } from "@/lib/holded/quota/forecast";
import type { Volumes } from "@/lib/holded/quota/volumes";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** The forecast for volumes that somebody tries out: nothing is kept, and what was counted does not correct them. */
export async function trialForecast(scope: CompanyScope, tried: Volumes, assumedPlan: Plan = "estandar"): Promise<Forecast> {
  const own = await scope.read((tx) => loadOwnWork(tx, scope));
  return (await accountForecast(scope, own, { assumedPlan, tried })).forecast;
}
