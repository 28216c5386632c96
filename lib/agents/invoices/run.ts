import "server-only";
import { extractInvoice } from "@/lib/agents/invoices/extract";
import { proposeInvoice } from "@/lib/agents/invoices/propose";
import { findUnread, loadFacts, ownIdentity, saveLookedAt, type Unread } from "@/lib/agents/invoices/store";
import { blobStore } from "@/lib/documents/blob-store";
import { evidenceAsShown } from "@/lib/documents/box-as-shown";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { ReadDocument } from "@/lib/documents/model";
import { readDocument } from "@/lib/documents/read-document";
import { readJob } from "@/lib/inbox/jobs";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
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
  const read = await readFile(unread);
  if (!read.ok) return refused(scope, proposalId, read.error);
  const company = await scope.read((tx) => ownIdentity(tx, scope));
  const started = performance.now();
  const context = { ownTaxIds: [company.taxId], ownNames: [company.name], today: todayInMadrid(clock) };
  const reading = extractInvoice(read.value.document, context);
  if (!reading.isInvoice)
    return refused(scope, proposalId, { code: "document.not_an_invoice", detail: { kind: reading.kind } }, { unread, read: read.value });
  const ms = Math.round(read.value.ms + performance.now() - started);

  await scope
    .write(async (tx) => {
      const facts = await loadFacts(tx, scope, reading.payload, { id: proposalId, documentId: unread.documentId }, clock);
      const { payload, evidence: found, confidence, reasons } = proposeInvoice(reading, facts);
      const evidence = evidenceAsShown(read.value.document.pages, found);
      await recordRead(tx, scope, unread, read.value);
      const proposedBy = { reader: read.value.document.reader, version: readerVersion, ms };
      const done = await propose(tx, scope, agent, proposalId, { payload, evidence, confidence, reasons, proposedBy }, { clock });
      if (!done.ok) throw new AlreadyRead();
    })
    .catch(ignoreIfRead);
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
  tx: Parameters<typeof saveLookedAt>[0],
  scope: CompanyScope,
  { proposalId, documentId }: Unread,
  { mediaType, document, ms }: Read,
): Promise<void> {
  await saveLookedAt(tx, scope, documentId, { mediaType, pages: document.pages });
  const detail = { reader: document.reader, pages: document.pages.length, ms: Math.round(ms) };
  await addEvent(tx, scope, { proposalId, kind: "read", personId: null, detail });
  await audit(tx, scope, agent, "document.read", `proposal:${proposalId}`, { documentId, ...detail });
}

/** A reading that was understood, but as something else, leaves its pages for the screen. */
async function refused(
  scope: CompanyScope,
  proposalId: string,
  failure: Failure,
  seen?: { readonly unread: Unread; readonly read: Read },
): Promise<void> {
  await scope
    .write(async (tx) => {
      if (seen) await recordRead(tx, scope, seen.unread, seen.read);
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
