import "server-only";
import type { Alias } from "@/lib/agents/quotes/engine/model";
import { foldWords } from "@/lib/language/fold";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** A lesson as people see it. */
export type KnownAlias = {
  readonly id: string;
  /** Holded id of the contact; null: it holds for everybody. */
  readonly contactId: string | null;
  readonly contactName: string | null;
  readonly words: string;
  readonly itemKey: string;
  readonly itemName: string | null;
  readonly sku: string | null;
  /** The quote it was learned from. */
  readonly proposalId: string | null;
  readonly taughtBy: string | null;
  readonly taughtAt: string;
};

/** What was taught about these customers and about everybody. */
export async function aliasesFor(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  contactIds: readonly string[],
): Promise<readonly Alias[]> {
  const rows = await tx.quoteAlias.findMany({
    where: { companyId, environment, contactId: { in: ["", ...contactIds] } },
    select: { contactId: true, words: true, itemKey: true },
    orderBy: { id: "asc" },
    take: 20_000,
  });
  return rows.map(({ contactId, words, itemKey }) => ({ customer: contactId === "" ? null : contactId, words, item: itemKey }));
}

/** Everything that was taught, the newest first, with the names of whom and what it is about. */
export async function knownAliases(tx: Tx, scope: CompanyScope, limit = 500): Promise<readonly KnownAlias[]> {
  const rows = await tx.$queryRaw<(Omit<KnownAlias, "taughtAt"> & { readonly taughtAt: Date })[]>`
    SELECT a.id, nullif(a.contact_id, '') AS "contactId", c.data->>'name' AS "contactName", a.words, a.item_key AS "itemKey",
      i.data->>'name' AS "itemName", i.code AS sku, a.proposal_id AS "proposalId", p.name AS "taughtBy", a.taught_at AS "taughtAt"
    FROM quote_alias a
    LEFT JOIN mirror_object c ON c.company_id = a.company_id AND c.environment = a.environment AND c.resource = 'contact'
      AND c.holded_id = a.contact_id
    LEFT JOIN LATERAL (SELECT m.data, m.code FROM mirror_object m WHERE m.company_id = a.company_id AND m.environment = a.environment
      AND m.resource IN ('product', 'service') AND m.holded_id = split_part(a.item_key, ':', 1) LIMIT 1) i ON true
    LEFT JOIN person p ON p.id = a.taught_by
    WHERE a.company_id = ${scope.companyId}::uuid AND a.environment = ${scope.environment}
    ORDER BY a.taught_at DESC, a.id LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, taughtAt: row.taughtAt.toISOString() }));
}

export type Lesson = {
  readonly contactId: string | null;
  readonly words: string;
  readonly itemKey: string;
  readonly proposalId: string | null;
  readonly personId: string | null;
};

/** The same words of the same customer mean what was taught last. Words without a letter or a figure teach nothing. */
export async function teachAlias(tx: Tx, { companyId, environment }: CompanyScope, lesson: Lesson): Promise<boolean> {
  const wordsKey = foldWords(lesson.words).join(" ").slice(0, 1_000);
  if (wordsKey === "") return false;
  const key = { companyId, environment, contactId: lesson.contactId ?? "", wordsKey };
  const data = {
    words: lesson.words,
    itemKey: lesson.itemKey,
    proposalId: lesson.proposalId,
    taughtBy: lesson.personId,
    taughtAt: new Date(),
  };
  await tx.quoteAlias.upsert({
    where: { companyId_environment_contactId_wordsKey: key },
    create: { ...key, ...data },
    update: data,
    select: { id: true },
  });
  return true;
}

/** Null: it is not there. */
export async function removeAlias(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  id: string,
): Promise<{ readonly words: string; readonly itemKey: string } | null> {
  const row = await tx.quoteAlias.findUnique({
    where: { companyId_environment_id: { companyId, environment, id } },
    select: { words: true, itemKey: true },
  });
  if (row) await tx.quoteAlias.delete({ where: { companyId_environment_id: { companyId, environment, id } }, select: { id: true } });
  return row;
}
