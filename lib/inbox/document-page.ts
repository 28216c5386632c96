import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { drawPage } from "@/lib/documents/draw-page";
import { findDocument } from "@/lib/inbox/store";
import { isRowId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** A page that can be drawn; `draw` does the work, once it is clear that it is wanted. */
export type DocumentPage = { readonly sha256: string; readonly draw: () => Promise<Result<Uint8Array>> };

/** Page `page` of a stored picture. Refused: `access.not_found`, `document.unsupported_type`, `document.missing_file`. */
export async function documentPage(scope: CompanyScope, documentId: string, page: number): Promise<Result<DocumentPage>> {
  if (!isRowId(documentId) || !Number.isInteger(page) || page < 1) return refuse("access.not_found");
  const document = await scope.read((tx) => findDocument(tx, scope, documentId));
  if (!document) return refuse("access.not_found");
  if (!document.mediaType.startsWith("image/")) return refuse("document.unsupported_type", { type: document.mediaType });
  const draw = async () => {
    const bytes = await blobStore().get(document.blobKey);
    return bytes ? drawPage(bytes, page) : refuse("document.missing_file");
  };
  return ok({ sha256: document.sha256, draw });
}
