import "server-only";
import { loadConnection, type Connection } from "@/lib/holded/account-store";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import type { Plan } from "@/lib/holded/quota";
import { loadOf, loadsBeside } from "@/lib/holded/quota/account-load";
import { forecast, type Forecast } from "@/lib/holded/quota/forecast";
import { loadVolumes, type StoredVolumes } from "@/lib/holded/quota/volume-store";
import type { Volumes } from "@/lib/holded/quota/volumes";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What a company's own part of the forecast is made of. */
export type OwnWork = {
  readonly connection: Connection | null;
  readonly stored: StoredVolumes;
  readonly approves: boolean;
};

export async function loadOwnWork(tx: Tx, scope: CompanyScope): Promise<OwnWork> {
  return {
    connection: await loadConnection(tx, scope),
    stored: await loadVolumes(tx, scope),
    approves: (await settingsOf(tx, scope)).approveInHolded,
  };
}

export type AccountForecast = {
  readonly plan: Plan;
  /** The volumes of this company that were taken. */
  readonly taken: Volumes;
  readonly forecast: Forecast;
  /** Other connections of the same Holded account. */
  readonly sharedWith: number;
};

/**
 * The forecast of the whole account: of this company what was counted, or `tried` in place of it, and the other connections
 * as they are. Before there is a connection it is for `assumedPlan`.
 */
export async function accountForecast(
  scope: CompanyScope,
  { connection, stored, approves }: OwnWork,
  { assumedPlan, tried }: { readonly assumedPlan: Plan; readonly tried?: Volumes },
): Promise<AccountForecast> {
  const others = connection ? await loadsBeside(scope, connection.accountKey) : [];
  const plan = connection?.plan ?? assumedPlan;
  const counted = loadOf(stored);
  const own = { ...counted, volumes: tried ?? counted.volumes, approves };
  const account = { companies: [own, ...others], othersPerMonth: stored.facts.othersPerMonth };
  return { plan, taken: own.volumes, forecast: forecast(account, plan, cadenceFor), sharedWith: others.length };
}
