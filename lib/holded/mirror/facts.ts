import "server-only";
import { loadConnection } from "@/lib/holded/account-store";
import { cadenceFor, type PollPlan } from "@/lib/holded/mirror/cadence";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import { loadMirrorStates, type MirrorState } from "@/lib/holded/mirror/state";
import { plans } from "@/lib/holded/quota";
import { webhooksWork } from "@/lib/holded/webhooks/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

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
