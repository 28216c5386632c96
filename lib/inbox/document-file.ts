import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { findDocument } from "@/lib/inbox/store";
import { isRowId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type DocumentFile = { readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** The file as it came, readable or not. Refused: `access.not_found`, `document.missing_file` when the blob is gone. */
export async function documentFile(scope: CompanyScope, documentId: string): Promise<Result<DocumentFile>> {
  const document = isRowId(documentId) ? await scope.read((tx) => findDocument(tx, scope, documentId)) : null;
  if (!document) return refuse("access.not_found");
  const bytes = await blobStore().get(document.blobKey);
  if (!bytes) return refuse("document.missing_file");
  return ok({ fileName: document.fileName, mediaType: document.mediaType, bytes });
}
