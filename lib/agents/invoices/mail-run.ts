import "server-only";
import { chooseParts, nothingIn, type Chosen } from "@/lib/agents/invoices/choose-parts";
import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import { ownIdentity } from "@/lib/agents/invoices/store";
import { blobStore } from "@/lib/documents/blob-store";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { MailPart, OpenedMail } from "@/lib/documents/model-mail";
import { readDocument, takeMailApart } from "@/lib/documents/read-document";
import { mailJob, readJob } from "@/lib/inbox/jobs";
import { tidyName } from "@/lib/inbox/register-upload";
import {
  findUnreadMail,
  insertDocument,
  insertReading,
  mailsWithMessageId,
  pointAtPart,
  saveMailHead,
  twinOf,
  type ReceivedFile,
  type UnreadMail,
} from "@/lib/inbox/store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import type { Reason } from "@/lib/kernel/evidence";
import { sha256 } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import { refuse, type Failure, type Result } from "@/lib/kernel/result";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { refuseReading } from "@/lib/review/propose";
import { addEvent, lockProposal } from "@/lib/review/store";

const agent = { kind: "agent", name: "invoices" } as const;

/**
 * Opens the mail of one proposal. Each file in it that may be an invoice, or its text when that is one, becomes a
 * document and an item of its own, and is read like any upload; the item of the mail becomes that of the first. May be
 * repeated at any point: what was found is written in one transaction at the end. A mail without any is refused with the
 * names of what is in it.
 */
export async function openMailOf(
  scope: CompanyScope,
  proposalId: string,
  { clock = systemClock, comparingMs = mostComparingMs }: { readonly clock?: Clock; readonly comparingMs?: number } = {},
): Promise<void> {
  const unread = await scope.read((tx) => findUnreadMail(tx, scope, proposalId));
  if (!unread) return;
  const works = await scope.read((tx) => refuseUnlessAgentWorks(tx, scope, "invoice"));
  if (!works.ok) return refused(scope, proposalId, works.error);
  const opened = await openFile(unread);
  if (!opened.ok) return refused(scope, proposalId, opened.error);
  const { items, same } = await chosenOf(scope, opened.value, { clock, comparingMs });
  if (items.length === 0) return refused(scope, proposalId, nothingIn(opened.value.left), { unread, mail: opened.value });
  const files = items.map((part) => describe(scope, unread, part));
  for (const { file, bytes } of files) await blobStore().put(file.blobKey, bytes);
  const mail = withoutSame(opened.value, same);
  await scope.write((tx) => register(tx, scope, { unread, mail, files: files.map(({ file }) => file) }));
}

async function openFile({ blobKey }: UnreadMail): Promise<Result<OpenedMail>> {
  const bytes = await blobStore().get(blobKey);
  return bytes ? takeMailApart(bytes) : refuse("document.missing_file");
}

/**
 * Files of a mail are looked into only to know whether two are the same invoice. A mail full of scans takes longer than
 * that is worth: what was not looked into by then is an item of its own.
 */
const mostComparingMs = 8 * 60_000;

async function chosenOf(
  scope: CompanyScope,
  { parts, bodies }: OpenedMail,
  { clock, comparingMs }: { readonly clock: Clock; readonly comparingMs: number },
): Promise<Chosen<MailPart>> {
  const until = performance.now() + comparingMs;
  const own = await scope.read((tx) => ownIdentity(tx, scope));
  const context = { ownTaxIds: [own.taxId], ownNames: [own.name], today: todayInMadrid(clock) };
  const isForMachines = ({ bytes }: MailPart) => mediaTypeOf(bytes) === "application/xml";
  const read = async ({ bytes }: MailPart) => {
    const inspected = inspectUpload(bytes);
    const document = inspected.ok ? await readDocument(bytes, inspected.value.mediaType) : inspected;
    return document.ok ? readInvoices(document.value, context) : [];
  };
  const known = new Map<MailPart, ReturnType<typeof read>>();
  return chooseParts({ files: parts, texts: bodies }, isForMachines, async (part) => {
    // Texts were drawn here, and are read in no time.
    const seen = known.get(part) ?? (performance.now() < until || bodies.includes(part) ? read(part) : Promise.resolve([]));
    known.set(part, seen);
    return seen;
  });
}

function mediaTypeOf(bytes: Uint8Array): string {
  const inspected = inspectUpload(bytes);
  return inspected.ok ? inspected.value.mediaType : "application/octet-stream";
}

/** What is the same invoice in another form is told among what was left aside. */
function withoutSame(mail: OpenedMail, same: readonly MailPart[]): OpenedMail {
  const left = same.map(({ fileName }) => ({ fileName, why: "same_invoice" as const }));
  return { ...mail, parts: mail.parts.filter((part) => !same.includes(part)), left: [...mail.left, ...left] };
}

