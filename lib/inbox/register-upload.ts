import "server-only";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { firstJobOf } from "@/lib/inbox/jobs";
import { insertDocument, insertReading, twinOf, type ReceivedFile, type Source } from "@/lib/inbox/store";
import { sha256 } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import type { Kind } from "@/lib/review/model";
import { addEvent } from "@/lib/review/store";

export type Upload = { readonly fileName: string; readonly bytes: Uint8Array; readonly source: Source };
export type Received = {
  readonly proposalId: string;
  readonly documentId: string;
  /** The item that already came from the very same bytes. */
  readonly twin: { readonly proposalId: string; readonly fileName: string } | null;
};

/** A file as it will stand in the database; the bytes go to the store of files first. */
export function describeUpload(scope: CompanyScope, actor: Actor, { fileName, bytes, source }: Upload): ReceivedFile {
  const documentId = newId();
  const inspected = inspectUpload(bytes, fileName);
  return {
    documentId,
    fileName: tidyName(fileName),
    mediaType: inspected.ok ? inspected.value.mediaType : "application/octet-stream",
    byteSize: bytes.byteLength,
    sha256: sha256(bytes),
    blobKey: `${scope.companyId}/${scope.environment}/${documentId}`,
    source,
    receivedBy: actor.kind === "person" ? actor.personId : null,
  };
}

/** Everything that knows of a received file, in the caller's transaction: document, item, story, trail and job. */
export async function registerUpload(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  file: ReceivedFile,
  kind: Kind = "invoice",
): Promise<Received> {
  const { documentId, sha256: hash, byteSize, mediaType } = file;
  const twin = await twinOf(tx, scope, hash);
  const proposalId = newId();
  const reasons = twin
    ? [{ code: "duplicate.file", level: "doubt", detail: { file: twin.fileName, number: "–", id: twin.proposalId } } as const]
    : [];
  await insertDocument(tx, scope, file);
  await insertReading(tx, scope, { id: proposalId, kind, documentId, title: file.fileName, reasons });
  const detail = { file: file.fileName, source: file.source, ...(twin && { twin: twin.proposalId }) };
  await addEvent(tx, scope, { proposalId, kind: "received", personId: file.receivedBy, detail });
  await audit(tx, scope, actor, "document.received", `proposal:${proposalId}`, { documentId, sha256: hash, byteSize, mediaType });
  await enqueue(tx, firstJobOf(kind, mediaType), { companyId: scope.companyId, environment: scope.environment, proposalId });
  return { proposalId, documentId, twin: twin && { proposalId: twin.proposalId, fileName: twin.fileName } };
}

/** The last part of what a browser or a mail calls the file, without what no file system or screen should see. */
export function tidyName(fileName: string): string {
  const last = fileName.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return clean.slice(0, 200) || "sin-nombre";
}
