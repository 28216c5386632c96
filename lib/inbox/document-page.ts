import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { drawnPageKey } from "@/lib/documents/drawn-page-key";
import { findDocument } from "@/lib/inbox/store";
import { isRowId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** A page that may be shown; `bytes` fetches it, once it is clear that it is wanted. */
export type DocumentPage = { readonly sha256: string; readonly bytes: () => Promise<Result<Uint8Array>> };

/** Page `page` of a stored picture. Refused: `access.not_found` (also a page that is not kept), `document.unsupported_type`. */
export async function documentPage(scope: CompanyScope, documentId: string, page: number): Promise<Result<DocumentPage>> {
  if (!isRowId(documentId) || !Number.isInteger(page) || page < 1) return refuse("access.not_found");
  const document = await scope.read((tx) => findDocument(tx, scope, documentId));
  if (!document) return refuse("access.not_found");
  if (!document.mediaType.startsWith("image/")) return refuse("document.unsupported_type", { type: document.mediaType });
  const bytes = async () => {
    const kept = await blobStore().get(drawnPageKey(document.blobKey, page));
    return kept ? ok(kept) : refuse("access.not_found");
  };
  return ok({ sha256: document.sha256, bytes });
}
