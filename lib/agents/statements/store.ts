import "server-only";
import { z } from "zod";
import { csvMapping, type CsvMapping } from "@/lib/documents/statements/csv/mapping";
import {
  statementPayload,
  type StatementAccountChoice,
  type KnownImport,
  type StatementComparison,
  type StatementPayload,
} from "@/lib/agents/statements/model";
import { findMovements } from "@/lib/holded/mirror/read-treasury";
import { mirroredTreasuryAccounts } from "@/lib/holded/store";
import { addDays, todayInMadrid, type PlainDate } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { isRowId } from "@/lib/kernel/ids";
import { closedThrough } from "@/lib/platform/company-settings";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { storable } from "@/lib/review/storable";

type About = { readonly id: string; readonly documentId: string | null };

export type StatementFile = {
  readonly proposalId: string;
  readonly documentId: string;
  readonly fileName: string;
  readonly blobKey: string;
};

/** The file of an import in one of these states; null when somebody was faster or there is none. */
export async function fileOf(tx: Tx, scope: CompanyScope, proposalId: string, states: readonly string[]): Promise<StatementFile | null> {
  if (!isRowId(proposalId)) return null;
  const [row] = await tx.$queryRaw<StatementFile[]>`
    SELECT p.id AS "proposalId", d.id AS "documentId", d.file_name AS "fileName", d.blob_key AS "blobKey"
    FROM proposal p JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    WHERE ${inScope(scope)} AND p.id = ${proposalId}::uuid AND p.kind = 'statement' AND p.state = ANY(${[...states]}::text[])`;
  return row ?? null;
}

/** The accounts that a statement can belong to. */
export async function accountChoices(tx: Tx): Promise<readonly StatementAccountChoice[]> {
  const accounts = await mirroredTreasuryAccounts(tx);
  return accounts.map(({ id, name, iban, currency }) => ({ id, name, iban, currency: currency ?? "EUR" }));
}

/** What people said of files like this one. */
export async function rememberedSource(
  tx: Tx,
  scope: CompanyScope,
  sourceKey: string,
): Promise<{ readonly accountId: string | null; readonly mapping: CsvMapping | null }> {
  const { companyId, environment } = scope;
  const row = await tx.statementSource.findUnique({ where: { companyId_environment_sourceKey: { companyId, environment, sourceKey } } });
  const mapping = csvMapping.safeParse(row?.mapping);
  return { accountId: row?.accountId ?? null, mapping: mapping.success ? mapping.data : null };
}

export async function rememberSource(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  source: { readonly sourceKey: string; readonly accountId: string; readonly mapping: CsvMapping | null; readonly personId: string },
): Promise<void> {
  const { sourceKey, accountId, personId } = source;
  const mapping = source.mapping === null ? Prisma.DbNull : (storable(source.mapping) as Prisma.InputJsonObject);
  const data = { accountId, mapping, savedBy: personId, savedAt: new Date() };
  const key = { companyId, environment, sourceKey };
  await tx.statementSource.upsert({ where: { companyId_environment_sourceKey: key }, create: { ...key, ...data }, update: data });
}

/** So many movements of one account in the days of one import; more is a feed gone wild. */
const maxStanding = 20_000;

/** Everything an import is compared with. */
export async function loadComparison(
  tx: Tx,
  scope: CompanyScope,
  payload: StatementPayload,
  about: About,
  clock: Clock = systemClock,
): Promise<StatementComparison> {
  const accounts = await accountChoices(tx);
  const shared = { accounts, closedThrough: await closedThrough(tx, scope), today: todayInMadrid(clock) };
  const accountId = payload.account.id;
  const days = payload.movements.flatMap(({ valueDate, facts }) => [valueDate, facts.bookingDate]).sort();
  const [first, last] = [days.at(0), days.at(-1)];
  if (accountId === null || first === undefined || last === undefined)
    return { ...shared, standing: [], imports: [], deleted: new Set(), linked: new Map(), before: null };
  const window = { from: addDays(first as PlainDate, -7), to: addDays(last as PlainDate, 7) };
  const rows = await importedRows(tx, scope, accountId, about, window);
  return {
    ...shared,
    standing: (await findMovements(tx, { accountId, ...window, limit: maxStanding })).toReversed(),
    imports: await otherImports(tx, scope, accountId, about, window),
    deleted: new Set(rows.flatMap(({ key, isDeleted }) => (isDeleted ? [key] : []))),
    linked: new Map(rows.flatMap(({ key, holdedId }) => (holdedId === null ? [] : [[holdedId, key] as const]))),
    before: await balanceBefore(tx, scope, accountId, payload, about),
  };
}

