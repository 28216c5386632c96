import "server-only";
import { matchingView, reconciliationPayload, type MatchingView } from "@/lib/agents/reconciliation/model";
import { clearRules, movementClasses } from "@/lib/agents/reconciliation/engine/model";
import type { MovementFilter, MovementQuery, MovementSort } from "@/lib/agents/reconciliation/list-query";
import type { ClearRow, Facet, InAndOut, MovementFacets, MovementRow } from "@/lib/agents/reconciliation/list-view";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { bucketOf, columns, folded, inScope, source, wordsWithin, type QueueRecord, type Viewer } from "@/lib/review/queries";
import { rowView } from "@/lib/review/row-view";

type Extra = {
  readonly payload: unknown;
  readonly matching: unknown;
  readonly twinCount: number;
  readonly twinPlace: number;
  readonly twinKey: string;
};

/**
 * One page of movements with their proposals. Those of one party and one amount stand together, the oldest first, where
 * the oldest of them belongs.
 */
export async function movementRows(tx: Tx, scope: CompanyScope, viewer: Viewer, query: MovementQuery): Promise<readonly MovementRow[]> {
  const rows = await tx.$queryRaw<(QueueRecord & Extra)[]>`
    WITH found AS (
      SELECT p.id, p.document_date, p.amount, p.party, p.standing, p.risk, p.created_at, ${twinKey} AS twin FROM ${listed}
      WHERE ${matches(scope, viewer, query)}),
    grouped AS (
      SELECT *, count(*) OVER same AS "twinCount", row_number() OVER (same ORDER BY document_date, created_at, id) AS "twinPlace",
        min(document_date) OVER same AS first_date, max(document_date) OVER same AS last_date,
        min(created_at) OVER same AS first_created FROM found WINDOW same AS (PARTITION BY twin)),
    page AS (
      SELECT *, row_number() OVER (ORDER BY ${orders[query.sort]}, first_created, twin, document_date, created_at, id) AS place FROM grouped
      ORDER BY place LIMIT ${query.limit} OFFSET ${query.offset})
    SELECT ${columns}, p.payload, m.view AS matching, g."twinCount"::int, g."twinPlace"::int, g.twin AS "twinKey"
    FROM page g JOIN ${source} ON p.id = g.id ${matching} WHERE ${inScope(scope)} ORDER BY g.place`;
  return rows.map(movementView);
}

