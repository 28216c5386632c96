import "server-only";
import type { Prepared } from "@/lib/agents/reconciliation/prepare";
import { newId } from "@/lib/kernel/ids";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { ProposedBy } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

/** Nobody else proposes for this company and environment until the transaction ends. */
export async function lockLooks(tx: Tx, scope: CompanyScope): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`matching ${scope.companyId} ${scope.environment}`}, 0))) AS l`;
}

/** New proposals, open at once: there is no file to be read first. */
export async function insertProposals(tx: Tx, scope: CompanyScope, prepared: readonly Prepared[], proposedBy: ProposedBy): Promise<void> {
  if (prepared.length === 0) return;
  const rows = prepared.map((one) => ({ ...recordOf(one), id: newId(), version: 1 }));
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM ${recordset(rows)}),
    made AS (
      INSERT INTO proposal (company_id, environment, id, kind, state, version, title, party, amount, currency, document_date, payload,
        payload_hash, reasons, standing, risk, proposed_by)
      SELECT ${scope.companyId}::uuid, ${scope.environment}, r.id, 'reconciliation', 'open', 1, r.title, r.party, r.amount, r.currency,
        r."documentDate", r.payload, r."payloadHash", r.reasons, r.standing, r.risk, ${asJson(proposedBy)}::jsonb FROM r),
    ${told(scope, proposedBy)}
    ${kept(scope, proposedBy)}`;
}

type Seen = { readonly id: string; readonly seenVersion: number };

/**
 * A better answer for proposals that nobody has touched becomes their next version. Answers how many were still so: what a
 * person took up meanwhile stays as she sees it.
 */
export async function repropose(
  tx: Tx,
  scope: CompanyScope,
  prepared: readonly (Prepared & Seen)[],
  proposedBy: ProposedBy,
): Promise<number> {
  if (prepared.length === 0) return 0;
  const rows = prepared.map((one) => ({ ...recordOf(one), id: one.id, version: one.seenVersion + 1 }));
  return tx.$executeRaw`
    WITH given AS (SELECT * FROM ${recordset(rows)}),
    made AS (
      UPDATE proposal p SET version = r.version, title = r.title, party = r.party, amount = r.amount, currency = r.currency,
        document_date = r."documentDate", payload = r.payload, payload_hash = r."payloadHash", reasons = r.reasons, standing = r.standing,
        risk = r.risk, proposed_by = ${asJson(proposedBy)}::jsonb, updated_at = now()
      FROM given r WHERE ${ofScope(scope)} AND p.id = r.id AND p.version = r.version - 1 AND ${isUntouched} RETURNING p.id),
    r AS (SELECT given.* FROM given JOIN made ON made.id = given.id),
    ${told(scope, proposedBy)}
    ${kept(scope, proposedBy)}`;
}

/** The same choice, about which the checks or the matching say something else now: no new version, nobody's work is touched. */
export async function rejudge(tx: Tx, scope: CompanyScope, prepared: readonly (Prepared & Seen)[], proposedBy: ProposedBy): Promise<void> {
  if (prepared.length === 0) return;
  const rows = prepared.map((one) => ({ ...recordOf(one), id: one.id, version: one.seenVersion }));
  await tx.$executeRaw`
    WITH r AS (SELECT * FROM ${recordset(rows)}),
    made AS (
      UPDATE proposal p SET reasons = r.reasons, standing = r.standing, risk = r.risk, updated_at = now()
      FROM r WHERE ${ofScope(scope)} AND p.id = r.id AND p.version = r.version AND p.state IN ('open', 'snoozed'))
    ${kept(scope, proposedBy)}`;
}

export type Withdrawal = { readonly id: string; readonly movementId: string; readonly code: string };

/**
 * Those that are over now: a look reads long before it writes, and a movement may have come since. One that is too old to
 * have been looked at is settled rather than gone.
 */
export async function stillOver(tx: Tx, scope: CompanyScope, withdrawals: readonly Withdrawal[]): Promise<readonly Withdrawal[]> {
  if (withdrawals.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string; isOpen: boolean }[]>`
    SELECT m.holded_id AS id, coalesce(m.status IN ('pending', 'partial'), false) AS "isOpen"
    FROM mirror_object m JOIN mirror_object a ON a.company_id = m.company_id AND a.environment = m.environment
      AND a.resource = 'treasury_account' AND a.holded_id = m.parent_id AND a.deleted_at IS NULL
    WHERE m.company_id = ${scope.companyId}::uuid AND m.environment = ${scope.environment} AND m.resource = 'bank_movement'
      AND m.deleted_at IS NULL AND m.object_date IS NOT NULL
      AND m.holded_id IN (SELECT jsonb_array_elements_text(${JSON.stringify(withdrawals.map(({ movementId }) => movementId))}::jsonb))`;
  const isOpen = new Map(rows.map((row) => [row.id, row.isOpen]));
  return withdrawals.flatMap((one) => {
    if (one.code === "movement.closed_period") return [one];
    const open = isOpen.get(one.movementId);
    if (open === undefined) return [{ ...one, code: "movement.gone" }];
    return open ? [] : [{ ...one, code: "movement.settled" }];
  });
}

