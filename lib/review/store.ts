import "server-only";
import { z } from "zod";
import { confidence, evidence, reason, type Confidence, type Evidence, type Reason } from "@/lib/kernel/evidence";
import { isRowId } from "@/lib/kernel/ids";
import type { Failure } from "@/lib/kernel/result";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { jsonNull } from "@/lib/platform/db/json";
import { roles, type Role } from "@/lib/platform/actor";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can, type Permission } from "@/lib/platform/permissions";
import type { Judgement } from "@/lib/review/kinds";
import {
  kind,
  proposalState,
  risk,
  standing,
  type Kind,
  type ProposalState,
  type ProposedBy,
  type Risk,
  type Standing,
} from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

/** A failure as it stands on an item: nothing secret, no cause. */
export type StoredFailure = Pick<Failure, "code" | "detail">;

/** A row of `proposal` with its JSON parsed; the payload is parsed by its kind. */
export type ProposalRecord = {
  readonly id: string;
  readonly kind: Kind;
  readonly state: ProposalState;
  readonly version: number;
  readonly documentId: string | null;
  readonly payload: unknown;
  readonly payloadHash: string | null;
  readonly reasons: readonly Reason[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly standing: Standing | null;
  readonly risk: Risk;
  readonly assignedTo: string | null;
  readonly snoozedUntil: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly pushAfter: Date | null;
  readonly failure: StoredFailure | null;
  readonly holdedId: string | null;
};

export type Verdict = "approve" | "reject" | "snooze" | "reopen";
export type DecisionRecord = {
  readonly id: string;
  readonly proposalId: string;
  readonly version: number;
  readonly verdict: string;
  readonly personId: string;
  readonly undoneAt: Date | null;
  readonly createdAt: Date;
};

export type ProposalChange = Partial<
  Pick<ProposalRecord, "state" | "assignedTo" | "snoozedUntil" | "decidedBy" | "decidedAt" | "pushAfter" | "failure">
> & {
  readonly rejectReason?: string | null;
  readonly proposedBy?: ProposedBy;
  readonly settledAt?: Date;
};

/** The proposal, locked until the transaction ends. Lock order everywhere: proposal, push, audit chain. */
export async function lockProposal(tx: Tx, scope: CompanyScope, id: string): Promise<ProposalRecord | null> {
  if (!isRowId(id)) return null;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM proposal
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND id = ${id}::uuid FOR UPDATE`;
  return locked.length ? findProposal(tx, scope, id) : null;
}

export async function findProposal(tx: Tx, scope: CompanyScope, id: string): Promise<ProposalRecord | null> {
  if (!isRowId(id)) return null;
  const row = await tx.proposal.findUnique({ where: { companyId_environment_id: { ...keyOf(scope), id } } });
  return row && toRecord(row);
}

export async function updateProposal(tx: Tx, scope: CompanyScope, id: string, change: ProposalChange): Promise<void> {
  const { failure, proposedBy, ...columns } = change;
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: {
      ...columns,
      ...(failure === undefined ? {} : { failure: failure ?? jsonNull }),
      ...(proposedBy === undefined ? {} : { proposedBy: storable(proposedBy) as Prisma.InputJsonObject }),
      updatedAt: new Date(),
    },
    select: { id: true },
  });
}

type Judged = Pick<Judgement, "row" | "reasons" | "risk" | "standing">;

/** Writes what a new look at the same payload found. */
export async function saveJudgement(tx: Tx, scope: CompanyScope, id: string, { row, reasons, risk, standing }: Judged): Promise<void> {
  const { documentDate, ...columns } = row;
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: { ...columns, documentDate: dateColumn(documentDate), reasons: reasons.map(plain), risk, standing, updatedAt: new Date() },
    select: { id: true },
  });
}

type NewContent = Pick<Judgement, "payload" | "payloadHash"> & {
  readonly version: number;
  readonly origin: "agent" | "person";
  readonly personId: string | null;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
};

/** Makes a payload the current one and keeps it as a version for ever. */
export async function saveVersion(tx: Tx, scope: CompanyScope, id: string, content: NewContent): Promise<void> {
  const { version, payload, payloadHash, origin, personId } = content;
  await tx.proposalVersion.create({
    data: { ...keyOf(scope), proposalId: id, version, payload, payloadHash, origin, personId },
    select: { version: true },
  });
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: { version, payload, payloadHash, evidence: content.evidence.map(plain), confidence: { ...content.confidence } },
    select: { id: true },
  });
}

/** The number of the last version that was stored; 0 when there is none. */
export async function lastVersion(tx: Tx, scope: CompanyScope, proposalId: string): Promise<number> {
  const { _max } = await tx.proposalVersion.aggregate({ where: { ...keyOf(scope), proposalId }, _max: { version: true } });
  return _max.version ?? 0;
}

/** The payload that a person saw; undefined when that version never existed. */
export async function payloadOfVersion(tx: Tx, scope: CompanyScope, proposalId: string, version: number): Promise<unknown> {
  const row = await tx.proposalVersion.findUnique({
    where: { companyId_environment_proposalId_version: { ...keyOf(scope), proposalId, version } },
    select: { payload: true },
  });
  return row?.payload;
}

type NewEvent = {
  readonly proposalId: string;
  readonly kind: string;
  readonly personId: string | null;
  readonly detail?: Prisma.InputJsonObject;
};

export async function addEvent(tx: Tx, scope: CompanyScope, { detail = {}, ...event }: NewEvent): Promise<void> {
  await tx.proposalEvent.create({ data: { ...keyOf(scope), ...event, detail: storable(detail) }, select: { id: true } });
}

type NewDecision = {
  readonly proposalId: string;
  readonly version: number;
  readonly payloadHash: string;
  readonly verdict: Verdict;
  readonly personId: string;
  readonly reason: string | null;
  readonly requestKey: string;
  readonly createdAt: Date;
};

export async function addDecision(tx: Tx, scope: CompanyScope, decision: NewDecision): Promise<void> {
  await tx.decision.create({ data: { ...keyOf(scope), ...decision }, select: { id: true } });
}

export function findDecision(tx: Tx, scope: CompanyScope, requestKey: string): Promise<DecisionRecord | null> {
  return tx.decision.findUnique({
    where: { companyId_environment_requestKey: { ...keyOf(scope), requestKey } },
    select: decisionColumns,
  });
}

/** The last decision about a proposal, undone or not. */
export function lastDecision(tx: Tx, scope: CompanyScope, proposalId: string): Promise<DecisionRecord | null> {
  return tx.decision.findFirst({
    where: { ...keyOf(scope), proposalId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: decisionColumns,
  });
}

/** Who approved exactly this version and has not taken it back. */
export async function signaturesOn(tx: Tx, scope: CompanyScope, proposalId: string, version: number): Promise<readonly string[]> {
  const rows = await tx.decision.findMany({
    where: { ...keyOf(scope), proposalId, version, verdict: "approve", undoneAt: null },
    select: { personId: true },
  });
  return rows.map((row) => row.personId);
}

/** The last approval of this version by this person, taken back or not. */
export function signatureOf(
  tx: Tx,
  scope: CompanyScope,
  proposalId: string,
  { version, personId }: { readonly version: number; readonly personId: string },
): Promise<DecisionRecord | null> {
  return tx.decision.findFirst({
    where: { ...keyOf(scope), proposalId, version, personId, verdict: "approve" },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: decisionColumns,
  });
}

/** Who wrote a version; null: the agent. */
export async function editorOf(tx: Tx, scope: CompanyScope, proposalId: string, version: number): Promise<string | null> {
  const row = await tx.proposalVersion.findUnique({
    where: { companyId_environment_proposalId_version: { ...keyOf(scope), proposalId, version } },
    select: { personId: true },
  });
  return row?.personId ?? null;
}

export async function markUndone(tx: Tx, scope: CompanyScope, decisionId: string, at: Date): Promise<void> {
  await tx.decision.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: decisionId } },
    data: { undoneAt: at },
    select: { id: true },
  });
}

/** Every approval of this version falls: what comes back to be mended is decided anew. */
export async function withdrawApprovals(tx: Tx, scope: CompanyScope, proposalId: string, version: number, at: Date): Promise<void> {
  await tx.decision.updateMany({
    where: { ...keyOf(scope), proposalId, version, verdict: "approve", undoneAt: null },
    data: { undoneAt: at },
  });
}

/** Whether something of the proposal is on its way to Holded, or has arrived there. */
export async function hasLivePush(tx: Tx, scope: CompanyScope, proposalId: string): Promise<boolean> {
  return (await tx.push.count({ where: { ...keyOf(scope), proposalId, state: { not: "cancelled" } } })) > 0;
}

/** Somebody of the company of the scope, with the role she has now; null for anybody else. */
export async function findMember(
  tx: Tx,
  scope: CompanyScope,
  personId: string,
): Promise<{ readonly name: string; readonly role: Role } | null> {
  if (!isRowId(personId)) return null;
  const member = await tx.membership.findUnique({
    where: { companyId_personId: { companyId: scope.companyId, personId } },
    select: { role: true, person: { select: { name: true } } },
  });
  return member && { name: member.person.name, role: z.enum(roles).parse(member.role) };
}

/** Whether anybody of the company but this person may do it. */
export async function hasOtherWho(tx: Tx, scope: CompanyScope, personId: string, permission: Permission): Promise<boolean> {
  const others = await tx.membership.findMany({
    where: { companyId: scope.companyId, personId: { not: personId } },
    select: { role: true },
    distinct: ["role"],
  });
  return others.some(({ role }) => can(z.enum(roles).parse(role), permission));
}

/** The kind of each of these proposals that exists. */
export async function kindsOf(tx: Tx, scope: CompanyScope, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.proposal.findMany({ where: { ...keyOf(scope), id: { in: ids.filter(isRowId) } }, select: { kind: true } });
  return rows.map((row) => row.kind);
}

export const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });

const decisionColumns = {
  id: true,
  proposalId: true,
  version: true,
  verdict: true,
  personId: true,
  undoneAt: true,
  createdAt: true,
} as const;

type ProposalRow = Prisma.ProposalGetPayload<Record<never, never>>;

function toRecord(row: ProposalRow): ProposalRecord {
  return {
    id: row.id,
    kind: kind.parse(row.kind),
    state: proposalState.parse(row.state),
    version: row.version,
    documentId: row.documentId,
    payload: row.payload,
    payloadHash: row.payloadHash,
    reasons: z.array(reason).parse(row.reasons),
    evidence: z.array(evidence).parse(row.evidence),
    confidence: confidence.parse(row.confidence),
    standing: standing.nullable().parse(row.standing),
    risk: risk.parse(row.risk),
    assignedTo: row.assignedTo,
    snoozedUntil: row.snoozedUntil,
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    pushAfter: row.pushAfter,
    failure: row.failure as StoredFailure | null,
    holdedId: row.holdedId,
  };
}

const dateColumn = (date: string | null) => (date === null ? null : new Date(`${date}T00:00:00Z`));

/** Readonly tuples and optional members in the form the JSON columns take. */
const plain = (value: Reason | Evidence) => storable(value) as Prisma.InputJsonObject;
