import "server-only";
import { loadConnection } from "@/lib/holded/account-store";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import type { Plan } from "@/lib/holded/quota";
import { loadsBeside } from "@/lib/holded/quota/account-load";
import { forecast, type Forecast } from "@/lib/holded/quota/forecast";
import { loadVolumes } from "@/lib/holded/quota/volume-store";
import type { Volumes } from "@/lib/holded/quota/volumes";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope } from "@/lib/platform/db/scope";

/**
 * The forecast for volumes that somebody tries out: nothing is kept, and what was counted does not correct them. Other
 * connections of the account count as they are. Before there is a connection it is for `assumedPlan`.
 */
export async function trialForecast(scope: CompanyScope, volumes: Volumes, assumedPlan: Plan = "estandar"): Promise<Forecast> {
  const { connection, stored, approves } = await scope.read(async (tx) => ({
    connection: await loadConnection(tx, scope),
    stored: await loadVolumes(tx, scope),
    approves: (await settingsOf(tx, scope)).approveInHolded,
  }));
  const others = connection === null ? [] : await loadsBeside(scope, connection.accountKey);
  const tried = { ...stored.facts, volumes, approves };
  const account = { companies: [tried, ...others], othersPerMonth: stored.facts.othersPerMonth };
  return forecast(account, connection?.plan ?? assumedPlan, cadenceFor);
}
