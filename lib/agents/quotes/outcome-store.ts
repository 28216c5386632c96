import "server-only";
import type { Outcome } from "@/lib/agents/quotes/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** A quote that was written to an estimate, with what the local copy says of that now and what was told before. */
export type Written = {
  readonly proposalId: string;
  readonly estimateId: string;
  /** Word of Holded; null: the copy does not have it. */
  readonly status: string | null;
  /** Gone from Holded, as a whole reading found. */
  readonly isGone: boolean;
  readonly invoiceId: string | null;
  readonly told: string | null;
};

/** Estimates whose customers may still answer are looked at for so many days. */
const watchedDays = 400;

/**
 * The newest quote of each estimate. What an estimate was turned into says so itself, where the copy has read that document
 * whole; otherwise an invoice of the same customer, lines and total that came after an accepted one does.
 */
export function writtenQuotes(tx: Tx, scope: CompanyScope): Promise<Written[]> {
  return tx.$queryRaw<Written[]>`
    SELECT DISTINCT ON (p.holded_id) p.id AS "proposalId", p.holded_id AS "estimateId", e.status, (e.deleted_at IS NOT NULL) AS "isGone",
      i.holded_id AS "invoiceId", o.status AS told
    FROM proposal p
    LEFT JOIN mirror_object e ON e.company_id = p.company_id AND e.environment = p.environment AND e.resource = 'estimate' AND e.holded_id = p.holded_id
    LEFT JOIN quote_outcome o ON o.company_id = p.company_id AND o.environment = p.environment AND o.estimate_id = p.holded_id
    LEFT JOIN LATERAL (
      SELECT m.holded_id FROM mirror_object m
      WHERE m.company_id = p.company_id AND m.environment = p.environment AND m.resource = 'invoice' AND m.deleted_at IS NULL
        AND m.contact_id = e.contact_id AND (m.data->'from'->>'id' = p.holded_id
          OR (e.status = 'completed' AND m.total = e.total AND m.object_date >= e.object_date
            AND jsonb_path_query_array(m.data, '$.lines[*].name') = jsonb_path_query_array(e.data, '$.lines[*].name')))
      ORDER BY m.object_date, m.holded_id LIMIT 1) i ON true
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.kind = 'quote' AND p.state = 'settled'
      AND p.holded_id IS NOT NULL AND p.updated_at > now() - make_interval(days => ${watchedDays})
    ORDER BY p.holded_id, p.settled_at DESC NULLS LAST, p.created_at DESC`;
}

export async function saveOutcome(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  { proposalId, estimateId, invoiceId, status }: Pick<Written, "proposalId" | "estimateId" | "invoiceId"> & { readonly status: Outcome },
): Promise<void> {
  const key = { companyId, environment, estimateId };
  const data = { proposalId, status, invoiceId, seenAt: new Date() };
  await tx.quoteOutcome.upsert({
    where: { companyId_environment_estimateId: key },
    create: { ...key, ...data },
    update: data,
    select: { estimateId: true },
  });
}
