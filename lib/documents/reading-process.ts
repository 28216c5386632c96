import type { Limits } from "@/lib/documents/limits";
import { readPdf } from "@/lib/documents/read-pdf";
import { readXml } from "@/lib/documents/read-xml";
import { serveTasks } from "@/lib/documents/serve-tasks";

export type ReadingTask = { readonly bytes: Uint8Array; readonly kind: "pdf" | "xml" | "mail"; readonly limits: Limits };

serveTasks((task) => {
  const { bytes, kind, limits } = task as ReadingTask;
  // Most files are no mails: what opens them is loaded by the first one.
  if (kind === "mail") return import("@/lib/documents/mail/open-mail").then(({ openMail }) => openMail(bytes));
  return kind === "pdf" ? readPdf(bytes, limits) : Promise.resolve(readXml(bytes));
});
