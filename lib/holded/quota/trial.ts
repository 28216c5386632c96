import "server-only";
import { loadConnection } from "@/lib/holded/account-store";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import type { Plan } from "@/lib/holded/quota";
import { forecast, type CompanyLoad, type Forecast } from "@/lib/holded/quota/forecast";
import { accountMembers, loadVolumes, type StoredVolumes } from "@/lib/holded/quota/volume-store";
import { noVolumes, type Volumes } from "@/lib/holded/quota/volumes";
import { settingsOf } from "@/lib/platform/company-settings";
import { systemScope, type CompanyScope } from "@/lib/platform/db/scope";

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

function loadsBeside({ companyId, environment }: CompanyScope, accountKey: string): Promise<readonly CompanyLoad[]> {
  return systemScope(async (tx) => {
    const loads: CompanyLoad[] = [];
    for (const member of await accountMembers(tx, accountKey)) {
      if (member.companyId === companyId && member.environment === environment) continue;
      const stored = await loadVolumes(tx, member);
      loads.push({ ...stored.facts, volumes: knownOf(stored) });
    }
    return loads;
  });
}

const knownOf = ({ measured, typed }: StoredVolumes): Volumes => measured ?? typed ?? noVolumes;
