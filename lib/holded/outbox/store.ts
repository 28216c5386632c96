import "server-only";
import { z } from "zod";
import type { Failure } from "@/lib/kernel/result";
import { pushPlan, type PushPlan } from "@/lib/holded/push-plan";
import { isStepName, type StepName } from "@/lib/holded/push-steps";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { jsonNull } from "@/lib/platform/db/json";
import type { Prisma } from "@/lib/platform/db/generated/client";

/**
 * pending: armed, its undo window may still run · running: begun, at work or waiting for its next attempt ·
 * settled · failed: a person must look · cancelled: taken back before anything was written.
 */
export const pushStates = ["pending", "running", "settled", "failed", "cancelled"] as const;
export type PushState = (typeof pushStates)[number];

const stepName = z.string().refine(isStepName);

/** started: it may have happened, look first · refused: Holded said no, nothing was written · done. */
export type StepState = "started" | "refused" | "done";
export type Step = {
  readonly state: StepState;
  readonly result: Readonly<Record<string, string>>;
  readonly startedAt: Date;
  readonly doneAt: Date | null;
};

export type Push = {
  readonly id: string;
  readonly proposalId: string;
  readonly version: number;
  readonly kind: string;
  readonly externalRef: string;
  readonly plan: PushPlan;
  readonly state: PushState;
  readonly attempts: number;
  readonly claimedBy: string | null;
  readonly claimedUntil: Date | null;
  readonly nextAttempt: Date | null;
  readonly failure: StoredFailure | null;
  readonly holdedId: string | null;
  /** What no other push may work on while this one is under way. */
  readonly conflictKeys: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A failure as it stands in the database and is shown: no cause, nothing secret. */
export type StoredFailure = Pick<Failure, "code" | "detail">;

type PushChange = Partial<
  Pick<
    Push,
    | "version"
    | "kind"
    | "plan"
    | "state"
    | "attempts"
    | "claimedBy"
    | "claimedUntil"
    | "nextAttempt"
    | "failure"
    | "holdedId"
    | "conflictKeys"
  >
>;
type NewPush = Pick<Push, "proposalId" | "version" | "kind" | "externalRef" | "plan" | "state" | "nextAttempt" | "conflictKeys">;

const stepResult = z.record(z.string(), z.string());

/** The push of a proposal, locked until the transaction ends. */
export async function findPushForUpdate(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Push | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM push WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment}
      AND proposal_id = ${proposalId}::uuid ORDER BY created_at DESC LIMIT 1 FOR UPDATE`;
  return row ? loadPush(tx, scope, row.id) : null;
}

/** The push of a proposal as it stands; null: there never was one. */
export async function latestPush(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Push | null> {
  const where = { ...keyOf(scope), proposalId };
  const row = await tx.push.findFirst({ where, orderBy: { createdAt: "desc" }, select: { id: true } });
  return row && loadPush(tx, scope, row.id);
}

export async function lockPush(tx: Tx, scope: CompanyScope, pushId: string): Promise<Push | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM push WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND id = ${pushId}::uuid FOR UPDATE`;
  return row ? loadPush(tx, scope, row.id) : null;
}

/** Who holds the push, which stays locked until the transaction ends. */
export async function lockHolder(tx: Tx, scope: CompanyScope, pushId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ holder: string | null }[]>`
    SELECT claimed_by AS holder FROM push
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND id = ${pushId}::uuid FOR UPDATE`;
  return row?.holder ?? null;
}

export async function loadPush(tx: Tx, scope: CompanyScope, pushId: string): Promise<Push | null> {
  const row = await tx.push.findUnique({ where: { companyId_environment_id: { ...keyOf(scope), id: pushId } } });
  if (!row) return null;
  return {
    ...row,
    plan: pushPlan.parse(row.plan),
    state: z.enum(pushStates).parse(row.state),
    failure: row.failure === null ? null : (row.failure as StoredFailure),
  };
}