/** How many match, before the page limit. */
export async function movementTotal(tx: Tx, scope: CompanyScope, viewer: Viewer, filter: MovementFilter): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM ${listed} WHERE ${matches(scope, viewer, filter)}`;
  return row?.n ?? 0;
}

/** Of those that match: what one keystroke may approve together, and what that moves. */
export async function clearSums(
  tx: Tx,
  scope: CompanyScope,
  viewer: Viewer,
  filter: MovementFilter,
): Promise<{ readonly count: number; readonly totals: readonly InAndOut[] }> {
  const rows = await tx.$queryRaw<(InAndOut & { n: number })[]>`
    SELECT coalesce(p.currency, 'EUR') AS currency, count(*)::int AS n,
      coalesce(sum(p.amount) FILTER (WHERE p.amount > 0), 0)::numeric(18, 2)::text AS "moneyIn",
      coalesce(sum(p.amount) FILTER (WHERE p.amount < 0), 0)::numeric(18, 2)::text AS "moneyOut"
    FROM ${listed} WHERE ${matches(scope, viewer, filter)} AND ${isClear} GROUP BY 1 ORDER BY 2 DESC`;
  const totals = rows.map(({ currency, moneyIn, moneyOut }) => ({ currency, moneyIn, moneyOut }));
  return { count: rows.reduce((sum, { n }) => sum + n, 0), totals };
}

/** The clear ones that match, as far as approving them together needs them; at most 5,000. */
export function clearRows(tx: Tx, scope: CompanyScope, viewer: Viewer, filter: MovementFilter): Promise<readonly ClearRow[]> {
  return tx.$queryRaw<ClearRow[]>`
    SELECT p.id, p.version, p.payload_hash AS "payloadHash", p.title, p.party, p.amount::text AS amount, p.currency, p.state, p.risk
    FROM ${listed} WHERE ${matches(scope, viewer, filter)} AND ${isClear} ORDER BY p.document_date, p.id LIMIT 5000`;
}

/** What the filters can be set to within the tab and what is searched for, and how many rows each would show. */
export async function movementFacets(tx: Tx, scope: CompanyScope, viewer: Viewer, filter: MovementFilter): Promise<MovementFacets> {
  const within = Prisma.join([...base(scope, viewer, filter)], " AND ");
  const rows = await tx.$queryRaw<{ name: keyof MovementFacets; value: string; label: string | null; count: number }[]>`
    WITH found AS (SELECT p.party, p.document_date, p.payload, m.view FROM ${listed} WHERE ${within})
    SELECT 'accounts' AS name, payload->'movement'->>'accountId' AS value, max(payload->'movement'->>'accountName') AS label, count(*)::int
      FROM found GROUP BY 2
    UNION ALL SELECT 'months', to_char(document_date, 'YYYY-MM'), NULL, count(*)::int FROM found WHERE document_date IS NOT NULL GROUP BY 2
    UNION ALL (SELECT 'parties', party, NULL, count(*)::int FROM found WHERE party IS NOT NULL GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT 40)
    UNION ALL SELECT 'reasons', rule, NULL, count(*)::int FROM found, jsonb_array_elements_text(coalesce(view->'blockedBy', '[]')) AS rule GROUP BY 2
    UNION ALL SELECT 'classes', coalesce(payload->>'movementClass', view->>'movementClass'), NULL, count(*)::int FROM found
      WHERE coalesce(payload->>'movementClass', view->>'movementClass') IS NOT NULL GROUP BY 2
    ORDER BY 1, 4 DESC, 2`;
  const of = (name: keyof MovementFacets) =>
    rows.filter((row) => row.name === name).map(({ value, label, count }) => ({ value, label, count }));
  return {
    accounts: of("accounts"),
    months: [...of("months")].sort((a, b) => b.value.localeCompare(a.value)),
    parties: of("parties"),
    reasons: known(of("reasons"), clearRules),
    classes: known(of("classes"), movementClasses),
  };
}

function known<V extends string>(facets: readonly Facet<string>[], values: readonly V[]): readonly Facet<V>[] {
  return facets.flatMap((facet) => {
    const value = values.find((one) => one === facet.value);
    return value === undefined ? [] : [{ ...facet, value }];
  });
}

function movementView({ payload, matching: view, twinCount, twinPlace, twinKey: key, ...record }: QueueRecord & Extra): MovementRow {
  const parsed = matchingView.safeParse(view);
  return {
    ...rowView(record),
    payload: reconciliationPayload.parse(payload),
    matching: parsed.success ? parsed.data : null,
    twins: twinCount > 1 ? { count: twinCount, place: twinPlace, key } : null,
  };
}

/** What the matching said stands beside the proposal. */
const matching = Prisma.sql`LEFT JOIN matching m
  ON m.company_id = p.company_id AND m.environment = p.environment AND m.proposal_id = p.id`;

const listed = Prisma.sql`proposal p ${matching}`;

/** Matches of one party, one amount and one way to one document each: which is which is a matter of their order. */
const twinKey = Prisma.sql`CASE WHEN p.payload->>'choice' = 'match' AND p.party IS NOT NULL AND jsonb_array_length(p.payload->'documents') = 1
  THEN concat_ws('|', p.payload->'documents'->0->>'partyId', p.payload->'documents'->0->>'type', p.amount, p.currency) ELSE p.id::text END`;

/** The same that the review asks of a row before it is ticked unread; what is to be typed by hand is approved alone. */
const isClear = Prisma.sql`p.state = 'open' AND p.standing = 'clear' AND p.risk <> 'high' AND p.payload_hash IS NOT NULL
  AND NOT p.reasons @> '[{"code": "movement.over_limit"}]'`;

const searched = Prisma.sql`p.title, p.party, p.payload->'movement'->>'text', p.payload->'movement'->>'details',
  jsonb_path_query_array(p.payload, '$.documents[*].number')::text`;

function base(scope: CompanyScope, viewer: Viewer, { bucket, q }: MovementFilter): readonly Prisma.Sql[] {
  return [
    inScope(scope),
    Prisma.sql`p.kind = 'reconciliation' AND p.payload IS NOT NULL`,
    Prisma.sql`${bucketOf(viewer)} = ${bucket}`,
    ...wordsWithin(q, folded(searched)),
  ];
}

function matches(scope: CompanyScope, viewer: Viewer, filter: MovementFilter): Prisma.Sql {
  const { standing, account, direction, party, amount, month, reason } = filter;
  const chosen = [
    standing === "clear"
      ? isClear
      : standing === "needs_review"
        ? Prisma.sql`p.payload->>'choice' = 'match' AND p.standing <> 'clear'`
        : null,
    standing === "no_document" || standing === "undecided" ? Prisma.sql`p.payload->>'choice' = ${standing}` : null,
    account && Prisma.sql`p.payload->'movement'->>'accountId' = ${account}`,
    direction && (direction === "in" ? Prisma.sql`p.amount > 0` : Prisma.sql`p.amount < 0`),
    party && Prisma.sql`p.party = ${party}`,
    amount && Prisma.sql`abs(p.amount) = ${amount}::numeric`,
    month && Prisma.sql`to_char(p.document_date, 'YYYY-MM') = ${month}`,
    reason && Prisma.sql`m.view->'blockedBy' ? ${reason}`,
    filter.class && Prisma.sql`coalesce(p.payload->>'movementClass', m.view->>'movementClass') = ${filter.class}`,
  ];
  return Prisma.join([...base(scope, viewer, filter), ...chosen.filter((one) => one !== null && one !== "")], " AND ");
}

/** Whole groups of twins keep together. */
const orders: Readonly<Record<MovementSort, Prisma.Sql>> = {
  date: Prisma.sql`first_date NULLS LAST`,
  "-date": Prisma.sql`last_date DESC NULLS LAST`,
  "-amount": Prisma.sql`abs(amount) DESC NULLS LAST`,
  party: Prisma.sql`lower(party) NULLS LAST`,
  doubt: Prisma.sql`(standing IS DISTINCT FROM 'clear') DESC, (risk = 'high') DESC, first_date`,
};

/** What the matching said of the movement of one proposal; null: nothing yet, or no such proposal. */
export async function matchingOfProposal(tx: Tx, scope: CompanyScope, proposalId: string): Promise<MatchingView | null> {
  const { companyId, environment } = scope;
  const row = await tx.matching.findUnique({
    where: { companyId_environment_proposalId: { companyId, environment, proposalId } },
    select: { view: true },
  });
  return row ? matchingView.parse(row.view) : null;
}
