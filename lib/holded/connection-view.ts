import "server-only";
import { loadConnection, type Capabilities, type Connection, type ConnectionStatus } from "@/lib/holded/account-store";
import { connectionsOf } from "@/lib/holded/accounts/store";
import { isLocalHolded } from "@/lib/holded/base-url";
import { abilityOf, neededPermissions, type AgentAbility, type PermissionState, type PermissionUse } from "@/lib/holded/needed-permissions";
import type { Plan } from "@/lib/holded/quota";
import { quotaUse } from "@/lib/holded/quota/store";
import { oldTokenMs } from "@/lib/holded/tokens/jobs";
import { loadToken } from "@/lib/holded/tokens/store";
import type { Actor } from "@/lib/platform/actor";
import { agentNames, type AgentName } from "@/lib/platform/agent-names";
import { personScope, systemScope, type CompanyScope } from "@/lib/platform/db/scope";
import type { Environment } from "@/lib/review/model";

export type PermissionView = {
  readonly name: string;
  readonly state: PermissionState;
  /** Some agent does not work at all without it. */
  readonly isEssential: boolean;
  /** What goes without where it is missing: the agent and its function. */
  readonly uses: readonly PermissionUse[];
};

/** What people see of a connection: never the token. */
export type ConnectionView = {
  readonly baseUrl: string;
  /** The address is a local Holded on this machine, not Holded itself. */
  readonly isLocal: boolean;
  readonly lastFour: string;
  readonly status: ConnectionStatus;
  readonly plan: Plan;
  readonly planFrom: Capabilities["planFrom"];
  readonly customFields: boolean;
  readonly numberFormat: Capabilities["numberFormat"];
  readonly permissions: readonly PermissionView[];
  /** What each agent can do with this token. */
  readonly agents: Readonly<Record<AgentName, AgentAbility>>;
  /** The token before this one, while it can be gone back to. Times are ISO. */
  readonly oldToken: { readonly lastFour: string; readonly replacedAt: string; readonly retiresAt: string } | null;
  /** Other connections of this installation that share the Holded account and thereby its calls. */
  readonly sharedWith: SharedAccount;
  readonly usage: {
    readonly minute: { readonly used: number; readonly limit: number };
    readonly month: { readonly used: number; readonly limit: number };
  } | null;
  readonly checkedAt: string | null;
  readonly lastUsedAt: string | null;
};

export type SharedAccount = {
  /** Those the viewer belongs to. */
  readonly companies: readonly { readonly slug: string; readonly name: string; readonly environment: Environment }[];
  /** How many there are besides. */
  readonly others: number;
  /** One of them works in the other environment, found out too late to refuse it: tests would be written to real books. */
  readonly isMixed: boolean;
};

export async function viewOf(scope: CompanyScope, viewer: Actor | undefined): Promise<ConnectionView | null> {
  const found = await scope.read(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return null;
    return {
      connection,
      token: await loadToken(tx, scope, connection.tokenId),
      old: connection.oldTokenId === null ? null : await loadToken(tx, scope, connection.oldTokenId),
      usage: await quotaUse(tx, connection.accountKey),
    };
  });
  if (!found) return null;
  const { connection, token, old, usage } = found;
  const { capabilities, rotatedAt } = connection;
  const stateOf = (name: string): PermissionState => capabilities.permissions[name] ?? "untested";
  return {
    baseUrl: connection.baseUrl,
    isLocal: isLocalHolded(connection.baseUrl),
    lastFour: token?.lastFour ?? "",
    status: connection.status,
    plan: connection.plan,
    planFrom: capabilities.planFrom,
    customFields: capabilities.customFields,
    numberFormat: capabilities.numberFormat,
    permissions: neededPermissions.map(({ name, uses }) => ({
      name,
      uses,
      state: stateOf(name),
      isEssential: uses.some((use) => use.isEssential),
    })),
    agents: Object.fromEntries(agentNames.map((agent) => [agent, abilityOf(agent, stateOf)])) as ConnectionView["agents"],
    oldToken: old &&
      rotatedAt && {
        lastFour: old.lastFour,
        replacedAt: rotatedAt.toISOString(),
        retiresAt: new Date(rotatedAt.getTime() + oldTokenMs).toISOString(),
      },
    sharedWith: await sharedWith(scope, connection, viewer),
    usage,
    checkedAt: connection.checkedAt?.toISOString() ?? null,
    lastUsedAt: connection.lastUsedAt?.toISOString() ?? null,
  };
}

async function sharedWith(scope: CompanyScope, { accountKey }: Connection, viewer: Actor | undefined): Promise<SharedAccount> {
  const all = await systemScope((tx) => connectionsOf(tx, accountKey));
  const sharing = all.filter(({ companyId, environment }) => companyId !== scope.companyId || environment !== scope.environment);
  const isMixed = sharing.some(({ environment }) => environment !== scope.environment);
  if (sharing.length === 0 || viewer?.kind !== "person") return { companies: [], others: sharing.length, isMixed };
  const ids = sharing.map(({ companyId }) => companyId);
  const memberships = await personScope(viewer.personId, (tx) =>
    tx.membership.findMany({
      where: { personId: viewer.personId, companyId: { in: ids } },
      select: { company: { select: { id: true, slug: true, name: true } } },
    }),
  );
  const companies = sharing.flatMap(({ companyId, environment }) => {
    const mine = memberships.find(({ company }) => company.id === companyId)?.company;
    return mine ? [{ slug: mine.slug, name: mine.name, environment }] : [];
  });
  return { companies, others: sharing.length - companies.length, isMixed };
}
