import "server-only";
import { shownForecast } from "@/app/(console)/[company]/[environment]/settings/connection/shown-forecast";
import type { ShownAgent } from "@/components/settings/agent-switches";
import type { ShownConnection } from "@/components/settings/connection-facts";
import type { EnvironmentState } from "@/components/settings/environment-tabs";
import type { ShownForecast, ShownVolumes } from "@/components/settings/forecast-view";
import type { ShownResource } from "@/components/settings/mirror-table";
import type { ShownQuota } from "@/components/settings/quota-facts";
import type { ShownWebhooks } from "@/components/settings/webhook-panel";
import { connectionView } from "@/lib/holded/connection";
import type { ConnectionView, PermissionView } from "@/lib/holded/connection-view";
import { mirrorAge } from "@/lib/holded/mirror/age";
import { trialForecast } from "@/lib/holded/quota/trial";
import { quotaView, type QuotaView } from "@/lib/holded/quota/view";
import { webhookView, type WebhookView } from "@/lib/holded/webhooks/view";
import { systemClock } from "@/lib/kernel/clock";
import { agentStates } from "@/lib/platform/agent-switch";
import { lastDeed, membersOf } from "@/lib/platform/audit-trail";
import { companyScope } from "@/lib/platform/db/scope";
import type { OpenedCompany } from "@/lib/platform/http/membership";
import { environment as environments } from "@/lib/review/model";

/** What put the present key in use. */
const keyDeeds = ["connection.created", "connection.token_changed", "connection.token_rolled_back"] as const;

type ConnectionPage = {
  readonly environments: readonly EnvironmentState[];
  readonly connection:
    | (Pick<ConnectionView, "plan" | "planFrom" | "customFields" | "permissions" | "oldToken"> & {
        readonly facts: ShownConnection;
        readonly sums: { readonly granted: number; readonly missing: number; readonly untested: number };
      })
    | null;
  readonly agents: readonly ShownAgent[];
  readonly webhooks: ShownWebhooks;
  readonly mirror: readonly ShownResource[];
  readonly quota: ShownQuota;
  readonly volumes: {
    /** What somebody said, else what was counted. */
    readonly said: ShownVolumes;
    readonly measured: ShownVolumes | null;
  };
  /** For the volumes that were said. */
  readonly forecast: ShownForecast;
};

/** Everything that the page of a connection shows, as plain values. */
export async function loadConnectionPage(opened: OpenedCompany): Promise<ConnectionPage> {
  const { scope, actor, environment } = opened;
  const [connection, quota, webhooks, mirror, agents] = await Promise.all([
    connectionView(scope, actor),
    quotaView(scope),
    webhookView(scope),
    mirrorAge(scope),
    agentsOf(opened),
  ]);
  const drawnAt = systemClock().getTime();
  const said = quota.volumes.typed ?? quota.volumes.taken;
  const states = await Promise.all(
    environments.options.map(async (other) => {
      const view =
        other === environment ? connection : await connectionView(companyScope({ companyId: scope.companyId, environment: other }));
      return { environment: other, status: view?.status ?? ("none" as const), lastFour: view?.lastFour ?? null };
    }),
  );
  return {
    environments: states,
    connection: connection && { ...connection, facts: await factsOf(opened, connection), sums: sumsOf(connection.permissions) },
    agents: agents.map((agent) => ({ ...agent, ability: connection?.agents[agent.agent] ?? null })),
    webhooks: shownWebhooks(webhooks),
    mirror: mirror.map(({ resource, lookedAt, nextAt, everyMinutes, isStale, isRunning, objects, unreadable, failure }) => ({
      ...{ resource, everyMinutes, isStale, isRunning, objects, failure },
      lookedAt: lookedAt?.toISOString() ?? null,
      nextInMinutes: nextAt && Math.max(0, Math.ceil((nextAt.getTime() - drawnAt) / 60_000)),
      unreadable: unreadable.length,
    })),
    quota: quotaOf(quota),
    volumes: { said, measured: quota.volumes.measured },
    forecast: shownForecast(await trialForecast(scope, said)),
  };
}

async function factsOf({ scope }: OpenedCompany, connection: ConnectionView): Promise<ShownConnection> {
  const { baseUrl, isLocal, lastFour, status, checkedAt, lastUsedAt, sharedWith } = connection;
  const deed = await lastDeed(scope, keyDeeds);
  const by = { savedAt: deed?.at ?? null, savedBy: deed?.actorName ?? null };
  return { baseUrl, isLocal, lastFour, status, checkedAt, lastUsedAt, sharedWith, ...by };
}

async function agentsOf({ scope }: OpenedCompany): Promise<readonly Omit<ShownAgent, "ability">[]> {
  const [states, members] = await Promise.all([agentStates(scope), membersOf(scope)]);
  return states.map((state) => ({ ...state, changedBy: members.find(({ id }) => id === state.changedBy)?.name ?? null }));
}

function sumsOf(permissions: readonly PermissionView[]) {
  const of = (state: PermissionView["state"]) => permissions.filter((permission) => permission.state === state).length;
  return { granted: of("granted"), missing: of("missing"), untested: of("untested") };
}

function shownWebhooks({ registered, lastDay, ...rest }: WebhookView): ShownWebhooks {
  return {
    ...rest,
    registered: registered && {
      ...registered,
      at: registered.at.toISOString(),
      oldSecretUntil: registered.oldSecretUntil?.toISOString() ?? null,
      lastDeliveryAt: registered.lastDeliveryAt?.toISOString() ?? null,
    },
    lastDay: { ...lastDay, refused: lastDay.refused.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })) },
  };
}

function quotaOf({ windows, expected, heldBack }: QuotaView): ShownQuota {
  return {
    minute: windows?.minute ?? null,
    month: windows && { ...windows.month, expected },
    third: windows?.third ?? null,
    heldBack: heldBack.filter(({ waited, postponed }) => waited + postponed > 0),
  };
}
