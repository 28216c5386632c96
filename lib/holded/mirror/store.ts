import "server-only";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorRow } from "@/lib/holded/mirror/row";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/**
 * Rows of one page, written in one statement. `readAt` is the moment the request was sent: what was written with a later
 * one stays, so that a slow answer never undoes news. An object that was gone and is seen again is no longer deleted.
 */
export async function upsertObjects(
  tx: Tx,
  scope: CompanyScope,
  resource: MirrorResource,
  rows: readonly MirrorRow[],
  readAt: Date,
): Promise<void> {
  if (rows.length === 0) return;
  // A page that names an object twice must not stop the statement: the last one stands. In order, so that two writers never lock crosswise.
  const unique = [...new Map(rows.map((row) => [row.holdedId, row])).values()].sort((a, b) => (a.holdedId < b.holdedId ? -1 : 1));
  const written = await tx.$queryRaw<{ holded_id: string }[]>`
    INSERT INTO mirror_object AS m
      (company_id, environment, resource, holded_id, code, folded_name, contact_id, number_key, object_date, total, status, parent_id,
       person_id, pending, due_date, data, seen_at, deleted_at)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, ${resource}, r."holdedId", r.code, r."foldedName", r."contactId", r."numberKey",
           r."objectDate", r.total, r.status, r."parentId", r."personId", r.pending, r."dueDate", r.data, ${readAt}, NULL
    FROM jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) AS r("holdedId" text, code text, "foldedName" text, "contactId" text,
           "numberKey" text, "objectDate" date, total numeric(18,2), status text, "parentId" text, "personId" text, pending numeric(18,2),
           "dueDate" date, data jsonb)
    ON CONFLICT (company_id, environment, resource, holded_id) DO UPDATE
      SET code = excluded.code, folded_name = excluded.folded_name, contact_id = excluded.contact_id, number_key = excluded.number_key,
          object_date = excluded.object_date, total = excluded.total, status = excluded.status, parent_id = excluded.parent_id,
          person_id = excluded.person_id, pending = excluded.pending, due_date = excluded.due_date, data = excluded.data,
          seen_at = excluded.seen_at, deleted_at = NULL
      WHERE m.seen_at <= excluded.seen_at
    RETURNING holded_id`;
  const ids = new Set(written.map((row) => row.holded_id));
  await replaceKeys(
    tx,
    scope,
    resource,
    unique.filter((row) => ids.has(row.holdedId)),
  );
}

async function replaceKeys(tx: Tx, scope: CompanyScope, resource: MirrorResource, rows: readonly MirrorRow[]): Promise<void> {
  const pairs = rows.flatMap((row) => [...new Set(row.keys)].map((key) => ({ id: row.holdedId, key })));
  const ids = JSON.stringify(rows.map((row) => row.holdedId));
  await tx.$executeRaw`
    DELETE FROM mirror_key k
    WHERE k.company_id = ${scope.companyId}::uuid AND k.environment = ${scope.environment} AND k.resource = ${resource}
      AND k.holded_id IN (SELECT jsonb_array_elements_text(${ids}::jsonb))
      AND NOT EXISTS (SELECT FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS r(id text, key text)
                      WHERE r.id = k.holded_id AND r.key = k.key)`;
  if (pairs.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO mirror_key (company_id, environment, resource, key, holded_id)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, ${resource}, r.key, r.id
    FROM jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS r(id text, key text)
    ON CONFLICT DO NOTHING`;
}

/** Objects that are there but could not be understood: what is known of them stays, and they are not declared gone. */
export async function touchObjects(
  tx: Tx,
  scope: CompanyScope,
  resource: MirrorResource,
  ids: readonly string[],
  readAt: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.mirrorObject.updateMany({
    where: { ...keyOf(scope), resource, holdedId: { in: [...ids] }, seenAt: { lt: readAt } },
    data: { seenAt: readAt },
  });
}

/** What Holded answered 404 for, unless it was seen after the request was sent. Answers whether it was living until now. */
export async function markGone(tx: Tx, scope: CompanyScope, resource: MirrorResource, holdedId: string, readAt: Date): Promise<boolean> {
  const { count } = await tx.mirrorObject.updateMany({
    where: { ...keyOf(scope), resource, holdedId, deletedAt: null, seenAt: { lte: readAt } },
    data: { deletedAt: new Date(), seenAt: readAt },
  });
  return count > 0;
}

/** At the end of a whole pass: what it did not meet is gone from Holded. With `from`, only what the pass asked for. */
export async function markMissing(
  tx: Tx,
  scope: CompanyScope,
  resource: MirrorResource,
  passStarted: Date,
  from: string | null,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE mirror_object SET deleted_at = now()
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND resource = ${resource}
      AND deleted_at IS NULL AND seen_at < ${passStarted} AND (${from}::date IS NULL OR object_date >= ${from}::date)`;
}

/** Living objects dated from that day on that the look did not meet: gone, or dated anew. The oldest look first. */
export async function missedSince(
  tx: Tx,
  scope: CompanyScope,
  resource: MirrorResource,
  lookStarted: Date,
  from: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await tx.mirrorObject.findMany({
    where: { ...keyOf(scope), resource, deletedAt: null, seenAt: { lt: lookStarted }, objectDate: { gte: new Date(`${from}T00:00:00Z`) } },
    orderBy: { seenAt: "asc" },
    take: limit,
    select: { holdedId: true },
  });
  return rows.map(({ holdedId }) => holdedId);
}

/** How many of these ids the copy already has, living. */
export function knownAmong(tx: Tx, scope: CompanyScope, resource: MirrorResource, ids: readonly string[]): Promise<number> {
  return tx.mirrorObject.count({ where: { ...keyOf(scope), resource, deletedAt: null, holdedId: { in: [...ids] } } });
}

export function countLiving(tx: Tx, scope: CompanyScope, resource: MirrorResource): Promise<number> {
  return tx.mirrorObject.count({ where: { ...keyOf(scope), resource, deletedAt: null } });
}

/** Ids of the treasury accounts whose movements are mirrored. */
export async function livingIds(tx: Tx, scope: CompanyScope, resource: MirrorResource): Promise<readonly string[]> {
  const rows = await tx.mirrorObject.findMany({
    where: { ...keyOf(scope), resource, deletedAt: null },
    orderBy: { holdedId: "asc" },
    select: { holdedId: true },
  });
  return rows.map(({ holdedId }) => holdedId);
}

/** Planned reads of the mirror that this connection made since then. */
export function callsSince(tx: Tx, scope: CompanyScope, since: Date): Promise<number> {
  return tx.integrationCall.count({ where: { ...keyOf(scope), createdAt: { gte: since }, purpose: { in: ["scheduled", "refresh"] } } });
}

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });
