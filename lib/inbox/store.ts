import "server-only";
import type { MailHead } from "@/lib/documents/model-mail";
import type { Reason } from "@/lib/kernel/evidence";
import { isRowId } from "@/lib/kernel/ids";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { Kind } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

export type ReceivedFile = {
  readonly documentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly sha256: string;
  readonly blobKey: string;
  readonly source: Source;
  readonly receivedBy: string | null;
  /** The mail that it came in, and what that said of itself. */
  readonly cameIn?: { readonly mailId: string; readonly head: MailHead };
};
export type Source = "upload" | "camera" | "email" | "api";

export async function insertDocument(tx: Tx, scope: CompanyScope, { documentId, cameIn, ...file }: ReceivedFile): Promise<void> {
  const mail = cameIn && { mailId: cameIn.mailId, mail: storable(cameIn.head) };
  await tx.document.create({ data: { ...keyOf(scope), id: documentId, ...file, ...mail }, select: { id: true } });
}

/** What a mail says of itself, once it was opened. */
export async function saveMailHead(tx: Tx, scope: CompanyScope, documentId: string, head: MailHead): Promise<void> {
  await tx.document.update({
    where: { companyId_environment_id: { ...keyOf(scope), id: documentId } },
    data: { mail: storable(head) },
    select: { id: true },
  });
}

type NewProposal = {
  readonly id: string;
  readonly kind: Kind;
  readonly documentId: string;
  readonly title: string;
  readonly reasons: readonly Reason[];
};

/** A proposal nobody understands yet: high risk until something is known. */
export async function insertReading(tx: Tx, scope: CompanyScope, { reasons, ...proposal }: NewProposal): Promise<void> {
  await tx.proposal.create({
    data: { ...keyOf(scope), ...proposal, reasons: plainReasons(reasons), state: "reading" },
    select: { id: true },
  });
}

/** The item of a mail becomes that of the first file in it. */
export async function pointAtPart(
  tx: Tx,
  scope: CompanyScope,
  { id, documentId, title, reasons }: Omit<NewProposal, "kind">,
): Promise<void> {
  await tx.proposal.update({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    data: { documentId, title, reasons: plainReasons(reasons) },
    select: { id: true },
  });
}

const plainReasons = (reasons: readonly Reason[]) =>
  reasons.map(({ code, level, detail }) => ({ code, level, ...(detail && { detail: { ...detail } }) }));

export type Twin = { readonly proposalId: string; readonly fileName: string; readonly state: string; readonly createdAt: Date };

/**
 * The oldest item of this company and environment that came from the very same bytes and is still alive; of a mail, the
 * first of the items that came out of it.
 */
export async function twinOf(tx: Tx, scope: CompanyScope, sha256: string): Promise<Twin | null> {
  const [twin] = await tx.$queryRaw<Twin[]>`
    WITH same AS (
      SELECT id, file_name FROM document
      WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND sha256 = ${sha256}),
    held AS (
      SELECT id, file_name FROM same
      UNION ALL
      SELECT d.id, same.file_name FROM same JOIN document d ON d.mail_id = same.id
      WHERE d.company_id = ${scope.companyId}::uuid AND d.environment = ${scope.environment})
    SELECT p.id AS "proposalId", held.file_name AS "fileName", p.state, p.created_at AS "createdAt"
    FROM held JOIN proposal p ON p.document_id = held.id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.state NOT IN ('rejected', 'refused', 'joined')
    ORDER BY p.created_at, p.id LIMIT 1`;
  return twin ?? null;
}

/** File names of mails that came before with this Message-ID, the oldest first. */
export async function mailsWithMessageId(
  tx: Tx,
  scope: CompanyScope,
  { documentId, messageId }: { readonly documentId: string; readonly messageId: string },
): Promise<readonly { readonly documentId: string; readonly fileName: string }[]> {
  return tx.$queryRaw`
    SELECT id AS "documentId", file_name AS "fileName" FROM document
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND mail IS NOT NULL AND mail_id IS NULL
      AND mail->>'messageId' = ${messageId} AND id <> ${documentId}::uuid
    ORDER BY created_at, id LIMIT 5`;
}

/** A mail that waits to be opened. */
export type UnreadMail = {
  readonly proposalId: string;
  readonly documentId: string;
  readonly fileName: string;
  readonly blobKey: string;
  readonly receivedBy: string | null;
};

/** The mail of a proposal that is still being read; null when somebody was faster or it is no mail any more. */
export async function findUnreadMail(tx: Tx, scope: CompanyScope, proposalId: string): Promise<UnreadMail | null> {
  if (!isRowId(proposalId)) return null;
  const [row] = await tx.$queryRaw<UnreadMail[]>`
    SELECT p.id AS "proposalId", d.id AS "documentId", d.file_name AS "fileName", d.blob_key AS "blobKey", d.received_by AS "receivedBy"
    FROM proposal p JOIN document d ON d.company_id = p.company_id AND d.environment = p.environment AND d.id = p.document_id
    WHERE p.company_id = ${scope.companyId}::uuid AND p.environment = ${scope.environment} AND p.id = ${proposalId}::uuid
      AND p.state = 'reading' AND d.media_type = 'message/rfc822' AND d.mail_id IS NULL`;
  return row ?? null;
}

export function findDocument(tx: Tx, scope: CompanyScope, id: string) {
  return tx.document.findUnique({
    where: { companyId_environment_id: { ...keyOf(scope), id } },
    select: { id: true, fileName: true, mediaType: true, byteSize: true, blobKey: true, sha256: true },
  });
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