function describe(scope: CompanyScope, { documentId: mailId, receivedBy }: UnreadMail, { fileName, bytes, head }: MailPart) {
  const documentId = newId();
  const file: ReceivedFile = {
    documentId,
    fileName: tidyName(fileName),
    mediaType: mediaTypeOf(bytes),
    byteSize: bytes.byteLength,
    sha256: sha256(bytes),
    blobKey: `${scope.companyId}/${scope.environment}/${documentId}`,
    source: "email",
    receivedBy,
    cameIn: { mailId, head },
  };
  return { file, bytes };
}

type Opened = { readonly unread: UnreadMail; readonly mail: OpenedMail };

async function register(tx: Tx, scope: CompanyScope, opened: Opened & { readonly files: readonly ReceivedFile[] }): Promise<void> {
  const { unread, mail, files } = opened;
  await lockProposal(tx, scope, unread.proposalId);
  // Two workers opened the same mail, because one of them was thought dead: the second one's work is dropped whole.
  if (!(await findUnreadMail(tx, scope, unread.proposalId))) return;
  await saveMailHead(tx, scope, unread.documentId, mail.head);
  const story = await storyOf(tx, scope, opened, files.length);
  for (const [index, file] of files.entries()) {
    const reasons = await reasonsOf(tx, scope, file);
    await insertDocument(tx, scope, file);
    const item = { id: index === 0 ? unread.proposalId : newId(), documentId: file.documentId, title: file.fileName, reasons };
    if (index === 0) await pointAtPart(tx, scope, item);
    else await insertFurther(tx, scope, unread, item);
    await addEvent(tx, scope, { proposalId: item.id, kind: "unpacked", personId: null, detail: { ...story, file: file.fileName } });
    const { documentId, sha256: hash, byteSize, mediaType } = file;
    const data = { mailId: unread.documentId, documentId, sha256: hash, byteSize, mediaType };
    await audit(tx, scope, agent, "mail.opened", `proposal:${item.id}`, data);
    await enqueue(tx, readJob, { companyId: scope.companyId, environment: scope.environment, proposalId: item.id });
  }
}

async function insertFurther(tx: Tx, scope: CompanyScope, unread: UnreadMail, item: Parameters<typeof pointAtPart>[2]): Promise<void> {
  await insertReading(tx, scope, { ...item, kind: "invoice" });
  const detail = { file: unread.fileName, source: "email", of: unread.proposalId };
  await addEvent(tx, scope, { proposalId: item.id, kind: "received", personId: unread.receivedBy, detail });
}

async function reasonsOf(tx: Tx, scope: CompanyScope, file: ReceivedFile): Promise<readonly Reason[]> {
  const twin = await twinOf(tx, scope, file.sha256);
  return twin ? [{ code: "duplicate.file", level: "doubt", detail: { file: twin.fileName, number: "–", id: twin.proposalId } }] : [];
}

/** What the timeline of each item tells of the mail: who sent it, and what became of everything in it. */
async function storyOf(tx: Tx, scope: CompanyScope, { unread: { documentId }, mail }: Opened, items: number) {
  const { fromName, fromAddress, subject, date, messageId } = mail.head;
  const [before] = messageId === null ? [] : await mailsWithMessageId(tx, scope, { documentId, messageId });
  const left = mail.left.slice(0, 50).map(({ fileName, why }) => ({ name: fileName, why }));
  return {
    mailId: documentId, fromName, fromAddress, subject, date, items, left, files: mail.parts.length + mail.left.length,
    ...(before && { repeats: before.fileName }),
  }; // prettier-ignore
}

async function refused(scope: CompanyScope, proposalId: string, failure: Failure, opened?: Opened): Promise<void> {
  await scope.write(async (tx) => {
    await lockProposal(tx, scope, proposalId);
    if (!(await findUnreadMail(tx, scope, proposalId))) return;
    if (opened) {
      await saveMailHead(tx, scope, opened.unread.documentId, opened.mail.head);
      await addEvent(tx, scope, { proposalId, kind: "unpacked", personId: null, detail: await storyOf(tx, scope, opened, 0) });
    }
    await refuseReading(tx, scope, agent, proposalId, failure);
  });
}

export const mailHandler = handle(
  mailJob,
  ({ proposalId, ...key }) => openMailOf(companyScope(key), proposalId),
  // Every attempt ended in a fault of ours: the item says so, and a person can ask for another reading.
  ({ proposalId, ...key }) => refused(companyScope(key), proposalId, { code: "internal.unexpected" }),
);