type Window = { readonly from: string; readonly to: string };
type Imported = { readonly key: string; readonly holdedId: string | null; readonly isDeleted: boolean };

/** Movements of other imports, and whether Holded has lost them since. */
function importedRows(tx: Tx, scope: CompanyScope, accountId: string, { id }: About, { from, to }: Window): Promise<Imported[]> {
  return tx.$queryRaw<Imported[]>`
    SELECT s.fingerprint || '#' || s.nth AS key, s.holded_id AS "holdedId", m.deleted_at IS NOT NULL AS "isDeleted"
    FROM statement_movement s LEFT JOIN mirror_object m ON m.company_id = s.company_id AND m.environment = s.environment
      AND m.resource = 'bank_movement' AND m.holded_id = s.holded_id
    WHERE s.company_id = ${scope.companyId}::uuid AND s.environment = ${scope.environment} AND s.account_id = ${accountId}
      AND s.proposal_id <> ${id}::uuid AND s.value_date BETWEEN ${from}::date AND ${to}::date`;
}

type FoundImport = Omit<KnownImport, "lines"> & { readonly lines: readonly [string, number, string | null, boolean][] | null };

/**
 * Other imports into the account around these days: what was approved and not taken back, and what older ones wait to bring;
 * the parts of one file never stand in each other's way.
 */
async function otherImports(
  tx: Tx,
  scope: CompanyScope,
  accountId: string,
  { id, documentId }: About,
  { from, to }: Window,
): Promise<readonly KnownImport[]> {
  const rows = await tx.$queryRaw<FoundImport[]>`
    SELECT p.payload->>'from' AS from, p.payload->>'to' AS to, p.payload->>'opening' AS opening, p.payload->>'closing' AS closing,
      (SELECT jsonb_agg(jsonb_build_array(m->>'key', (m->>'nth')::int, m->>'balance',
          m->>'take' = 'yes' OR CASE WHEN p.state IN ('open', 'snoozed') THEN m->>'take' = 'ask' ELSE m->>'why' <> 'new' END) ORDER BY at)
        FROM jsonb_array_elements(p.payload->'movements') WITH ORDINALITY AS e(m, at)) AS lines
    FROM proposal p
    WHERE ${inScope(scope)} AND p.kind = 'statement' AND p.id <> ${id}::uuid AND p.payload->'account'->>'id' = ${accountId}
      AND coalesce(p.payload->>'to', ${from}) >= ${from} AND coalesce(p.payload->>'from', ${to}) <= ${to}
      AND (p.state IN ('approved', 'sending', 'settled', 'failed')
        OR (p.state IN ('open', 'snoozed') AND p.document_id IS DISTINCT FROM ${documentId}::uuid
          AND p.created_at < coalesce((SELECT o.created_at FROM proposal o WHERE o.company_id = p.company_id
            AND o.environment = p.environment AND o.id = ${id}::uuid), now())))
    ORDER BY p.created_at, p.id`;
  return rows.map(({ lines, ...one }) => ({
    ...one,
    lines: (lines ?? []).map(([key, nth, balance, isTaken]) => ({ key, nth, balance, isTaken })),
  }));
}

/**
 * The last balance known from before the statement: where the last one before it closed, else what the movements of the last
 * day in Holded say, any of which may be the last of its day.
 */