/** What they are about is over. Drafts of people go, too: their versions stay in the story. Answers how many were still open. */
export async function withdraw(tx: Tx, scope: CompanyScope, withdrawals: readonly Withdrawal[]): Promise<number> {
  if (withdrawals.length === 0) return 0;
  const gone = await tx.$queryRaw<{ id: string }[]>`
    UPDATE proposal p SET state = 'withdrawn', snoozed_until = NULL, updated_at = now()
    FROM jsonb_to_recordset(${asJson(withdrawals)}::jsonb) AS r(id uuid, code text)
    WHERE ${ofScope(scope)} AND p.id = r.id AND p.state IN ('open', 'snoozed') RETURNING p.id`;
  const ids = new Set(gone.map(({ id }) => id));
  const told = withdrawals.filter(({ id }) => ids.has(id));
  await tx.$executeRaw`
    INSERT INTO proposal_event (company_id, environment, proposal_id, kind, detail)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, r.id, 'withdrawn', jsonb_build_object('reason', r.code)
    FROM jsonb_to_recordset(${asJson(told)}::jsonb) AS r(id uuid, code text)`;
  return ids.size;
}

/** What the last look saw and did. */
export async function saveLook(
  tx: Tx,
  scope: CompanyScope,
  look: {
    readonly engineVersion: string;
    readonly fingerprint: string;
    readonly lookedAt: Date;
    readonly ms: number;
    readonly counts: object;
  },
): Promise<void> {
  const { counts, ...columns } = look;
  const data = { ...columns, counts: storable(counts) as Prisma.InputJsonObject };
  const key = { companyId: scope.companyId, environment: scope.environment };
  await tx.matchingLook.upsert({ where: { companyId_environment: key }, create: { ...key, ...data }, update: data });
}

function recordOf({ payload, payloadHash, row, reasons, risk, standing, view, fingerprint, movementId }: Prepared) {
  const { accountId, reconciled } = payload.movement;
  return { ...row, payload, payloadHash, reasons, risk, standing, view, fingerprint, movementId, accountId, reconciled };
}

/** NUL and half characters, which texts of a bank may hold and PostgreSQL refuses, stand escaped in JSON: most rows have none. */
function asJson(value: unknown): string {
  const json = JSON.stringify(value);
  return /\\u(?:0000|d[89a-f])/i.test(json) ? JSON.stringify(storable(value)) : json;
}

const recordset = (rows: readonly object[]) => Prisma.sql`jsonb_to_recordset(${asJson(rows)}::jsonb) AS r(id uuid, version int, title text,
  party text, amount numeric(18,2), currency text, "documentDate" date, payload jsonb, "payloadHash" text, reasons jsonb, risk text,
  standing text, view jsonb, fingerprint text, "movementId" text, "accountId" text, reconciled numeric(18,2))`;

const ofScope = (scope: CompanyScope) => Prisma.sql`p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment}`;

const isUntouched = Prisma.sql`p.state = 'open' AND p.assigned_to IS NULL
  AND NOT EXISTS (SELECT FROM decision d WHERE d.company_id = p.company_id AND d.environment = p.environment AND d.proposal_id = p.id
    AND d.version = p.version AND d.undone_at IS NULL)
  AND NOT EXISTS (SELECT FROM proposal_version v WHERE v.company_id = p.company_id AND v.environment = p.environment AND v.proposal_id = p.id
    AND v.version = p.version AND v.origin = 'person')`;

/** Versions and events of the rows `r`. */
const told = (scope: CompanyScope, { reader }: ProposedBy) => Prisma.sql`
  versions AS (
    INSERT INTO proposal_version (company_id, environment, proposal_id, version, payload, payload_hash, origin)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, r.id, r.version, r.payload, r."payloadHash", 'agent' FROM r),
  events AS (
    INSERT INTO proposal_event (company_id, environment, proposal_id, kind, detail)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, r.id, 'proposed',
      jsonb_build_object('version', r.version, 'standing', r.standing, 'reader', ${reader}::text) FROM r)`;

/** The matching's own words about the rows `r`. */
const kept = (scope: CompanyScope, { version }: ProposedBy) => Prisma.sql`
  INSERT INTO matching (company_id, environment, proposal_id, movement_id, account_id, reconciled, view, engine_version, fingerprint)
  SELECT ${scope.companyId}::uuid, ${scope.environment}, r.id, r."movementId", r."accountId", r.reconciled, r.view, ${version}, r.fingerprint FROM r
  ON CONFLICT (company_id, environment, proposal_id) DO UPDATE SET reconciled = excluded.reconciled, view = excluded.view,
    engine_version = excluded.engine_version, fingerprint = excluded.fingerprint, looked_at = now()`;