export async function insertPush(tx: Tx, scope: CompanyScope, push: NewPush & { readonly failure?: null }): Promise<string> {
  const { failure: _none, conflictKeys, ...columns } = push;
  const data = { ...keyOf(scope), ...columns, plan: columns.plan, conflictKeys: [...conflictKeys] };
  const row = await tx.push.create({ data, select: { id: true } });
  return row.id;
}

export async function updatePush(tx: Tx, scope: CompanyScope, pushId: string, change: PushChange): Promise<void> {
  const { failure, plan, conflictKeys, ...rest } = change;
  await tx.push.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: pushId } },
    data: {
      ...rest,
      ...(plan === undefined ? {} : { plan }),
      ...(conflictKeys === undefined ? {} : { conflictKeys: [...conflictKeys] }),
      ...(failure === undefined ? {} : { failure: json(failure) }),
      updatedAt: new Date(),
    },
    select: { id: true },
  });
}

export async function loadSteps(tx: Tx, scope: CompanyScope, pushId: string): Promise<Partial<Record<StepName, Step>>> {
  const rows = await tx.pushStep.findMany({ where: { ...keyOf(scope), pushId } });
  const steps = rows.map((row) => [
    stepName.parse(row.name),
    {
      state: z.enum(["started", "refused", "done"]).parse(row.state),
      result: stepResult.parse(row.result),
      startedAt: row.startedAt,
      doneAt: row.doneAt,
    },
  ]);
  return Object.fromEntries(steps) as Partial<Record<StepName, Step>>;
}

type StepChange = { readonly state: StepState; readonly result?: Readonly<Record<string, string>>; readonly at: Date };

export async function saveStep(tx: Tx, scope: CompanyScope, pushId: string, name: StepName, change: StepChange): Promise<void> {
  const done = change.state === "done" ? { doneAt: change.at } : { doneAt: null };
  const started = change.state === "started" ? { startedAt: change.at } : {};
  const result = change.result ? { result: change.result } : {};
  await tx.pushStep.upsert({
    where: { companyId_environment_pushId_name: { ...keyOf(scope), pushId, name } },
    create: { ...keyOf(scope), pushId, name, state: change.state, ...result, startedAt: change.at, ...done },
    update: { state: change.state, ...result, ...started, ...done },
    select: { name: true },
  });
}

export type SentProposal = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly pushAfter: Date | null;
  readonly documentId: string | null;
  readonly decidedBy: string | null;
};

/** Lock order everywhere: proposal first, push second. */
export async function lockProposalOf(tx: Tx, scope: CompanyScope, pushId: string): Promise<SentProposal | null> {
  const [row] = await tx.$queryRaw<SentProposal[]>`
    SELECT p.id, p.state, p.version, p.push_after AS "pushAfter", p.document_id AS "documentId", p.decided_by AS "decidedBy"
    FROM proposal p JOIN push u ON u.company_id = p.company_id AND u.environment = p.environment AND u.proposal_id = p.id
    WHERE u.company_id = ${scope.companyId}::uuid AND u.environment = ${scope.environment} AND u.id = ${pushId}::uuid
    FOR UPDATE OF p`;
  return row ?? null;
}

type ProposalChange = {
  readonly state?: "sending" | "settled" | "failed" | "open";
  readonly failure?: StoredFailure | null;
  readonly holdedId?: string;
  readonly settledAt?: Date;
};

export async function updateProposal(tx: Tx, scope: CompanyScope, proposalId: string, change: ProposalChange): Promise<void> {
  const { failure, ...rest } = change;
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: proposalId } },
    data: { ...rest, ...(failure === undefined ? {} : { failure: json(failure) }), updatedAt: new Date() },
    select: { id: true },
  });
}

export async function addEvent(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
  kind: string,
  detail: Prisma.InputJsonObject,
): Promise<void> {
  await tx.proposalEvent.create({ data: { ...keyOf(scope), proposalId, kind, detail }, select: { id: true } });
}

export type DocumentFile = { readonly fileName: string; readonly mediaType: string; readonly blobKey: string; readonly byteSize: number };

