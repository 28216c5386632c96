import "server-only";
import { readFileOf, type FileRead, type FoundInvoice } from "@/lib/agents/invoices/file-run";
import { recall } from "@/lib/agents/invoices/memory/run";
import { proposeInvoice } from "@/lib/agents/invoices/propose";
import { secondReading } from "@/lib/agents/invoices/second-reader/run";
import {
  findUnread,
  insertWritten,
  loadFacts,
  ownIdentity,
  saveLookedAt,
  savePart,
  saveWritten,
  type Unread,
} from "@/lib/agents/invoices/store";
import { evidenceAsShown } from "@/lib/documents/box-as-shown";
import { readJob } from "@/lib/inbox/jobs";
import { insertReading } from "@/lib/inbox/store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { hashJson } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import type { Failure } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { propose, refuseReading } from "@/lib/review/propose";
import { addEvent, lockProposal } from "@/lib/review/store";

const agent = { kind: "agent", name: "invoices" } as const;
/** Raised when the reading changes, so that a proposal says which reader made it. */
const readerVersion = "1";

/**
 * Reads the file of one proposal and proposes the invoice in it. May be repeated at any point: the first line looks
 * whether there is still something to read, and everything that was found is written in one transaction at the end.
 * What is wrong with the file becomes a refusal on the item; a fault of ours is thrown, and the queue tries again.
 */
export async function readInvoice(scope: CompanyScope, proposalId: string, clock: Clock = systemClock): Promise<void> {
  const unread = await scope.read((tx) => findUnread(tx, scope, proposalId));
  if (!unread) return;
  const works = await scope.read((tx) => refuseUnlessAgentWorks(tx, scope, "invoice"));
  if (!works.ok) return refused(scope, proposalId, works.error);
  const company = await scope.read((tx) => ownIdentity(tx, scope));
  const context = { ownTaxIds: [company.taxId], ownNames: [company.name], today: todayInMadrid(clock) };
  const read = await readFileOf(scope, unread, context);
  if (!read.ok) return refused(scope, proposalId, read.error);
  const [own, ...others] = await secondReading(scope, { ...read.value, ...unread }, read.value.found, context);
  const found: Found = { unread, read: read.value, clock };
  await scope
    .write(async (tx) => {
      await throwIfMoved(tx, scope, unread);
      await recordRead(tx, scope, found);
      await proposeOne(tx, scope, found, proposalId, own);
      for (const other of others) await proposeFurther(tx, scope, found, other);
    })
    .catch(ignoreIfRead);
}

type Found = { readonly unread: Unread; readonly read: FileRead; readonly clock: Clock };

/** A paper that was understood, but as something else, is refused as what it is; its pages stay for the screen. */
async function proposeOne(tx: Tx, scope: CompanyScope, found: Found, id: string, { reading, part, file }: FoundInvoice): Promise<void> {
  const { unread, read, clock } = found;
  if (part) await savePart(tx, scope, id, part);
  if (file) await insertWritten(tx, scope, file, { documentId: unread.documentId, pages: reading.pages, isWhole: false });
  if (!reading.isInvoice) {
    const refused = await refuseReading(tx, scope, agent, id, { code: "document.not_an_invoice", detail: { kind: reading.kind } });
    if (!refused.ok) throw new AlreadyRead();
    return;
  }
  const known = await recall(tx, scope, reading, read.document.pages, todayInMadrid(clock));
  const facts = await loadFacts(tx, scope, known.payload, { id, documentId: unread.documentId }, clock);
  const proposal = proposeInvoice(known, facts);
  const { payload, confidence, reasons } = proposal;
  const evidence = evidenceAsShown(read.document.pages, proposal.evidence);
  const proposedBy = { reader: read.document.reader, version: readerVersion, ms: read.ms };
  const done = await propose(tx, scope, agent, id, { payload, evidence, confidence, reasons, proposedBy }, { clock });
  if (!done.ok) throw new AlreadyRead();
}

/** An invoice that stands in the file beside the first one gets an item of its own. */
async function proposeFurther(tx: Tx, scope: CompanyScope, found: Found, one: FoundInvoice): Promise<void> {
  const { documentId, fileName, proposalId } = found.unread;
  const id = newId();
  await insertReading(tx, scope, { id, kind: "invoice", documentId, title: fileName, reasons: [] });
  await addEvent(tx, scope, {
    proposalId: id,
    kind: "received",
    personId: null,
    detail: { file: fileName, source: "file", of: proposalId },
  });
  const { index = 1, of = 1 } = one.part ?? {};
  await audit(tx, scope, agent, "document.split", `proposal:${id}`, { documentId, part: index, of });
  await proposeOne(tx, scope, found, id, one);
}

/** Two workers read the same file, because one of them was thought dead: the second one's work is dropped whole. */
class AlreadyRead extends Error {}

/** Also where a person has divided or merged meanwhile what the first one read: the item waits for its new pages then. */
async function throwIfMoved(tx: Tx, scope: CompanyScope, { proposalId, documentId, part }: Unread): Promise<void> {
  await lockProposal(tx, scope, proposalId);
  const now = await findUnread(tx, scope, proposalId);
  if (now?.documentId !== documentId || hashJson(now.part) !== hashJson(part)) throw new AlreadyRead();
}
function ignoreIfRead(error: unknown): void {
  if (!(error instanceof AlreadyRead)) throw error;
}

async function recordRead(tx: Tx, scope: CompanyScope, { unread, read }: Found): Promise<void> {
  const { proposalId, documentId, part } = unread;
  const { mediaType, document, made } = read;
  // Of a file that others share only these pages were looked at now; the whole is known already.
  if (!part?.pages) await saveLookedAt(tx, scope, documentId, { mediaType, pages: document.pages });
  if (made) await saveWritten(tx, scope, documentId, made);
  const detail = { reader: document.reader, pages: document.pages.length, ms: read.ms };
  await addEvent(tx, scope, { proposalId, kind: "read", personId: null, detail });
  await audit(tx, scope, agent, "document.read", `proposal:${proposalId}`, { documentId, ...detail });
}

async function refused(scope: CompanyScope, proposalId: string, failure: Failure): Promise<void> {
  await scope
    .write(async (tx) => {
      const done = await refuseReading(tx, scope, agent, proposalId, failure);
      if (!done.ok) throw new AlreadyRead();
    })
    .catch(ignoreIfRead);
}

export const readHandler = handle(
  readJob,
  ({ proposalId, ...key }) => readInvoice(companyScope(key), proposalId),
  // Every attempt ended in a fault of ours: the item says so, and a person can ask for another reading.
  ({ proposalId, ...key }) => refused(companyScope(key), proposalId, { code: "internal.unexpected" }),
);
