import "server-only";
import { statementFacts, type StatementFacts } from "@/lib/kernel/statement-facts";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What imported statements say of these movements of Holded, by their ids there. A movement without a statement is not in it. */
export async function statementFactsOf(
  tx: Tx,
  scope: CompanyScope,
  movementIds: readonly string[],
): Promise<ReadonlyMap<string, StatementFacts>> {
  if (movementIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; facts: unknown }[]>`
    SELECT holded_id AS id, facts FROM statement_movement
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment}
      AND holded_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(movementIds)}::jsonb))
    ORDER BY created_at`;
  return new Map(rows.map(({ id, facts }) => [id, statementFacts.parse(facts)]));
}

/** The movements of an import stand in Holded, under these ids there. `key` is "fingerprint#nth". */
export async function linkStatementMovements(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
  links: readonly { readonly key: string; readonly holdedId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE statement_movement s SET holded_id = l."holdedId"
    FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb) AS l(key text, "holdedId" text)
    WHERE s.company_id = ${scope.companyId}::uuid AND s.environment = ${scope.environment} AND s.proposal_id = ${proposalId}::uuid
      AND s.fingerprint || '#' || s.nth = l.key`;
}