export function loadDocumentFile(tx: Tx, scope: CompanyScope, documentId: string): Promise<DocumentFile | null> {
  return tx.document.findUnique({
    where: { companyId_environment_id: { ...keyOf(scope), id: documentId } },
    select: { fileName: true, mediaType: true, blobKey: true, byteSize: true },
  });
}

/** Claims of one company and environment are made one after another. Held until the transaction ends. */
export async function lockOutbox(tx: Tx, { companyId, environment }: CompanyScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outbox ${companyId} ${environment}`}, 0))`;
}

type Blocker = { readonly claimedUntil: Date | null; readonly nextAttempt: Date | null };

/**
 * The push that has to be over before this one may begin: one that shares a key with it and is under way, even if it
 * pauses, or was approved earlier and is due.
 */
export async function blockerOf(
  tx: Tx,
  scope: CompanyScope,
  push: Pick<Push, "id" | "createdAt">,
  keys: readonly string[],
  now: Date,
): Promise<Blocker | null> {
  if (keys.length === 0) return null;
  return tx.push.findFirst({
    where: {
      ...keyOf(scope),
      id: { not: push.id },
      conflictKeys: { hasSome: [...keys] },
      OR: [
        { state: "running" },
        { state: "pending", createdAt: { lt: push.createdAt }, OR: [{ nextAttempt: null }, { nextAttempt: { lte: now } }] },
      ],
    },
    orderBy: { createdAt: "asc" },
    select: { claimedUntil: true, nextAttempt: true },
  });
}

/** False when the claim is not this worker's any more. */
export async function renewClaim(tx: Tx, scope: CompanyScope, pushId: string, workerId: string, until: Date): Promise<boolean> {
  const { count } = await tx.push.updateMany({
    where: { ...keyOf(scope), id: pushId, state: "running", claimedBy: workerId },
    data: { claimedUntil: until },
  });
  return count === 1;
}

export type DuePush = { readonly id: string; readonly nextAttempt: Date | null; readonly claimedUntil: Date | null };

/** Pushes whose time had come by `by`, the oldest first, with those that a worker holds or held. */
export function duePushes(tx: Tx, scope: CompanyScope, by: Date, take = 500): Promise<DuePush[]> {
  return tx.push.findMany({
    where: { ...keyOf(scope), state: { in: ["pending", "running"] }, OR: [{ nextAttempt: null }, { nextAttempt: { lte: by } }] },
    orderBy: { createdAt: "asc" },
    take,
    select: { id: true, nextAttempt: true, claimedUntil: true },
  });
}

/** The oldest push that could begin right now: due, in nobody's hands, and sharing no key with one that is under way. */
export async function nextDue(tx: Tx, scope: CompanyScope, now: Date, tried: readonly string[]): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM push p
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.state IN ('pending', 'running')
      AND (p.next_attempt IS NULL OR p.next_attempt <= ${now}) AND (p.claimed_until IS NULL OR p.claimed_until <= ${now})
      AND NOT p.id = ANY(${[...tried]}::uuid[])
      AND NOT EXISTS (SELECT FROM push b WHERE b.company_id = p.company_id AND b.environment = p.environment AND b.id <> p.id
        AND b.state = 'running' AND b.conflict_keys && p.conflict_keys)
    ORDER BY p.created_at LIMIT 1`;
  return row?.id ?? null;
}

/** Pushes that wait because of the connection: a new key wakes them. */
export async function wakePushes(tx: Tx, scope: CompanyScope, codes: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE push SET next_attempt = ${now}, updated_at = ${now}
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND state = 'running'
      AND (claimed_until IS NULL OR claimed_until < ${now}) AND failure->>'code' = ANY(${[...codes]}::text[])
    RETURNING id`;
  return rows.map((row) => row.id);
}

/** Every company. Runs in the system scope. */
export function allCompanies(tx: Tx): Promise<{ id: string }[]> {
  return tx.company.findMany({ select: { id: true } });
}

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });

/** A JSON column keeps nothing as SQL NULL. */
function json(value: StoredFailure | null): Prisma.InputJsonValue | typeof jsonNull {
  return value === null ? jsonNull : { code: value.code, ...(value.detail ? { detail: value.detail } : {}) };
}
