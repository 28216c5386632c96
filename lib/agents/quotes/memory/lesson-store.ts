import "server-only";
import { teachAlias } from "@/lib/agents/quotes/memory/alias-store";
import { quotePayload, type QuotePayload } from "@/lib/agents/quotes/model";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** A quote that stands approved, and by whom; null: it does not. */
export async function approvedQuote(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  id: string,
): Promise<{ readonly payload: QuotePayload; readonly personId: string | null } | null> {
  const row = await tx.proposal.findUnique({
    where: { companyId_environment_id: { companyId, environment, id } },
    select: { kind: true, state: true, payload: true, decidedBy: true },
  });
  if (row?.kind !== "quote" || !["approved", "sending", "settled", "failed"].includes(row.state)) return null;
  return { payload: quotePayload.parse(row.payload), personId: row.decidedBy };
}

/** The lesson of one customer becomes one for all; null: it is not there. */
export async function widenStored(tx: Tx, scope: CompanyScope, id: string, personId: string): Promise<{ readonly itemKey: string } | null> {
  const key = { companyId: scope.companyId, environment: scope.environment, id };
  const row = await tx.quoteAlias.findUnique({
    where: { companyId_environment_id: key },
    select: { words: true, itemKey: true, proposalId: true, contactId: true },
  });
  if (!row) return null;
  if (row.contactId === "") return row;
  await tx.quoteAlias.delete({ where: { companyId_environment_id: key }, select: { id: true } });
  await teachAlias(tx, scope, { contactId: null, words: row.words, itemKey: row.itemKey, proposalId: row.proposalId, personId });
  return row;
}
