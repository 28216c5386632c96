import "server-only";
import type { Standing } from "@/lib/agents/reconciliation/changes";
import { knownOf, type KnownDocument, type ReconciliationFacts } from "@/lib/agents/reconciliation/facts";
import { documentRows } from "@/lib/agents/reconciliation/ledger-store";
import { matchingView, reconciliationPayload, type MatchingView, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { Reservations } from "@/lib/agents/reconciliation/push";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { fromCents, toCents } from "@/lib/kernel/money";
import { settingsOf } from "@/lib/platform/company-settings";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** Everything the checks of one choice compare it with. */
export async function loadFacts(
  tx: Tx,
  scope: CompanyScope,
  payload: ReconciliationPayload,
  { id }: { readonly id: string },
  clock: Clock = systemClock,
): Promise<ReconciliationFacts> {
  const { closedThrough, typedReconciliationCents } = await settingsOf(tx, scope);
  const approved = await approvedNow(tx, scope, { id, payload });
  return {
    today: todayInMadrid(clock),
    closedThrough,
    movement: await movementNow(tx, scope, payload.movement.id),
    documents: await documentsNow(tx, scope, payload, approved.reservations),
    isDecidedElsewhere: approved.movements.has(payload.movement.id),
    twin: payload.choice === "match" ? await twinOf(tx, scope, payload) : null,
    typedFromCents: typedReconciliationCents,
    matching: await matchingOf(tx, scope, id),
  };
}

async function movementNow(tx: Tx, scope: CompanyScope, id: string): Promise<ReconciliationFacts["movement"]> {
  const [row] = await tx.$queryRaw<
    { amount: string; reconciled: string | null; currency: string | null; valueDate: string; status: string | null }[]
  >`
    SELECT m.total::text AS amount, m.data->>'reconciledAmount' AS reconciled, m.data->>'currency' AS currency,
      to_char(m.object_date, 'YYYY-MM-DD') AS "valueDate", m.status
    FROM mirror_object m WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.holded_id = ${id} AND m.deleted_at IS NULL`;
  if (!row) return null;
  const { status, reconciled, currency, ...rest } = row;
  return {
    ...rest,
    reconciled: reconciled ?? "0.00",
    currency: currency ?? "EUR",
    isOpen: status === "pending" || status === "partial",
  };
}

async function documentsNow(
  tx: Tx,
  scope: CompanyScope,
  { documents }: ReconciliationPayload,
  reservations: Reservations,
): Promise<ReadonlyMap<string, KnownDocument>> {
  if (documents.length === 0) return new Map();
  const ids = documents.map(({ id }) => id);
  const rows = await documentRows(tx, scope, Prisma.sql`m.holded_id IN (${Prisma.join(ids)})`);
  return new Map(rows.map((row) => [row.id, knownOf(row, reservations.get(row.id) ?? [])]));
}

/** The other side of a transfer between own accounts; decided: a person has said so of it. */
async function twinOf(tx: Tx, scope: CompanyScope, { movement }: ReconciliationPayload): Promise<ReconciliationFacts["twin"]> {
  const opposite = fromCents(-toCents(movement.amount));
  const rows = await tx.$queryRaw<{ id: string; accountName: string | null; date: string }[]>`
    SELECT m.holded_id AS id, a.data->>'name' AS "accountName", to_char(m.object_date, 'YYYY-MM-DD') AS date
    FROM mirror_object m LEFT JOIN mirror_object a ON a.company_id = m.company_id AND a.environment = m.environment
      AND a.resource = 'treasury_account' AND a.holded_id = m.parent_id
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.total = ${opposite}::numeric
      AND m.parent_id <> ${movement.accountId} AND m.object_date BETWEEN ${movement.valueDate}::date - 3 AND ${movement.valueDate}::date + 3
    ORDER BY abs(m.object_date - ${movement.valueDate}::date), m.holded_id LIMIT 20`;
  const transfers = await transfersAmong(tx, scope, rows.map(({ id }) => id)); // prettier-ignore
  const found = rows.find(({ id }) => transfers.has(id)) ?? rows[0];
  return found ? { accountName: found.accountName ?? "–", date: found.date, isDecided: transfers.has(found.id) } : null;
}

/** What the matching said of the movement of a proposal. */
async function matchingOf(tx: Tx, scope: CompanyScope, proposalId: string): Promise<MatchingView | null> {
  const row = await tx.matching.findUnique({
    where: { companyId_environment_proposalId: { companyId: scope.companyId, environment: scope.environment, proposalId } },
    select: { view: true },
  });
  return row ? matchingView.parse(row.view) : null;
}

type StoredProposal = Omit<Standing, "payload"> & { readonly payload: unknown };

/** The proposals about these movements that are not withdrawn, by movement, the latest first. */
export async function standingProposals(
  tx: Tx,
  scope: CompanyScope,
  movementIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const rows = await tx.$queryRaw<StoredProposal[]>`
    SELECT p.id, p.state, p.version, p.payload, p.payload_hash AS "payloadHash", p.decided_at AS "decidedAt", x.fingerprint,
      (p.assigned_to IS NOT NULL OR v.origin = 'person' OR EXISTS (SELECT FROM decision d WHERE d.company_id = p.company_id
        AND d.environment = p.environment AND d.proposal_id = p.id AND d.version = p.version AND d.undone_at IS NULL)) AS "isTouched"
    FROM matching x JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
    LEFT JOIN proposal_version v ON v.company_id = p.company_id AND v.environment = p.environment AND v.proposal_id = p.id AND v.version = p.version
    WHERE ${keyed(scope, "x")} AND x.movement_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(movementIds)}::jsonb)) AND p.state <> 'withdrawn'
    ORDER BY p.created_at DESC, p.id`;
  const found = new Map<string, Standing[]>();
  for (const row of rows) {
    const proposal = { ...row, payload: reconciliationPayload.parse(row.payload) };
    const { id } = proposal.payload.movement;
    found.set(id, [...(found.get(id) ?? []), proposal]);
  }
  return found;
}

/** Fingerprint of what the last look saw; null: there was none. */
export async function lastLookOf(tx: Tx, { companyId, environment }: CompanyScope): Promise<string | null> {
  const look = await tx.matchingLook.findUnique({
    where: { companyId_environment: { companyId, environment } },
    select: { fingerprint: true },
  });
  return look?.fingerprint ?? null;
}

/** Proposals that wait for a person, with the movement that each is about. */
export function waitingProposals(tx: Tx, scope: CompanyScope): Promise<{ readonly id: string; readonly movementId: string }[]> {
  return tx.$queryRaw`
    SELECT p.id, x.movement_id AS "movementId"
    FROM proposal p JOIN matching x ON x.company_id = p.company_id AND x.environment = p.environment AND x.proposal_id = p.id
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('open', 'snoozed') ORDER BY p.id`;
}

export type ApprovedNow = { readonly reservations: Reservations; readonly movements: ReadonlySet<string> };

/**
 * What approved proposals will take of documents once they are written, by document; and the movements they are about.
 * `around`: only those that share something with this one.
 */
export async function approvedNow(
  tx: Tx,
  scope: CompanyScope,
  around: { readonly id: string; readonly payload: ReconciliationPayload } | null,
): Promise<ApprovedNow> {
  const rows = await tx.$queryRaw<{ payload: unknown }[]>`
    SELECT p.payload FROM proposal p
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('approved', 'sending') AND ${around ? sharing(around) : Prisma.sql`true`}`;
  const approved = rows.map(({ payload }) => reconciliationPayload.parse(payload));
  const reservations = new Map<string, string[]>();
  for (const { id, amount } of approved.flatMap(({ choice, documents }) => (choice === "match" ? documents : [])))
    reservations.set(id, [...(reservations.get(id) ?? []), amount.replace("-", "")]);
  return { reservations, movements: new Set(approved.map(({ movement }) => movement.id)) };
}

/**
 * What people decided about movements that are still open in Holded: what waits to be written, what failed, what has no
 * document, and what they were to do there by hand.
 */
export async function decidedOnOpen(tx: Tx, scope: CompanyScope): Promise<readonly ReconciliationPayload[]> {
  const rows = await tx.$queryRaw<{ payload: unknown }[]>`
    SELECT p.payload
    FROM mirror_object m JOIN matching x ON x.company_id = m.company_id AND x.environment = m.environment AND x.movement_id = m.holded_id
    JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.status IN ('pending', 'partial')
      AND x.reconciled = coalesce((m.data->>'reconciledAmount')::numeric, 0) AND p.state IN ('approved', 'sending', 'failed', 'settled')
    ORDER BY p.id`;
  return rows.map(({ payload }) => reconciliationPayload.parse(payload));
}

function sharing({ id, payload }: { readonly id: string; readonly payload: ReconciliationPayload }): Prisma.Sql {
  const ids = JSON.stringify(payload.documents.map((one) => one.id));
  return Prisma.sql`p.id <> ${id}::uuid AND (p.payload->'movement'->>'id' = ${payload.movement.id}
    OR EXISTS (SELECT FROM jsonb_array_elements(p.payload->'documents') d WHERE ${ids}::jsonb ? (d->>'id')))`;
}

/** Those of these movements that a person called one side of a transfer between own accounts. */
export async function transfersAmong(tx: Tx, scope: CompanyScope, movementIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (movementIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT x.movement_id AS id
    FROM matching x JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
    WHERE ${keyed(scope, "x")} AND x.movement_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(movementIds)}::jsonb))
      AND p.state IN ('approved', 'settled') AND p.payload->>'choice' = 'no_document' AND p.payload->>'movementClass' = 'own_transfer'`;
  return new Set(rows.map(({ id }) => id));
}

const keyed = (scope: CompanyScope, alias: string) =>
  Prisma.sql`${Prisma.raw(`${alias}.company_id`)} = ${scope.companyId}::uuid AND ${Prisma.raw(`${alias}.environment`)} = ${scope.environment}`;
