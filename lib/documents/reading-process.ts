import type { Limits } from "@/lib/documents/limits";
import { readPdf } from "@/lib/documents/read-pdf";
import { serveTasks } from "@/lib/documents/serve-tasks";

export type ReadingTask = { readonly bytes: Uint8Array; readonly limits: Limits };

serveTasks((task) => {
  const { bytes, limits } = task as ReadingTask;
  return readPdf(bytes, limits);
});
