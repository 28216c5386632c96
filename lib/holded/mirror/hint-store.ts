import "server-only";
import { z } from "zod";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** Says that an object should be read again soon. It proves nothing: Holded's answer decides. */
export type Hint = { readonly resource: MirrorResource; readonly holdedId: string; readonly expects: "living" | "gone" | "either" };

export type StoredHint = Hint & { readonly hintedAt: Date; readonly attempts: number };

/** However many hints name an object, it waits at most so long for a quiet moment. */
const maxWaitSeconds = 1_800;

/**
 * Keeps hints, one for each object. A repeated one pushes the reading back, so that a burst of changes costs one call, but
 * never for ever.
 */
export async function hintObjects(
  tx: Tx,
  scope: CompanyScope,
  hints: readonly Hint[],
  { at, dueAt }: { readonly at: Date; readonly dueAt: Date },
): Promise<void> {
  const unique = [...new Map(hints.map((hint) => [`${hint.resource} ${hint.holdedId}`, hint])).values()];
  if (unique.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO mirror_hint AS h (company_id, environment, resource, holded_id, expects, hinted_at, first_hinted_at, due_at)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, r.resource, r."holdedId", r.expects, ${at}, ${at}, ${dueAt}
    FROM jsonb_to_recordset(${JSON.stringify(unique)}::jsonb) AS r(resource text, "holdedId" text, expects text)
    ORDER BY r.resource, r."holdedId"
    ON CONFLICT (company_id, environment, resource, holded_id) DO UPDATE
      SET expects = excluded.expects, hinted_at = greatest(h.hinted_at, excluded.hinted_at), attempts = 0,
          due_at = greatest(h.due_at, least(excluded.due_at, h.first_hinted_at + make_interval(secs => ${maxWaitSeconds})))`;
}

export async function dueHints(tx: Tx, scope: CompanyScope, now: Date, limit: number): Promise<readonly StoredHint[]> {
  const rows = await tx.mirrorHint.findMany({
    where: { ...keyOf(scope), dueAt: { lte: now } },
    orderBy: [{ dueAt: "asc" }, { resource: "asc" }, { holdedId: "asc" }],
    take: limit,
  });
  return rows.flatMap((row) => {
    const parsed = stored.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

const stored = z.object({
  resource: z.enum(mirrorResources),
  holdedId: z.string(),
  expects: z.enum(["living", "gone", "either"]),
  hintedAt: z.date(),
  attempts: z.number(),
});

/** When the next hint is due; null: none is waiting. */
export async function nextHint(tx: Tx, scope: CompanyScope): Promise<Date | null> {
  const row = await tx.mirrorHint.findFirst({ where: keyOf(scope), orderBy: { dueAt: "asc" }, select: { dueAt: true } });
  return row?.dueAt ?? null;
}

export function countHints(tx: Tx, scope: CompanyScope): Promise<number> {
  return tx.mirrorHint.count({ where: keyOf(scope) });
}

/** Done with, unless it was hinted at again after the object was asked for. */
export async function dropHint(tx: Tx, scope: CompanyScope, { resource, holdedId }: Hint, readAt: Date): Promise<void> {
  await tx.mirrorHint.deleteMany({ where: { ...keyOf(scope), resource, holdedId, hintedAt: { lte: readAt } } });
}

/** The answer was not what the hint said, which may be Holded's read lag: once more, later. */
export async function postponeHint(tx: Tx, scope: CompanyScope, { resource, holdedId }: Hint, readAt: Date, dueAt: Date): Promise<void> {
  await tx.mirrorHint.updateMany({
    where: { ...keyOf(scope), resource, holdedId, hintedAt: { lte: readAt } },
    data: { dueAt, attempts: { increment: 1 } },
  });
}

/** Hints at objects that were read since, at least `lagMs` after the hint. */
export async function dropAnswered(tx: Tx, scope: CompanyScope, resource: MirrorResource, lagMs: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM mirror_hint h USING mirror_object o
    WHERE h.company_id = ${scope.companyId}::uuid AND h.environment = ${scope.environment} AND h.resource = ${resource} AND h.expects <> 'gone'
      AND o.company_id = h.company_id AND o.environment = h.environment AND o.resource = h.resource AND o.holded_id = h.holded_id
      AND o.deleted_at IS NULL AND o.seen_at >= h.hinted_at + make_interval(secs => ${lagMs / 1000})`;
}

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });
