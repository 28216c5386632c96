import "server-only";
import { loadConnection } from "@/lib/holded/account-store";
import { cadenceFor, type PollPlan } from "@/lib/holded/mirror/cadence";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import { loadMirrorStates, type MirrorState } from "@/lib/holded/mirror/state";
import { callsSince } from "@/lib/holded/mirror/store";
import { plans } from "@/lib/holded/quota";
import { webhooksWork } from "@/lib/holded/webhooks/store";
import { systemScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";

export type MirrorFacts = {
  readonly perMonth: number;
  readonly hasWebhooks: boolean;
  readonly counts: Readonly<Partial<Record<MirrorResource, number>>>;
  readonly plans: readonly PollPlan[];
  readonly states: ReadonlyMap<MirrorResource, MirrorState>;
};

/**
 * What decides how often the scope's copy is read; null: it has no connection. `sharers`: connections that share the
 * account and therefore its calls.
 */
export async function mirrorFacts(tx: Tx, scope: CompanyScope, sharers: number, now: Date): Promise<MirrorFacts | null> {
  const connection = await loadConnection(tx, scope);
  if (!connection) return null;
  const perMonth = plans[connection.plan].perMonth / Math.max(1, sharers);
  const states = await loadMirrorStates(tx, scope);
  const hasWebhooks = await webhooksWork(tx, scope, now);
  const counts = Object.fromEntries(mirrorResources.map((resource) => [resource, states.get(resource)?.objects ?? 0]));
  return { perMonth, hasWebhooks, counts, states, plans: cadenceFor({ perMonth, hasWebhooks, counts }) };
}

/** A first reading may take a tenth of the month's calls in a day, and enough to get a small account done in one. */
export const firstPerDay = (perMonth: number) => Math.max(40, Math.floor(perMonth / 10));

/** Calls that a first reading may still make today, which is a day of Holded: from midnight to midnight UTC. */
export async function firstPagesLeft(tx: Tx, scope: CompanyScope, { perMonth }: MirrorFacts, now: Date): Promise<number> {
  const midnight = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000);
  return firstPerDay(perMonth) - (await callsSince(tx, scope, midnight));
}

export type SharedConnection = {
  readonly companyId: string;
  readonly environment: string;
  readonly status: string;
  /** Connections of the same Holded account, this one among them: they share its calls. */
  readonly sharers: number;
};

/** Every connection. Runs in the system scope. */
export async function sharedConnections(tx: Tx): Promise<readonly SharedConnection[]> {
  const rows = await tx.holdedConnection.findMany({ select: { companyId: true, environment: true, status: true, accountKey: true } });
  const sharers = new Map<string, number>();
  for (const { accountKey } of rows) sharers.set(accountKey, (sharers.get(accountKey) ?? 0) + 1);
  return rows.map(({ accountKey, ...row }) => ({ ...row, sharers: sharers.get(accountKey) ?? 1 }));
}

/** The connection of the scope among all; null: there is none. */
export async function connectionAmong({ companyId, environment }: CompanyScope): Promise<SharedConnection | null> {
  const all = await systemScope(sharedConnections);
  return all.find((one) => one.companyId === companyId && one.environment === environment) ?? null;
}
