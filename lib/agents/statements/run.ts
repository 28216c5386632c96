import "server-only";
import { compared, payloadsOfFile } from "@/lib/agents/statements/read-run";
import type { StatementPayload } from "@/lib/agents/statements/model";
import { fileOf, type StatementFile } from "@/lib/agents/statements/store";
import { blobStore } from "@/lib/documents/blob-store";
import { statementJob } from "@/lib/inbox/jobs";
import { insertReading } from "@/lib/inbox/store";
import { newId } from "@/lib/kernel/ids";
import type { Failure } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { propose, refuseReading } from "@/lib/review/propose";
import { addEvent, lockProposal } from "@/lib/review/store";

const agent = { kind: "agent", name: "reconciliation" } as const;
const reader = { reader: "statements", version: "1" } as const;

/**
 * Reads the statement of one item and proposes what is new in it; every further account of the file, and what is more than
 * one proposal holds, becomes an item of its own. May be repeated at any point: everything is written in one transaction.
 */
export async function readStatementItem(scope: CompanyScope, proposalId: string): Promise<void> {
  const file = await scope.read((tx) => fileOf(tx, scope, proposalId, ["reading"]));
  if (!file) return;
  const works = await scope.read((tx) => refuseUnlessAgentWorks(tx, scope, "statement"));
  if (!works.ok) return refused(scope, proposalId, works.error);
  const bytes = await blobStore().get(file.blobKey);
  if (!bytes) return refused(scope, proposalId, { code: "document.missing_file" });
  const read = await scope.read((tx) => payloadsOfFile(tx, scope, bytes));
  if (!read.ok) return refused(scope, proposalId, read.error);
  const [first, ...others] = read.value;
  if (first === undefined) return refused(scope, proposalId, { code: "statement.empty" });
  await scope.write(async (tx) => {
    const item = await lockProposal(tx, scope, proposalId);
    // Somebody else has read it meanwhile.
    if (item?.state !== "reading") return;
    await audit(tx, scope, agent, "document.read", `proposal:${proposalId}`, { documentId: file.documentId, parts: read.value.length });
    await proposeOne(tx, scope, file, proposalId, first, [...item.reasons]);
    for (const other of others) await proposeFurther(tx, scope, file, other);
  });
}

async function proposeOne(
  tx: Tx,
  scope: CompanyScope,
  { documentId }: StatementFile,
  id: string,
  payload: StatementPayload,
  reasons: Parameters<typeof propose>[4]["reasons"],
): Promise<void> {
  const whole = await compared(tx, scope, payload, { id, documentId });
  const done = await propose(tx, scope, agent, id, { payload: whole, evidence: [], confidence: {}, reasons, proposedBy: reader });
  if (!done.ok) throw new Error(`an item that was locked while it was read is ${done.error.code}`);
}

async function proposeFurther(tx: Tx, scope: CompanyScope, file: StatementFile, payload: StatementPayload): Promise<void> {
  const id = newId();
  await insertReading(tx, scope, { id, kind: "statement", documentId: file.documentId, title: file.fileName, reasons: [] });
  const detail = { file: file.fileName, source: "file", of: file.proposalId };
  await addEvent(tx, scope, { proposalId: id, kind: "received", personId: null, detail });
  await audit(tx, scope, agent, "document.split", `proposal:${id}`, {
    documentId: file.documentId,
    part: payload.part.index,
    of: payload.part.of,
  });
  await proposeOne(tx, scope, file, id, payload, []);
}

async function refused(scope: CompanyScope, proposalId: string, failure: Failure): Promise<void> {
  await scope.write(async (tx) => {
    const item = await lockProposal(tx, scope, proposalId);
    if (item?.state === "reading") await refuseReading(tx, scope, agent, proposalId, failure);
  });
}

export const statementHandler = handle(
  statementJob,
  ({ proposalId, ...key }) => readStatementItem(companyScope(key), proposalId),
  // Every attempt ended in a fault of ours: the item says so, and a person can ask for another reading.
  ({ proposalId, ...key }) => refused(companyScope(key), proposalId, { code: "internal.unexpected" }),
);
