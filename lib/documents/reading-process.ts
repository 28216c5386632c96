import type { Limits } from "@/lib/documents/limits";
import { readPdf } from "@/lib/documents/read-pdf";
import { readXml } from "@/lib/documents/read-xml";
import { serveTasks } from "@/lib/documents/serve-tasks";

export type ReadingTask = { readonly bytes: Uint8Array; readonly kind: "pdf" | "xml"; readonly limits: Limits };

serveTasks((task) => {
  const { bytes, kind, limits } = task as ReadingTask;
  return kind === "pdf" ? readPdf(bytes, limits) : Promise.resolve(readXml(bytes));
});
