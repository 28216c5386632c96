import "server-only";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { Reservations } from "@/lib/agents/reconciliation/push";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

type ApprovedNow = { readonly reservations: Reservations; readonly movements: ReadonlySet<string> };

/**
 * What approved proposals that share something with this one will take of documents once they are written, or once a person
 * has done them in Holded, by document; and the movements they are about.
 */
export async function approvedNow(
  tx: Tx,
  scope: CompanyScope,
  around: { readonly id: string; readonly payload: ReconciliationPayload },
): Promise<ApprovedNow> {
  const rows = await tx.$queryRaw<{ payload: unknown }[]>`
    SELECT p.payload FROM proposal p
    WHERE ${keyed(scope, "p")} AND p.id = ANY(${await sharing(tx, scope, around)}::uuid[]) AND p.kind = 'reconciliation'
      AND (p.state IN ('approved', 'sending') OR ${isLeftToAPerson})`;
  const approved = rows.map(({ payload }) => reconciliationPayload.parse(payload));
  const reservations = new Map<string, string[]>();
  for (const { id, amount } of approved.flatMap(({ choice, documents }) => (choice === "match" ? documents : [])))
    reservations.set(id, [...(reservations.get(id) ?? []), amount.replace("-", "")]);
  return { reservations, movements: new Set(approved.map(({ movement }) => movement.id)) };
}

/** Of a proposal `p`: approved for a person to do in Holded, where the movement is as open as it was. Doubtful by its nature, and without a push. */
export const isLeftToAPerson = Prisma.sql`(p.state = 'settled' AND p.standing = 'needs_review' AND p.payload->>'choice' = 'match'
  AND NOT EXISTS (SELECT FROM push u WHERE u.company_id = p.company_id AND u.environment = p.environment AND u.proposal_id = p.id
    AND u.state <> 'cancelled')
  AND EXISTS (SELECT FROM mirror_object m WHERE m.company_id = p.company_id AND m.environment = p.environment AND m.resource = 'bank_movement'
    AND m.holded_id = p.payload->'movement'->>'id' AND m.deleted_at IS NULL AND m.status IN ('pending', 'partial')
    AND coalesce(m.data->>'reconciledAmount', '0.00') = p.payload->'movement'->>'reconciled'))`;

/** Decided proposals that share the movement or a document with this one, from an index: years of them change nothing. */
async function sharing(tx: Tx, scope: CompanyScope, { id, payload }: Parameters<typeof approvedNow>[2]): Promise<readonly string[]> {
  const held = [payload.movement.id, ...payload.documents.map((one) => one.id)];
  const rows = await tx.matchingHold.findMany({
    where: { companyId: scope.companyId, environment: scope.environment, holdedId: { in: held }, proposalId: { not: id } },
    select: { proposalId: true },
    distinct: ["proposalId"],
  });
  return rows.map(({ proposalId }) => proposalId);
}

const keyed = (scope: CompanyScope, alias: string) =>
  Prisma.sql`${Prisma.raw(`${alias}.company_id`)} = ${scope.companyId}::uuid AND ${Prisma.raw(`${alias}.environment`)} = ${scope.environment}`;
