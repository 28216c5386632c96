import "server-only";
import { blobStore } from "@/lib/documents/blob-store";
import { drawPage } from "@/lib/documents/draw-page";
import { drawnPageKey } from "@/lib/documents/drawn-page-key";

/** Browsers draw the other pictures themselves. */
const notDrawnByBrowsers: ReadonlySet<string> = new Set(["image/heic", "image/tiff"]);

type Stored = { readonly blobKey: string; readonly bytes: Uint8Array; readonly mediaType: string; readonly pages: readonly number[] };

/** Keeps pages that browsers cannot draw as pictures that they can. One that cannot be drawn is left out: the file is there. */
export async function keepDrawnPages({ blobKey, bytes, mediaType, pages }: Stored): Promise<void> {
  if (!notDrawnByBrowsers.has(mediaType)) return;
  for (const page of pages) {
    const drawn = await drawPage(bytes, page);
    if (drawn.ok) await blobStore().put(drawnPageKey(blobKey, page), drawn.value);
  }
}
