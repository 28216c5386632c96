import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { firstJobOf } from "@/lib/inbox/jobs";
import { insertDocument, insertReading, twinOf, type ReceivedFile, type Source } from "@/lib/inbox/store";
import { sha256 } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { can } from "@/lib/platform/permissions";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { kindOf } from "@/lib/review/kinds";
import { addEvent, findMember } from "@/lib/review/store";

/** Larger files are refused at the door, before anything is stored. */
export const maxUploadBytes = 100 * 1024 * 1024;

export type Upload = { readonly fileName: string; readonly bytes: Uint8Array; readonly source: Source };
export type Received = {
  readonly proposalId: string;
  readonly documentId: string;
  /** The item that already came from the very same bytes. */
  readonly twin: { readonly proposalId: string; readonly fileName: string } | null;
};

/**
 * Takes a file of any type. The bytes are stored first, then everything that knows of them in one transaction: after a
 * crash in between there is a blob that nobody names, and never an item without its file. What cannot be read becomes an
 * item that says so; the same file again is taken and says so.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`, `document.too_large`.
 */
export async function receiveUpload(scope: CompanyScope, actor: Actor, upload: Upload): Promise<Result<Received>> {
  const allowed = await scope.read(async (tx) => {
    const may = await mayReceive(tx, scope, actor);
    return may.ok ? refuseUnlessAgentWorks(tx, scope, "invoice") : may;
  });
  if (!allowed.ok) return allowed;
  if (upload.bytes.byteLength > maxUploadBytes) return refuse("document.too_large", { limitMb: maxUploadBytes / 1024 / 1024 });
  const file = describe(scope, actor, upload);
  await blobStore().put(file.blobKey, upload.bytes);
  return scope.write((tx) => register(tx, scope, actor, file));
}

async function mayReceive(tx: Tx, scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  // A mailbox or a signed webhook was let in by its own door.
  if (actor.kind !== "person") return ok(null);
  const member = await findMember(tx, scope, actor.personId);
  const { read, write } = kindOf("invoice").permissions;
  if (!member || !can(member.role, read)) return refuse("access.not_found");
  return can(member.role, write) ? ok(null) : refuse("access.forbidden");
}

function describe(scope: CompanyScope, actor: Actor, { fileName, bytes, source }: Upload): ReceivedFile {
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

async function register(tx: Tx, scope: CompanyScope, actor: Actor, file: ReceivedFile): Promise<Result<Received>> {
  const { documentId, sha256: hash, byteSize, mediaType } = file;
  const twin = await twinOf(tx, scope, hash);
  const proposalId = newId();
  const reasons = twin
    ? [{ code: "duplicate.file", level: "doubt", detail: { file: twin.fileName, number: "–", id: twin.proposalId } } as const]
    : [];
  await insertDocument(tx, scope, file);
  await insertReading(tx, scope, { id: proposalId, kind: "invoice", documentId, title: file.fileName, reasons });
  const detail = { file: file.fileName, source: file.source, ...(twin && { twin: twin.proposalId }) };
  await addEvent(tx, scope, { proposalId, kind: "received", personId: file.receivedBy, detail });
  await audit(tx, scope, actor, "document.received", `proposal:${proposalId}`, { documentId, sha256: hash, byteSize, mediaType });
  await enqueue(tx, firstJobOf(mediaType), { companyId: scope.companyId, environment: scope.environment, proposalId });
  return ok({ proposalId, documentId, twin: twin && { proposalId: twin.proposalId, fileName: twin.fileName } });
}

/** The last part of what a browser or a mail calls the file, without what no file system or screen should see. */
export function tidyName(fileName: string): string {
  const last = fileName.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return clean.slice(0, 200) || "sin-nombre";
}
