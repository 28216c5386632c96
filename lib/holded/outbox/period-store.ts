import "server-only";
import { z } from "zod";
import type { ScopeKey, Tx } from "@/lib/platform/db/scope";

/**
 * The latest date, "YYYY-MM-DD", of the purchases that Holded refused because their period is locked, and that nobody
 * mended yet; null: none. One that was taken later with such a date shows that the period was opened again.
 */
export async function refusedThrough(tx: Tx, { companyId, environment }: ScopeKey): Promise<string | null> {
  const rows = await tx.$queryRaw<{ date: string | null }[]>`
    SELECT max(refused.plan->'body'->>'date') AS date
    FROM push refused
    WHERE refused.company_id = ${companyId}::uuid AND refused.environment = ${environment}
      AND refused.state = 'failed' AND refused.failure->>'code' = 'holded.period_locked'
      AND NOT EXISTS (
        SELECT FROM push taken
        WHERE taken.company_id = refused.company_id AND taken.environment = refused.environment
          AND taken.state = 'settled' AND taken.updated_at > refused.updated_at
          AND taken.plan->'body'->>'date' <= refused.plan->'body'->>'date')`;
  return z.iso
    .date()
    .nullable()
    .catch(null)
    .parse(rows[0]?.date ?? null);
}
