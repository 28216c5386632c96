import "server-only";
import { conditionKinds, type ConditionKind } from "@/lib/agents/quotes/condition-store";
import { tableMapping, type TableMapping } from "@/lib/agents/quotes/conditions/mapping";
import { factKey, type ReadFact } from "@/lib/agents/quotes/conditions/read-rows";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** How a table with this heading was read the last time; null: never, or in a way that is no longer understood. */
export async function rememberedMapping(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  headingKey: string,
): Promise<TableMapping | null> {
  const row = await tx.quoteTable.findUnique({
    where: { companyId_environment_headingKey: { companyId, environment, headingKey } },
    select: { mapping: true },
  });
  return tableMapping.safeParse(row?.mapping).data ?? null;
}

export async function rememberMapping(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  { headingKey, mapping, personId }: { readonly headingKey: string; readonly mapping: TableMapping; readonly personId: string },
): Promise<void> {
  const key = { companyId, environment, headingKey };
  const data = { mapping, savedBy: personId, savedAt: new Date() };
  await tx.quoteTable.upsert({
    where: { companyId_environment_headingKey: key },
    create: { ...key, ...data },
    update: data,
    select: { headingKey: true },
  });
}

export type SavedFacts = { readonly added: number; readonly changed: number; readonly same: number };

/** What the facts would do to those that count now. */
export async function compareFacts(tx: Tx, scope: CompanyScope, facts: readonly ReadFact[]): Promise<SavedFacts> {
  const now = await valuesNow(tx, scope);
  const known = facts.map((fact) => ({ fact, before: now.get(factKey(fact)) }));
  return {
    added: known.filter(({ before }) => before === undefined).length,
    changed: known.filter(({ fact, before }) => before !== undefined && before !== fact.value).length,
    same: known.filter(({ fact, before }) => before === fact.value).length,
  };
}

/** A fact that was told before is told anew; what the table does not name stays. */
export async function saveFacts(tx: Tx, scope: CompanyScope, facts: readonly ReadFact[], personId: string): Promise<SavedFacts> {
  // Two imports at once would each take the other's facts for new ones.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quote_condition ${scope.companyId} ${scope.environment}`}, 0))`;
  const saved = await compareFacts(tx, scope, facts);
  const rows = JSON.stringify(
    facts.map(({ kind, contactId, subject, fromQuantity, value }) => ({ kind, contactId, subject, fromQuantity, value })),
  );
  await tx.$executeRaw`
    INSERT INTO quote_condition (company_id, environment, kind, contact_id, subject, from_quantity, value, saved_by)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, f.kind, f."contactId", f.subject, f."fromQuantity"::numeric, f.value, ${personId}::uuid
    FROM jsonb_to_recordset(${rows}::jsonb) AS f(kind text, "contactId" text, subject text, "fromQuantity" text, value text)
    ON CONFLICT (company_id, environment, kind, contact_id, subject, from_quantity)
    DO UPDATE SET value = excluded.value, saved_by = excluded.saved_by, saved_at = now() WHERE quote_condition.value <> excluded.value`;
  return saved;
}

async function valuesNow(tx: Tx, { companyId, environment }: CompanyScope): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.quoteCondition.findMany({
    where: { companyId, environment },
    select: { kind: true, contactId: true, subject: true, fromQuantity: true, value: true },
  });
  return new Map(
    rows.flatMap(({ kind, fromQuantity, value, ...rest }) => {
      const known = kindOf(kind);
      return known === null ? [] : [[factKey({ ...rest, kind: known, fromQuantity: fromQuantity.toFixed() }), value] as const];
    }),
  );
}

const kindOf = (kind: string): ConditionKind | null => conditionKinds.find((one) => one === kind) ?? null;

/** A fact as people see it. */
export type ToldCondition = {
  readonly id: string;
  readonly kind: ConditionKind;
  /** Null: for everybody, or no longer in the local copy. */
  readonly contactName: string | null;
  readonly contactId: string | null;
  readonly itemName: string | null;
  readonly sku: string | null;
  /** Category or the customer's own part number. */
  readonly subject: string | null;
  readonly fromQuantity: string | null;
  /** Per cent, net price, name of the price list; null for references. */
  readonly value: string | null;
  readonly savedBy: string | null;
  readonly savedAt: string;
};

type Row = Omit<ToldCondition, "kind" | "savedAt"> & { readonly kind: string; readonly savedAt: Date };

/** What was told, the newest first. */
export async function toldConditions(tx: Tx, scope: CompanyScope, limit: number): Promise<readonly ToldCondition[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT q.id, q.kind, nullif(q.contact_id, '') AS "contactId", c.data->>'name' AS "contactName", i.data->>'name' AS "itemName", i.sku,
      CASE WHEN q.kind IN ('category_discount', 'reference') THEN q.subject END AS subject,
      CASE WHEN q.kind = 'quantity_break' THEN trim_scale(q.from_quantity)::text END AS "fromQuantity",
      CASE q.kind WHEN 'reference' THEN NULL WHEN 'price_list' THEN coalesce(l.data->>'name', q.value) ELSE q.value END AS value,
      p.name AS "savedBy", q.saved_at AS "savedAt"
    FROM (SELECT * FROM quote_condition WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment}
      ORDER BY saved_at DESC, kind, contact_id, subject, from_quantity LIMIT ${limit}) q
    LEFT JOIN mirror_object c ON c.company_id = q.company_id AND c.environment = q.environment AND c.resource = 'contact' AND c.holded_id = q.contact_id
    LEFT JOIN LATERAL (SELECT m.data, coalesce(m.data->>'sku', m.data->>'code') AS sku FROM mirror_object m WHERE m.company_id = q.company_id AND m.environment = q.environment
      AND m.resource IN ('product', 'service') AND q.kind IN ('agreed_price', 'quantity_break', 'reference')
      AND m.holded_id = split_part(CASE q.kind WHEN 'reference' THEN q.value ELSE q.subject END, ':', 1) LIMIT 1) i ON true
    LEFT JOIN mirror_object l ON l.company_id = q.company_id AND l.environment = q.environment AND l.resource = 'price_list'
      AND q.kind = 'price_list' AND l.holded_id = q.value
    LEFT JOIN person p ON p.id = q.saved_by
    ORDER BY q.saved_at DESC, q.kind, q.contact_id, q.subject, q.from_quantity`;
  return rows.flatMap(({ kind, savedAt, ...row }) => {
    const known = kindOf(kind);
    return known === null ? [] : [{ ...row, kind: known, savedAt: savedAt.toISOString() }];
  });
}

export function countConditions(tx: Tx, { companyId, environment }: CompanyScope): Promise<number> {
  return tx.quoteCondition.count({ where: { companyId, environment } });
}

/** Null: it is not there. */
export async function removeConditionRow(tx: Tx, { companyId, environment }: CompanyScope, id: string) {
  const where = { companyId_environment_id: { companyId, environment, id } };
  const row = await tx.quoteCondition.findUnique({ where, select: { kind: true, contactId: true, subject: true, value: true } });
  if (row) await tx.quoteCondition.delete({ where, select: { id: true } });
  return row;
}
