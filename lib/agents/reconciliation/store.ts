import "server-only";
import type { Standing } from "@/lib/agents/reconciliation/changes";
import { knownOf, type KnownDocument, type ReconciliationFacts, type TakenBack } from "@/lib/agents/reconciliation/facts";
import { approvedNow } from "@/lib/agents/reconciliation/hold-store";
import { documentRows } from "@/lib/agents/reconciliation/ledger-store";
import { matchingView, reconciliationPayload, type MatchingView, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { Reservations } from "@/lib/agents/reconciliation/push";
import { decisionKey } from "@/lib/agents/reconciliation/propose";
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
    takenBack: await takenBackOf(tx, scope, id),
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
export async function matchingOf(tx: Tx, scope: CompanyScope, proposalId: string): Promise<MatchingView | null> {
  const row = await tx.matching.findUnique({
    where: { companyId_environment_proposalId: { companyId: scope.companyId, environment: scope.environment, proposalId } },
    select: { view: true },
  });
  return row ? matchingView.parse(row.view) : null;
}

async function takenBackOf(tx: Tx, { companyId, environment }: CompanyScope, proposalId: string): Promise<TakenBack | null> {
  const row = await tx.matchingAutomatic.findUnique({
    where: { companyId_environment_proposalId: { companyId, environment, proposalId } },
    select: { takenBackBecause: true },
  });
  return takenBackWord(row?.takenBackBecause ?? null);
}

/** Of proposals that wait for people, those whose approval by a rule came back, by movement. */
export async function takenBackOnOpen(tx: Tx, scope: CompanyScope): Promise<ReadonlyMap<string, TakenBack>> {
  const rows = await tx.$queryRaw<{ movementId: string; because: string | null }[]>`
    SELECT x.movement_id AS "movementId", a.taken_back_because AS because
    FROM matching_automatic a
    JOIN matching x ON x.company_id = a.company_id AND x.environment = a.environment AND x.proposal_id = a.proposal_id
    JOIN proposal p ON p.company_id = a.company_id AND p.environment = a.environment AND p.id = a.proposal_id
    WHERE ${keyed(scope, "a")} AND a.taken_back_because IS NOT NULL AND p.state IN ('open', 'snoozed')`;
  return new Map(
    rows.flatMap(({ movementId, because }) => (takenBackWord(because) ? [[movementId, takenBackWord(because)]] : [])) as [
      string,
      TakenBack,
    ][],
  );
}

const takenBackWord = (because: string | null): TakenBack | null => (because === "errors" || because === "person" ? because : null);

/** The choice that stands on a proposal; null: it is about no movement. */
export async function payloadOfProposal(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  id: string,
): Promise<ReconciliationPayload | null> {
  const where = { companyId_environment_id: { companyId, environment, id } };
  const row = await tx.proposal.findUnique({ where, select: { kind: true, payload: true } });
  return row?.kind === "reconciliation" && row.payload !== null ? reconciliationPayload.parse(row.payload) : null;
}

/**
 * The proposals about these movements that are not withdrawn, by movement, the latest first. One table at a time: a first
 * look fills them by the thousand, and until the database has counted them it would join them row by row.
 */
export async function standingProposals(
  tx: Tx,
  scope: CompanyScope,
  movementIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const key = { companyId: scope.companyId, environment: scope.environment };
  const said = await tx.matching.findMany({
    where: { ...key, movementId: { in: [...movementIds] } },
    select: { proposalId: true, movementId: true, fingerprint: true },
  });
  const ids = said.map(({ proposalId }) => proposalId);
  const proposals = await tx.proposal.findMany({
    where: { ...key, id: { in: ids }, state: { not: "withdrawn" } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: { id: true, state: true, version: true, payload: true, payloadHash: true, decidedAt: true, assignedTo: true },
  });
  const touched = await touchedVersions(tx, scope, ids);
  const mistakes = await reportedMistakes(tx, scope, ids);
  const about = new Map(said.map((one) => [one.proposalId, one]));
  const found = new Map<string, Standing[]>();
  for (const { assignedTo, ...given } of proposals) {
    // A person took it back by hand in Holded: she will not have the same again, as if she had rejected it.
    const one = mistakes.has(given.id) ? { ...given, state: "rejected", decidedAt: null } : given;
    const { movementId = "", fingerprint = "" } = about.get(one.id) ?? {};
    const isTouched = assignedTo !== null || touched.has(`${one.id} ${one.version}`);
    const standing = { ...one, isTouched, fingerprint, payload: reconciliationPayload.parse(one.payload) };
    found.set(movementId, [...(found.get(movementId) ?? []), standing]);
  }
  return found;
}

/** Those that a rule had approved and of which a person said that it was a mistake. */
async function reportedMistakes(tx: Tx, { companyId, environment }: CompanyScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { companyId, environment, proposalId: { in: [...ids] }, reportedAt: { not: null } };
  const rows = await tx.matchingAutomatic.findMany({ where, select: { proposalId: true } });
  return new Set(rows.map(({ proposalId }) => proposalId));
}

/**
 * What people rejected of movements that are still as they were then, by movement and as `decisionKey` says it; what a rule
 * had approved by mistake among it. `open`: what of each is linked now, by movement.
 */
export async function rejectedOnOpen(
  tx: Tx,
  scope: CompanyScope,
  open: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.$queryRaw<{ payload: unknown }[]>`
    SELECT p.payload FROM matching x
    JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
    LEFT JOIN matching_automatic a ON a.company_id = x.company_id AND a.environment = x.environment AND a.proposal_id = x.proposal_id
    WHERE ${keyed(scope, "x")} AND (p.state = 'rejected' OR a.reported_at IS NOT NULL)
      AND x.movement_id IN (SELECT jsonb_array_elements_text(${JSON.stringify([...open.keys()])}::jsonb))`;
  const rejected = new Map<string, Set<string>>();
  for (const payload of rows.map((row) => reconciliationPayload.parse(row.payload))) {
    const { id, reconciled } = payload.movement;
    if (reconciled === open.get(id)) rejected.set(id, (rejected.get(id) ?? new Set()).add(decisionKey(payload)));
  }
  return rejected;
}

/** Versions that a person wrote or signed, or put away, as "proposal version". */
async function touchedVersions(tx: Tx, { companyId, environment }: CompanyScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { companyId, environment, proposalId: { in: [...ids] } };
  const select = { proposalId: true, version: true } as const;
  const written = await tx.proposalVersion.findMany({ where: { ...where, origin: "person" }, select });
  const decided = await tx.decision.findMany({ where: { ...where, undoneAt: null }, select });
  return new Set([...written, ...decided].map(({ proposalId, version }) => `${proposalId} ${version}`));
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
    SELECT p.id, p.payload->'movement'->>'id' AS "movementId" FROM proposal p
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('open', 'snoozed') ORDER BY p.id`;
}

/**
 * What people decided about these movements, which are still open in Holded: what waits to be written, what failed, what has
 * no document, and what they were to do there by hand. `open`: what of each is linked now, by movement.
 */
export async function decidedOnOpen(
  tx: Tx,
  scope: CompanyScope,
  open: ReadonlyMap<string, string>,
): Promise<readonly ReconciliationPayload[]> {
  const rows = await tx.$queryRaw<{ payload: unknown }[]>`
    SELECT p.payload FROM proposal p
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('approved', 'sending', 'failed', 'settled')
      AND NOT EXISTS (SELECT FROM matching_automatic a WHERE a.company_id = p.company_id AND a.environment = p.environment
        AND a.proposal_id = p.id AND a.reported_at IS NOT NULL)
      AND p.payload->'movement'->>'id' IN (SELECT jsonb_array_elements_text(${JSON.stringify([...open.keys()])}::jsonb)) ORDER BY p.id`;
  const decided = rows.map(({ payload }) => reconciliationPayload.parse(payload));
  return decided.filter(({ movement }) => movement.reconciled === open.get(movement.id));
}

/** Those of these movements that a person called one side of a transfer between own accounts. */
export async function transfersAmong(tx: Tx, scope: CompanyScope, movementIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (movementIds.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.payload->'movement'->>'id' AS id FROM proposal p
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('approved', 'settled') AND p.payload->>'choice' = 'no_document'
      AND p.payload->>'movementClass' = 'own_transfer'
      AND p.payload->'movement'->>'id' IN (SELECT jsonb_array_elements_text(${JSON.stringify(movementIds)}::jsonb))`;
  return new Set(rows.map(({ id }) => id));
}

const keyed = (scope: CompanyScope, alias: string) =>
  Prisma.sql`${Prisma.raw(`${alias}.company_id`)} = ${scope.companyId}::uuid AND ${Prisma.raw(`${alias}.environment`)} = ${scope.environment}`;
