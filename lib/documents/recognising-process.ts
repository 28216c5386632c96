import type { Limits } from "@/lib/documents/limits";
import { recognisePdfPage, recognisePicture } from "@/lib/documents/recognise-file";
import { serveTasks } from "@/lib/documents/serve-tasks";

/** A page of a PDF, or a picture where `page` is null. */
export type RecognisingTask = { readonly bytes: Uint8Array; readonly page: number | null; readonly limits: Limits };

serveTasks((task) => {
  const { bytes, page, limits } = task as RecognisingTask;
  return page === null ? recognisePicture(bytes, limits) : recognisePdfPage(bytes, page);
});
