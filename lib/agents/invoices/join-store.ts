import "server-only";
import { z } from "zod";
import type { Companion } from "@/lib/agents/invoices/facts";
import { amountString } from "@/lib/agents/invoices/model";
import { reason } from "@/lib/kernel/evidence";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** More than this in one go is a batch of invoices, and no invoice in pieces. */
const most = 60;

/**
 * Open proposals of other files that came in the same mail as this one, or from the same person within ten minutes. The
 * nearest in time first.
 */
export async function companionsOf(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  { id, documentId }: { readonly id: string; readonly documentId: string | null },
): Promise<readonly Companion[]> {
  if (documentId === null) return [];
  const rows = await tx.$queryRaw<unknown[]>`
    WITH mine AS (
      SELECT mail_id, received_by, created_at FROM document
      WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND id = ${documentId}::uuid)
    SELECT o.id, d.file_name AS "fileName", o.payload->>'number' AS number, o.payload#>>'{supplier,taxId}' AS "supplierTaxId",
      o.payload->>'netTotal' AS "netTotal", o.payload->>'total' AS total,
      coalesce((SELECT jsonb_agg(l->'net') FROM jsonb_array_elements(o.payload->'lines') l WHERE l->>'net' IS NOT NULL), '[]') AS lines,
      coalesce((SELECT jsonb_agg(r) FROM jsonb_array_elements(o.reasons) r WHERE r->>'code' LIKE 'page.%'), '[]') AS marks
    FROM mine JOIN document d ON d.company_id = ${companyId}::uuid AND d.environment = ${environment} AND d.id <> ${documentId}::uuid
      AND d.created_at BETWEEN mine.created_at - interval '10 minutes' AND mine.created_at + interval '10 minutes'
      AND CASE WHEN mine.mail_id IS NULL THEN d.mail_id IS NULL AND d.received_by = mine.received_by ELSE d.mail_id = mine.mail_id END
    JOIN proposal o ON o.company_id = d.company_id AND o.environment = d.environment AND o.document_id = d.id
    WHERE o.kind = 'invoice' AND o.state = 'open' AND o.payload IS NOT NULL AND o.id <> ${id}::uuid
    ORDER BY abs(extract(epoch FROM d.created_at - mine.created_at)), o.id LIMIT ${most}`;
  return z.array(companion).parse(rows);
}

const companion: z.ZodType<Companion> = z.object({
  id: z.string(),
  fileName: z.string().nullable(),
  number: z.string().nullable(),
  supplierTaxId: z.string().nullable(),
  netTotal: amountString.nullable(),
  total: amountString.nullable(),
  lines: z.array(amountString),
  marks: z.array(reason),
});
