import "server-only";
import { z } from "zod";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

const word = z.string().optional();
const party = { name: word, iban: word, taxId: word };

/** What a bank's statement says of a movement beyond day, amount and text. What is not said is left out. */
export const statementFacts = z.object({
  format: z.enum(["n43", "camt", "csv"]),
  bookingDate: z.iso.date(),
  /** As printed, before it was cut to what Holded takes, and the lines below it. */
  text: z.string(),
  printed: z.array(z.string()).default([]),
  ...party,
  ultimateParty: word,
  references: z.array(z.string()).default([]),
  bankReference: word,
  documentNo: word,
  mandate: word,
  creditorId: word,
  /** Norma 43: common concept, and the bank's own. */
  commonCode: word,
  ownCode: word,
  /** camt: "PMNT/RCDT/ESCT". */
  transactionCode: word,
  purpose: word,
  /** In the currency of origin, "1000.00". */
  original: z.object({ currency: z.string(), amount: z.string() }).optional(),
  charges: z.object({ amount: z.string(), isIncluded: z.boolean() }).optional(),
  isReversal: z.boolean().optional(),
  returnReason: word,
  batchSize: z.int().optional(),
  /** The payments of a batch, with their own amounts where the bank names them. */
  parts: z.array(z.object({ amount: z.string().nullable(), ...party, text: z.string(), references: z.array(z.string()) })).default([]),
});
export type StatementFacts = z.infer<typeof statementFacts>;

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
