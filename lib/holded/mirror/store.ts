import "server-only";
import type { MirrorResource, MirrorRow } from "@/lib/holded/mirror/resources";
import { jsonNull } from "@/lib/platform/db/json";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

export type MirrorState = {
  readonly cursor: string | null;
  readonly passStarted: Date | null;
  readonly syncedAt: Date | null;
  readonly failure: { readonly code: string } | null;
};

/** Rows of one page, written in one statement. An object that was gone and is seen again is no longer deleted. */
export async function upsertObjects(
  tx: Tx,
  scope: CompanyScope,
  resource: MirrorResource,
  rows: readonly MirrorRow[],
  seenAt: Date,
): Promise<void> {
  if (rows.length === 0) return;
  // A page that names an object twice must not stop the statement: the last one stands.
  const unique = [...new Map(rows.map((row) => [row.holdedId, row])).values()];
  await tx.$executeRaw`
    INSERT INTO mirror_object AS m
      (company_id, environment, resource, holded_id, code, folded_name, contact_id, number_key, object_date, total, data, seen_at, deleted_at)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, ${resource}, r."holdedId", r.code, r."foldedName", r."contactId", r."numberKey",
           r."objectDate", r.total, r.data, ${seenAt}, NULL
    FROM jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) AS r("holdedId" text, code text, "foldedName" text, "contactId" text,
           "numberKey" text, "objectDate" date, total numeric(18,2), data jsonb)
    ON CONFLICT (company_id, environment, resource, holded_id) DO UPDATE
      SET code = excluded.code, folded_name = excluded.folded_name, contact_id = excluded.contact_id, number_key = excluded.number_key,
          object_date = excluded.object_date, total = excluded.total, data = excluded.data, seen_at = excluded.seen_at, deleted_at = NULL`;
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

export async function loadMirrorState(tx: Tx, scope: CompanyScope, resource: MirrorResource): Promise<MirrorState | null> {
  const row = await tx.mirrorState.findUnique({ where: { companyId_environment_resource: { ...keyOf(scope), resource } } });
  return row && { ...row, failure: row.failure as MirrorState["failure"] };
}

export async function saveMirrorState(tx: Tx, scope: CompanyScope, resource: MirrorResource, change: Partial<MirrorState>): Promise<void> {
  const { failure, ...rest } = change;
  const data = { ...rest, ...(failure === undefined ? {} : { failure: failure === null ? jsonNull : { code: failure.code } }) };
  await tx.mirrorState.upsert({
    where: { companyId_environment_resource: { ...keyOf(scope), resource } },
    create: { ...keyOf(scope), resource, ...data },
    update: data,
    select: { resource: true },
  });
}

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });
