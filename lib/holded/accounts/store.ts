import "server-only";
import { audit } from "@/lib/platform/audit";
import { mergeWindows } from "@/lib/holded/quota/merge-windows";
import { companyScope, systemScope, type CompanyScope, type ScopeKey, type Tx } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

/** What is known of the markers that a check met: how many of them speak for which account. */
type KnownAccount = { readonly accountKey: string; readonly markers: number };

/** The accounts to which these markers are known to belong, the best known first. */
export async function accountsKnowing(tx: Tx, markers: readonly string[]): Promise<readonly KnownAccount[]> {
  const rows = await tx.accountMarker.groupBy({ by: ["accountKey"], where: { marker: { in: [...markers] } }, _count: { marker: true } });
  return rows
    .map(({ accountKey, _count }) => ({ accountKey, markers: _count.marker }))
    .sort((a, b) => b.markers - a.markers || (a.accountKey < b.accountKey ? -1 : 1));
}

/** Keeps markers that nobody else's account is known by. In one order, so that two processes cannot wait for each other. */
export async function keepMarkers(tx: Tx, accountKey: string, markers: readonly string[]): Promise<void> {
  const data = [...new Set(markers)].sort().map((marker) => ({ marker, accountKey }));
  if (data.length > 0) await tx.accountMarker.createMany({ data, skipDuplicates: true });
}

/** Kinds of objects that an account has of its own, and how many of each are enough to know it by. */
const ownResources = ["contact", "purchase", "treasury_account", "product", "funnel", "project", "numbering_series"];
const perResource = 20;

/** The oldest objects of the local copy: ids grow with time, so every copy of the account begins with the same ones. */
export async function oldestIds(tx: Tx, scope: CompanyScope): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const resource of ownResources) ids.push(...(await oldestOf(tx, scope, resource, perResource)));
  return ids;
}

export async function oldestOf(
  tx: Tx,
  { companyId, environment: where }: CompanyScope,
  resource: string,
  take: number,
): Promise<readonly string[]> {
  const rows = await tx.mirrorObject.findMany({
    where: { companyId, environment: where, resource, deletedAt: null },
    orderBy: { holdedId: "asc" },
    take,
    select: { holdedId: true },
  });
  return rows.map(({ holdedId }) => holdedId);
}

/** Holded's own id of the account, as a signed webhook named it. */
export async function namedAccountOf(tx: Tx, { companyId, environment: where }: CompanyScope): Promise<string | null> {
  const endpoint = await tx.webhookEndpoint.findFirst({ where: { companyId, environment: where }, select: { accountId: true } });
  return endpoint?.accountId ?? null;
}

/** The connections of one Holded account. Runs in the system scope. */
export async function connectionsOf(tx: Tx, accountKey: string): Promise<readonly (ScopeKey & { readonly plan: string })[]> {
  const rows = await tx.holdedConnection.findMany({
    where: { accountKey },
    select: { companyId: true, environment: true, plan: true },
    orderBy: [{ companyId: "asc" }, { environment: "asc" }],
  });
  return rows.map((row) => ({ ...row, environment: environment.parse(row.environment) }));
}

/**
 * Two keys turned out to be one account: the windows become one, where the larger count wins because each was corrected
 * by what Holded said, and every connection of the first takes the second. May be repeated: a process that died half way
 * is made up for by the next that meets the same markers.
 */
export async function joinAccounts(from: string, to: string): Promise<void> {
  if (from === to) return;
  const connections = await systemScope(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('holded accounts', 0))`;
    await mergeWindows(tx, from, to);
    await tx.accountMarker.updateMany({ where: { accountKey: from }, data: { accountKey: to } });
    return connectionsOf(tx, from);
  });
  for (const key of connections) {
    await companyScope(key).write(async (tx) => {
      const where = { companyId: key.companyId, environment: key.environment, accountKey: from };
      const { count } = await tx.holdedConnection.updateMany({ where, data: { accountKey: to } });
      if (count > 0) await audit(tx, key, { kind: "system" }, "connection.account_shared", `connection:${key.environment}`);
    });
  }
}
