import "server-only";
import type { Allocation, Memory } from "@/lib/agents/reconciliation/engine/model";
import { historyOf, type DocumentPayment, type LinkedMovement } from "@/lib/agents/reconciliation/memory/history";
import { allocationsOf, lesson, memoryOf, type Against, type Lesson } from "@/lib/agents/reconciliation/memory/lesson";
import { reconciliationPayload, type DocumentType, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

export type Remembered = {
  readonly memory: Memory;
  /** Settled movements whose documents are known, from people's decisions here and from what they linked in Holded before. */
  readonly history: ReadonlyMap<string, readonly Allocation[]>;
};

/** As far back as the copy of movements and payments reaches. */
const historyDays = 450;
/** The newest lessons; older ones have shaped what came after them. */
const mostLessons = 20_000;

/** Everything that people taught, none of it what was decided without them. `today`: calendar day in Madrid. */
export async function loadMemory(tx: Tx, scope: CompanyScope, today: string): Promise<Remembered> {
  const lessons = await standingLessons(tx, scope, mostLessons);
  const own = new Map<string, readonly Allocation[]>();
  for (const { lesson: taught } of lessons) own.set(taught.movementId, [...(own.get(taught.movementId) ?? []), ...allocationsOf(taught)]);
  const movements = await linkedBefore(tx, scope, today);
  const payments = await paymentsSince(tx, scope, today);
  const linked = historyOf(movements.filter(({ id }) => !own.has(id)), payments); // prettier-ignore
  const history = new Map([...linked].map(([id, parts]): [string, readonly Allocation[]] => [id, parts.map(asAllocation)]));
  for (const [id, allocations] of own) history.set(id, allocations);
  const rules = lessons.flatMap(({ lesson: { rule }, decidedOn }) => (rule ? [{ rule, decidedOn }] : []));
  return { memory: memoryOf(rules, await wordsAgainst(tx, scope), today), history };
}

/** Payments have the direction of the money; allocations have the sign of the document. */
function asAllocation({ documentId, documentType, cents }: { documentId: string; documentType: DocumentType; cents: bigint }): Allocation {
  const size = Number(cents < 0n ? -cents : cents);
  return { documentId, cents: documentType === "creditnote" || documentType === "purchaserefund" ? -size : size };
}

export type KnownLesson = { readonly proposalId: string; readonly decidedOn: string; readonly lesson: Lesson };

/** Lessons whose decision stands and that nobody forgot, the newest first. */
export async function standingLessons(tx: Tx, scope: CompanyScope, limit: number): Promise<readonly KnownLesson[]> {
  const rows = await tx.$queryRaw<{ proposalId: string; decidedOn: string; lesson: unknown }[]>`
    SELECT l.proposal_id AS "proposalId", to_char(l.decided_on, 'YYYY-MM-DD') AS "decidedOn", l.lesson
    FROM matching_lesson l
    JOIN proposal p ON p.company_id = l.company_id AND p.environment = l.environment AND p.id = l.proposal_id AND p.version = l.version
    WHERE ${keyed(scope, "l")} AND l.forgotten_at IS NULL AND p.state IN ('approved', 'sending', 'settled')
    ORDER BY l.decided_on DESC, l.proposal_id LIMIT ${limit}`;
  return rows.flatMap((row) => {
    const parsed = lesson.safeParse(row.lesson);
    return parsed.success ? [{ ...row, lesson: parsed.data }] : [];
  });
}

/** Movements linked in Holded; of what we linked ourselves, only what a person decided is learned, and that from the lessons. */
function linkedBefore(tx: Tx, scope: CompanyScope, today: string): Promise<LinkedMovement[]> {
  return tx.$queryRaw`
    SELECT m.holded_id AS id, m.parent_id AS "accountId", to_char(m.object_date, 'YYYY-MM-DD') AS "valueDate",
      coalesce(m.data->>'reconciledAmount', '0.00') AS reconciled, coalesce(m.data->>'description', '') AS text
    FROM mirror_object m
    WHERE ${keyed(scope, "m")} AND m.resource = 'bank_movement' AND m.deleted_at IS NULL AND m.status IN ('reconciled', 'partial')
      AND m.parent_id IS NOT NULL AND m.object_date >= ${today}::date - ${historyDays}::int
      AND NOT EXISTS (SELECT FROM matching x JOIN proposal p ON p.company_id = x.company_id AND p.environment = x.environment AND p.id = x.proposal_id
        WHERE x.company_id = m.company_id AND x.environment = m.environment AND x.movement_id = m.holded_id
          AND p.state IN ('approved', 'sending', 'settled'))
    ORDER BY m.holded_id`;
}

function paymentsSince(tx: Tx, scope: CompanyScope, today: string): Promise<DocumentPayment[]> {
  return tx.$queryRaw`
    SELECT m.holded_id AS id, m.data->>'treasuryId' AS "accountId", to_char(m.object_date, 'YYYY-MM-DD') AS date, m.total::text AS amount,
      m.parent_id AS "documentId",
      -- An invoice with a negative total pays the other way.
      CASE WHEN d.total >= 0 OR d.total IS NULL THEN m.code WHEN m.code = 'purchase' THEN 'purchaserefund'
        WHEN m.code IN ('invoice', 'salesreceipt') THEN 'creditnote' ELSE m.code END AS "documentType", m.contact_id AS "contactId", m.data->>'description' AS description
    FROM mirror_object m LEFT JOIN mirror_object d ON d.company_id = m.company_id AND d.environment = m.environment
      AND d.resource IN ('invoice', 'sales_receipt', 'credit_note', 'purchase') AND d.holded_id = m.parent_id
    WHERE ${keyed(scope, "m")} AND m.resource = 'payment' AND m.deleted_at IS NULL AND m.status IN ('reconciled', 'partial_reconciled')
      AND m.parent_id IS NOT NULL AND m.data->>'treasuryId' IS NOT NULL AND m.total IS NOT NULL
      AND m.code IN ('invoice', 'salesreceipt', 'creditnote', 'purchase', 'purchaserefund')
      AND m.object_date >= ${today}::date - ${historyDays}::int
    ORDER BY m.holded_id`;
}

/** Half-lives ago it weighs nothing. */
const againstDays = 540;

/**
 * Rejections that stand, approvals that were taken back and not given again to the same documents, and what a rule had
 * approved until a person said that it was a mistake.
 */
async function wordsAgainst(tx: Tx, scope: CompanyScope): Promise<readonly Against[]> {
  const rows = await tx.$queryRaw<{ payload: unknown; decidedOn: string; wasTakenBack: boolean; now: unknown }[]>`
    SELECT v.payload, to_char(d.created_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD') AS "decidedOn", d.undone_at IS NOT NULL AS "wasTakenBack",
      CASE WHEN p.state IN ('approved', 'sending', 'settled') THEN p.payload END AS now
    FROM decision d
    JOIN proposal p ON p.company_id = d.company_id AND p.environment = d.environment AND p.id = d.proposal_id
    JOIN proposal_version v ON v.company_id = d.company_id AND v.environment = d.environment AND v.proposal_id = d.proposal_id AND v.version = d.version
    WHERE ${keyed(scope, "d")} AND p.kind = 'reconciliation' AND d.created_at >= now() - make_interval(days => ${againstDays}::int)
      AND ((d.verdict = 'reject' AND d.undone_at IS NULL) OR (d.verdict = 'approve' AND d.undone_at IS NOT NULL))
    UNION ALL
    SELECT p.payload, to_char(a.reported_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD'), true, NULL
    FROM matching_automatic a
    JOIN proposal p ON p.company_id = a.company_id AND p.environment = a.environment AND p.id = a.proposal_id
    WHERE ${keyed(scope, "a")} AND a.reported_at >= now() - make_interval(days => ${againstDays}::int)
    ORDER BY "decidedOn"`;
  return rows.flatMap(({ payload, decidedOn, wasTakenBack, now }) => {
    const refused = reconciliationPayload.safeParse(payload);
    if (!refused.success || refused.data.choice !== "match") return [];
    const documentIds = refused.data.documents.map(({ id }) => id);
    const approved = reconciliationPayload.safeParse(now);
    const stands = approved.success && approved.data.documents.some(({ id }) => documentIds.includes(id));
    return stands ? [] : [{ movementId: refused.data.movement.id, documentIds, decidedOn, wasTakenBack }];
  });
}

export type DecidedMovement = { readonly version: number; readonly payload: ReconciliationPayload; readonly decidedOn: string };

/**
 * A movement that a person approved and nobody took back; null for everything else, decisions without a person among them.
 * One whose writing has failed by now teaches, too, once it is written: what is failed weighs nothing until then.
 */
export async function decidedMovement(tx: Tx, scope: CompanyScope, proposalId: string): Promise<DecidedMovement | null> {
  const [row] = await tx.$queryRaw<{ version: number; payload: unknown; decidedOn: string }[]>`
    SELECT p.version, p.payload, to_char(d.created_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD') AS "decidedOn"
    FROM proposal p JOIN decision d ON d.company_id = p.company_id AND d.environment = p.environment AND d.proposal_id = p.id AND d.version = p.version
    WHERE ${keyed(scope, "p")} AND p.id = ${proposalId}::uuid AND p.kind = 'reconciliation' AND p.state IN ('approved', 'sending', 'settled', 'failed')
      AND d.verdict = 'approve' AND d.undone_at IS NULL
    ORDER BY d.created_at DESC LIMIT 1`;
  return row ? { ...row, payload: reconciliationPayload.parse(row.payload) } : null;
}

/** Keeps what a decision taught; again replaces it, and what was forgotten stays forgotten. */
export async function saveLesson(
  tx: Tx,
  scope: CompanyScope,
  { proposalId, version, decidedOn, taught }: { proposalId: string; version: number; decidedOn: string; taught: Lesson },
): Promise<void> {
  const content = {
    version,
    movementId: taught.movementId,
    decidedOn: new Date(`${decidedOn}T00:00:00Z`),
    lesson: taught as Prisma.InputJsonObject,
    learnedAt: new Date(),
  };
  await tx.matchingLesson.upsert({
    where: { companyId_environment_proposalId: { ...keyOf(scope), proposalId } },
    create: { ...keyOf(scope), proposalId, ...content },
    update: content,
    select: { proposalId: true },
  });
}

/** One lesson, or with null all of them. Gives back how many went. */
export async function forgetLessons(tx: Tx, scope: CompanyScope, proposalId: string | null): Promise<number> {
  const { count } = await tx.matchingLesson.updateMany({
    where: { ...keyOf(scope), forgottenAt: null, ...(proposalId === null ? {} : { proposalId }) },
    data: { forgottenAt: new Date() },
  });
  return count;
}

/** Gives the rule of a lesson another class, or none. False: there is no such rule. */
export async function changeRule(tx: Tx, scope: CompanyScope, proposalId: string, movementClass: string | null): Promise<boolean> {
  const row = await tx.matchingLesson.findUnique({
    where: { companyId_environment_proposalId: { ...keyOf(scope), proposalId } },
    select: { lesson: true },
  });
  const parsed = lesson.safeParse(row?.lesson);
  if (!parsed.success || parsed.data.rule === null) return false;
  const changed = lesson.parse({ ...parsed.data, rule: movementClass === null ? null : { ...parsed.data.rule, movementClass } });
  await tx.matchingLesson.update({
    where: { companyId_environment_proposalId: { ...keyOf(scope), proposalId } },
    data: { lesson: changed as Prisma.InputJsonObject },
    select: { proposalId: true },
  });
  return true;
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
const keyed = (scope: CompanyScope, alias: string) =>
  Prisma.sql`${Prisma.raw(`${alias}.company_id`)} = ${scope.companyId}::uuid AND ${Prisma.raw(`${alias}.environment`)} = ${scope.environment}`;
