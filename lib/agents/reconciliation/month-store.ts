import "server-only";
import type { ExtractLine, LeftReason, MonthOfAccount, TreasuryAccount } from "@/lib/agents/reconciliation/month-view";
import { addAmounts } from "@/lib/kernel/money";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** Accounts of the treasury that have movements, the one with most of them first. */
export function treasuryAccounts(tx: Tx, scope: CompanyScope): Promise<TreasuryAccount[]> {
  return tx.$queryRaw<TreasuryAccount[]>`
    SELECT a.holded_id AS id, coalesce(a.data->>'name', a.holded_id) AS name, coalesce(a.data->>'currency', 'EUR') AS currency
    FROM mirror_object a LEFT JOIN mirror_object m ON m.company_id = a.company_id AND m.environment = a.environment
      AND m.resource = 'bank_movement' AND m.parent_id = a.holded_id AND m.deleted_at IS NULL
    WHERE ${keyed(scope, "a")} AND a.resource = 'treasury_account' AND a.deleted_at IS NULL
    GROUP BY 1, 2, 3 HAVING count(m.holded_id) > 0 ORDER BY count(m.holded_id) DESC, 2`;
}

/** The month of the last movement: what a person most likely wants to see. Null: there is none. */
export async function lastMonth(tx: Tx, scope: CompanyScope): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ month: string | null }[]>`
    SELECT to_char(max(m.object_date), 'YYYY-MM') AS month FROM mirror_object m
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.object_date <= current_date + 1`;
  return row?.month ?? null;
}

/** The movements of one account in one month, each with its proposal; at most 5,000. */
export function extractLines(tx: Tx, scope: CompanyScope, accountId: string, month: string): Promise<ExtractLine[]> {
  return tx.$queryRaw<ExtractLine[]>`
    SELECT m.holded_id AS id, to_char(m.object_date, 'YYYY-MM-DD') AS date, coalesce(m.data->>'description', '') AS text,
      m.total::text AS amount, coalesce(m.data->>'currency', 'EUR') AS currency, m.data->>'balance' AS balance, m.status,
      p.id AS "proposalId", coalesce(p.state = 'settled' AND p.payload->>'choice' = 'no_document', false) AS "isDecided"
    FROM mirror_object m ${proposal}
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.parent_id = ${accountId}
      AND m.object_date >= ${`${month}-01`}::date AND m.object_date < ${`${month}-01`}::date + interval '1 month'
    ORDER BY m.object_date, m.holded_id LIMIT 5000`;
}

type Counted = TreasuryAccount & {
  readonly reason: LeftReason | "done";
  readonly n: number;
  readonly moneyIn: string;
  readonly moneyOut: string;
};

/** Every account of a month: what is done, and what is left for which reason. */
export async function monthClose(tx: Tx, scope: CompanyScope, month: string): Promise<readonly MonthOfAccount[]> {
  const rows = await tx.$queryRaw<Counted[]>`
    SELECT m.parent_id AS id, coalesce(a.data->>'name', m.parent_id) AS name, coalesce(max(m.data->>'currency'), 'EUR') AS currency,
      ${reason} AS reason, count(*)::int AS n,
      coalesce(sum(m.total) FILTER (WHERE m.total > 0), 0)::numeric(18, 2)::text AS "moneyIn",
      coalesce(sum(m.total) FILTER (WHERE m.total < 0), 0)::numeric(18, 2)::text AS "moneyOut"
    FROM mirror_object m ${proposal} LEFT JOIN mirror_object a ON a.company_id = m.company_id AND a.environment = m.environment
      AND a.resource = 'treasury_account' AND a.holded_id = m.parent_id
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.parent_id IS NOT NULL
      AND m.object_date >= ${`${month}-01`}::date AND m.object_date < ${`${month}-01`}::date + interval '1 month'
    GROUP BY 1, 2, 4 ORDER BY 2, 1`;
  return [...new Set(rows.map(({ id }) => id))].map((id) => accountOf(rows.filter((row) => row.id === id)));
}

function accountOf(rows: readonly Counted[]): MonthOfAccount {
  const [first] = rows;
  if (!first) throw new Error("an account of a month without movements");
  const left = rows.flatMap((row) => (row.reason === "done" ? [] : [{ ...row, reason: row.reason }]));
  return {
    account: { id: first.id, name: first.name, currency: first.currency },
    all: rows.reduce((sum, { n }) => sum + n, 0),
    done: rows.reduce((sum, row) => sum + (row.reason === "done" ? row.n : 0), 0),
    leftIn: addAmounts(left.map(({ moneyIn }) => moneyIn)),
    leftOut: addAmounts(left.map(({ moneyOut }) => moneyOut)),
    reasons: left.map((row) => ({ reason: row.reason, count: row.n })),
  };
}

/** The proposal in force about a movement: the latest that was not withdrawn. */
const proposal = Prisma.sql`LEFT JOIN LATERAL (
    SELECT p.id, p.state, p.standing, p.risk, p.payload, p.assigned_to FROM matching x
    JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
    WHERE x.company_id = m.company_id AND x.environment = m.environment AND x.movement_id = m.holded_id AND p.state <> 'withdrawn'
    ORDER BY p.created_at DESC LIMIT 1) p ON true`;

const reason = Prisma.sql`CASE
  WHEN m.status = 'reconciled' OR (p.state = 'settled' AND p.payload->>'choice' = 'no_document') THEN 'done'
  WHEN m.status = 'forced_reconciled' THEN 'forced'
  WHEN p.id IS NULL OR p.state IN ('rejected', 'settled') THEN 'unseen'
  WHEN p.state = 'failed' THEN 'failed'
  WHEN p.state IN ('approved', 'sending') THEN 'sending'
  WHEN p.state = 'snoozed' THEN 'snoozed'
  WHEN p.assigned_to IS NOT NULL THEN 'waiting'
  WHEN p.payload->>'choice' IN ('undecided', 'no_document') THEN p.payload->>'choice'
  WHEN p.standing = 'clear' THEN 'clear' ELSE 'needs_review' END`;

const keyed = (scope: CompanyScope, alias: "a" | "m") => {
  const table = Prisma.raw(alias);
  return Prisma.sql`${table}.company_id = ${scope.companyId}::uuid AND ${table}.environment = ${scope.environment}`;
};
