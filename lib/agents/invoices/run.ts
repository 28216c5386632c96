import "server-only";
import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import { recall } from "@/lib/agents/invoices/memory/run";
import type { InvoiceReading } from "@/lib/agents/invoices/reading";
import { proposeInvoice } from "@/lib/agents/invoices/propose";
import { findUnread, loadFacts, ownIdentity, saveLookedAt, savePart, type Part, type Unread } from "@/lib/agents/invoices/store";
import { blobStore } from "@/lib/documents/blob-store";
import { evidenceAsShown } from "@/lib/documents/box-as-shown";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { ReadDocument } from "@/lib/documents/model";
import { readDocument } from "@/lib/documents/read-document";
import { readJob } from "@/lib/inbox/jobs";
import { insertReading } from "@/lib/inbox/store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { propose, refuseReading } from "@/lib/review/propose";
import { addEvent } from "@/lib/review/store";

const agent = { kind: "agent", name: "invoices" } as const;
/** Raised when the reading changes, so that a proposal says which reader made it. */
const readerVersion = "1";

type Read = { readonly mediaType: string; readonly document: ReadDocument; readonly ms: number };

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
  const read = await readFile(unread);
  if (!read.ok) return refused(scope, proposalId, read.error);
  const company = await scope.read((tx) => ownIdentity(tx, scope));
  const started = performance.now();
  const context = { ownTaxIds: [company.taxId], ownNames: [company.name], today: todayInMadrid(clock) };
  const readings = readInvoices(read.value.document, context);
  const found: Found = { unread, read: read.value, ms: Math.round(read.value.ms + performance.now() - started), clock };
  // One of several that is read again is the same one as before.
  const [own, others] = unread.part ? [readings[unread.part.index - 1], []] : [readings[0], readings.slice(1)];
  if (!own?.isInvoice)
    return refused(scope, proposalId, { code: "document.not_an_invoice", detail: { kind: own?.kind ?? "other" } }, found);
  const partOf = (index: number): Part | null => (readings.length > 1 ? { index, of: readings.length } : null);
  await scope
    .write(async (tx) => {
      await recordRead(tx, scope, found);
      await proposeOne(tx, scope, found, proposalId, own, unread.part ?? partOf(1));
      for (const [at, other] of others.entries()) await proposeFurther(tx, scope, found, other, { index: at + 2, of: readings.length });
    })
    .catch(ignoreIfRead);
}

type Found = { readonly unread: Unread; readonly read: Read; readonly ms: number; readonly clock: Clock };

async function proposeOne(
  tx: Tx,
  scope: CompanyScope,
  found: Found,
  id: string,
  reading: InvoiceReading,
  part: Part | null,
): Promise<void> {
  const { unread, read, ms, clock } = found;
  if (part) await savePart(tx, scope, id, part);
  const known = await recall(tx, scope, reading, read.document.pages, todayInMadrid(clock));
  const facts = await loadFacts(tx, scope, known.payload, { id, documentId: unread.documentId }, clock);
  const proposal = proposeInvoice(known, facts);
  const { payload, confidence, reasons } = proposal;
  const evidence = evidenceAsShown(read.document.pages, proposal.evidence);
  const proposedBy = { reader: read.document.reader, version: readerVersion, ms };
  const done = await propose(tx, scope, agent, id, { payload, evidence, confidence, reasons, proposedBy }, { clock });
  if (!done.ok) throw new AlreadyRead();
}

/** An invoice that stands in the file beside the first one gets an item of its own. */
async function proposeFurther(tx: Tx, scope: CompanyScope, found: Found, reading: InvoiceReading, part: Part): Promise<void> {
  const { documentId, fileName, proposalId } = found.unread;
  const id = newId();
  await insertReading(tx, scope, { id, kind: "invoice", documentId, title: fileName, reasons: [] });
  await addEvent(tx, scope, {
    proposalId: id,
    kind: "received",
    personId: null,
    detail: { file: fileName, source: "file", of: proposalId },
  });
  await audit(tx, scope, agent, "document.split", `proposal:${id}`, { documentId, part: part.index, of: part.of });
  await proposeOne(tx, scope, found, id, reading, part);
}

/** Two workers read the same file, because one of them was thought dead: the second one's work is dropped whole. */
class AlreadyRead extends Error {}
function ignoreIfRead(error: unknown): void {
  if (!(error instanceof AlreadyRead)) throw error;
}

async function readFile({ blobKey, fileName }: Unread): Promise<Result<Read>> {
  const bytes = await blobStore().get(blobKey);
  if (!bytes) return refuse("document.missing_file");
  const inspected = inspectUpload(bytes, fileName);
  if (!inspected.ok) return inspected;
  const started = performance.now();
  const document = await readDocument(bytes, inspected.value.mediaType);
  return document.ok ? ok({ mediaType: inspected.value.mediaType, document: document.value, ms: performance.now() - started }) : document;
}

async function recordRead(
  tx: Tx,
  scope: CompanyScope,
  { unread: { proposalId, documentId }, read: { mediaType, document, ms } }: Pick<Found, "unread" | "read">,
): Promise<void> {
  await saveLookedAt(tx, scope, documentId, { mediaType, pages: document.pages });
  const detail = { reader: document.reader, pages: document.pages.length, ms: Math.round(ms) };
  await addEvent(tx, scope, { proposalId, kind: "read", personId: null, detail });
  await audit(tx, scope, agent, "document.read", `proposal:${proposalId}`, { documentId, ...detail });
}

/** A reading that was understood, but as something else, leaves its pages for the screen. */
async function refused(scope: CompanyScope, proposalId: string, failure: Failure, seen?: Pick<Found, "unread" | "read">): Promise<void> {
  await scope
    .write(async (tx) => {
      if (seen) await recordRead(tx, scope, seen);
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