async function balanceBefore(
  tx: Tx,
  scope: CompanyScope,
  accountId: string,
  { from }: StatementPayload,
  { id, documentId }: About,
): Promise<StatementComparison["before"]> {
  if (from === null) return null;
  const [statement] = await tx.$queryRaw<{ date: string; balance: string }[]>`
    SELECT p.payload->>'to' AS date, p.payload->>'closing' AS balance FROM proposal p
    WHERE ${inScope(scope)} AND p.kind = 'statement' AND p.state NOT IN ('rejected', 'refused', 'joined', 'withdrawn', 'reading')
      AND p.id <> ${id}::uuid AND p.document_id IS DISTINCT FROM ${documentId}::uuid AND p.payload->'account'->>'id' = ${accountId}
      AND p.payload->>'to' < ${from} AND p.payload->>'closing' IS NOT NULL
    ORDER BY p.payload->>'to' DESC, (p.payload->'part'->>'index')::int DESC LIMIT 1`;
  const to = addDays(from as PlainDate, -1);
  const latest = await findMovements(tx, { accountId, to, limit: 200 });
  const day = latest[0]?.valueDate ?? latest[0]?.bookingDate ?? null;
  if (statement && (day === null || statement.date >= day)) return { date: statement.date, balances: [statement.balance] };
  const balances = latest.flatMap(({ valueDate, bookingDate, balance }) =>
    (valueDate ?? bookingDate) === day && balance !== null ? [balance] : [],
  );
  return day === null || balances.length === 0 ? null : { date: day, balances };
}

/**
 * The movements of an approved import, so that no other import brings them again and the matching finds what was printed.
 * One that another import has taken meanwhile stays that one's: the connector counts before it writes. A new one that was
 * left out is in no place yet, so it is new again the next time.
 */
export async function saveMovements(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
  { account, movements }: StatementPayload,
): Promise<void> {
  const kept = movements.filter(({ take, why }) => take === "yes" || why !== "new");
  const rows = kept.map(({ key, nth, valueDate, amount, holdedId, why, facts }) => ({
    key,
    nth,
    valueDate,
    amount,
    holdedId: why === "in_holded" ? holdedId : null,
    facts,
  }));
  const own = movements.flatMap(({ why, key, nth }) => (why === "imported" ? [`${key}#${nth}`] : []));
  const mine = rows.filter(({ key, nth }) => !own.includes(`${key}#${nth}`));
  await tx.$executeRaw`
    INSERT INTO statement_movement AS s (company_id, environment, account_id, fingerprint, nth, proposal_id, value_date, amount, holded_id, facts)
    SELECT ${scope.companyId}::uuid, ${scope.environment}, ${account.id}, r.key, r.nth, ${proposalId}::uuid, r."valueDate", r.amount, r."holdedId", r.facts
    FROM jsonb_to_recordset(${JSON.stringify(storable(mine))}::jsonb)
      AS r(key text, nth int, "valueDate" date, amount numeric(18,2), "holdedId" text, facts jsonb)
    ON CONFLICT (company_id, environment, account_id, fingerprint, nth) DO UPDATE
      SET proposal_id = excluded.proposal_id, facts = excluded.facts, holded_id = excluded.holded_id
      WHERE s.holded_id IS NULL OR EXISTS (SELECT FROM mirror_object m WHERE m.company_id = s.company_id
        AND m.environment = s.environment AND m.resource = 'bank_movement' AND m.holded_id = s.holded_id AND m.deleted_at IS NOT NULL)`;
}

/** The payload of an import as it stands; null: it is none, or not read yet. */
export async function payloadOf(tx: Tx, scope: CompanyScope, proposalId: string): Promise<StatementPayload | null> {
  if (!isRowId(proposalId)) return null;
  const { companyId, environment } = scope;
  const row = await tx.proposal.findUnique({
    where: { companyId_environment_id: { companyId, environment, id: proposalId } },
    select: { kind: true, payload: true },
  });
  return row?.kind === "statement" && row.payload !== null ? z.nullable(statementPayload).parse(row.payload) : null;
}

/** One import is compared, approved and written down at a time for each account. */
export async function lockAccount(tx: Tx, scope: CompanyScope, accountId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`statement ${scope.companyId} ${scope.environment} ${accountId}`}, 0))`;
}

const inScope = (scope: CompanyScope) => Prisma.sql`p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment}`;
