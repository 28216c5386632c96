import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { describeUpload, registerUpload, type Received, type Upload } from "@/lib/inbox/register-upload";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { can } from "@/lib/platform/permissions";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { kindOf } from "@/lib/review/kinds";
import type { Kind } from "@/lib/review/model";
import { findMember } from "@/lib/review/store";

/** Larger files are refused at the door, before anything is stored. */
export const maxUploadBytes = 100 * 1024 * 1024;

/**
 * Takes a file of any type. The bytes are stored first, then everything that knows of them in one transaction: after a
 * crash in between there is a blob that nobody names, and never an item without its file. What cannot be read becomes an
 * item that says so; the same file again is taken and says so.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`, `document.too_large`.
 */
export async function receiveUpload(scope: CompanyScope, actor: Actor, upload: Upload, kind: Kind = "invoice"): Promise<Result<Received>> {
  const allowed = await scope.read(async (tx) => {
    const may = await mayReceive(tx, scope, actor, kind);
    return may.ok ? refuseUnlessAgentWorks(tx, scope, kind) : may;
  });
  if (!allowed.ok) return allowed;
  if (upload.bytes.byteLength > maxUploadBytes) return refuse("document.too_large", { limitMb: maxUploadBytes / 1024 / 1024 });
  const file = describeUpload(scope, actor, upload);
  await blobStore().put(file.blobKey, upload.bytes);
  return ok(await scope.write((tx) => registerUpload(tx, scope, actor, file, kind)));
}

async function mayReceive(tx: Tx, scope: CompanyScope, actor: Actor, kind: Kind): Promise<Result<null>> {
  // A mailbox or a signed webhook was let in by its own door.
  if (actor.kind !== "person") return ok(null);
  const member = await findMember(tx, scope, actor.personId);
  const { read, write } = kindOf(kind).permissions;
  if (!member || !can(member.role, read)) return refuse("access.not_found");
  return can(member.role, write) ? ok(null) : refuse("access.forbidden");
}
