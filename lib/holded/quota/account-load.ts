import "server-only";
import type { CompanyLoad } from "@/lib/holded/quota/forecast";
import { accountMembers, loadVolumes, type StoredVolumes } from "@/lib/holded/quota/volume-store";
import { noVolumes, type Volumes } from "@/lib/holded/quota/volumes";
import { systemScope, type ScopeKey } from "@/lib/platform/db/scope";

/** What was counted, and where nothing was counted what was said. */
export function loadOf({ typed, measured, facts }: StoredVolumes): CompanyLoad {
  const said = typed ?? noVolumes;
  const names = Object.keys(noVolumes) as (keyof Volumes)[];
  const volumes = Object.fromEntries(names.map((name) => [name, measured?.[name] || said[name]])) as Volumes;
  const { hasWebhooks, counts, approves, personPerMonth } = facts;
  return { volumes, hasWebhooks, counts, approves, personPerMonth };
}

/** The other connections of the account, without a word about whose they are. */
export function loadsBeside({ companyId, environment }: ScopeKey, accountKey: string): Promise<readonly CompanyLoad[]> {
  return systemScope(async (tx) => {
    const loads: CompanyLoad[] = [];
    for (const member of await accountMembers(tx, accountKey)) {
      if (member.companyId === companyId && member.environment === environment) continue;
      loads.push(loadOf(await loadVolumes(tx, member)));
    }
    return loads;
  });
}
