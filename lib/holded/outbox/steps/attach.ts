import "server-only";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import { eachPage, type HoldedClient } from "@/lib/holded/client";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import type { DocumentCalls } from "@/lib/holded/outbox/steps/document-calls";
import { loadDocumentFile } from "@/lib/holded/outbox/store";
import { writeOnce } from "@/lib/holded/outbox/write-once";
import type { AttachmentOfPlan } from "@/lib/holded/plans/parts";

export type Attachment = AttachmentOfPlan & { readonly bytes: Uint8Array };

/** The original file, fetched before anything is written: a purchase without its document would be half a job. */
export async function loadAttachment(
  { scope, readFile }: RunContext,
  attachment: AttachmentOfPlan | null,
): Promise<Result<Attachment | null>> {
  if (attachment === null) return ok(null);
  const document = await scope.read((tx) => loadDocumentFile(tx, scope, attachment.documentId));
  const bytes = document && (await readFile(document.blobKey));
  return bytes ? ok({ ...attachment, fileName: safeName(attachment.fileName), bytes }) : refuse("document.missing_file");
}

/** Attaches the file once. Holded names an attachment by its file, so the list shows whether it is there. */
export function attachOnce(context: RunContext, calls: DocumentCalls, documentId: string, file: Attachment): Promise<StepResult<string>> {
  const look = () => findAttachment(context.client, calls, documentId, file.fileName);
  const write = async (): Promise<Result<string>> => {
    const { fileName, mediaType, bytes } = file;
    const attached = await calls.attach(context.client, documentId, { field: "file", fileName, mediaType, bytes });
    return attached.ok ? ok(attached.value.id) : attached;
  };
  return writeOnce(context, { name: "attach", look, write, looksFirst: false, about: { to: documentId } });
}

/** The attachment with this name, however Holded spells its separators; null: none. */
export async function findAttachment(
  client: HoldedClient,
  calls: DocumentCalls,
  documentId: string,
  fileName: string,
): Promise<Result<string | null>> {
  const list = (cursor: string | undefined) => calls.attachments(client, documentId, cursor);
  for await (const page of eachPage(list, { maxPages: 5 })) {
    if (!page.ok) return page.error.code === "holded.not_found" ? fail({ ...page.error, retry: "later" }) : page;
    const found = page.value.items.find(({ id }) => plain(id) === plain(fileName));
    if (found) return ok(found.id);
  }
  return ok(null);
}

const plain = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** A file name is somebody else's text: no paths, no control characters, a length every system takes. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const clean = last.replace(/[\p{C}"<>|:*?]/gu, "").trim();
  const [, stem = "", extension = ""] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/u.exec(clean) ?? [];
  return `${stem.slice(0, 80) || "documento"}${extension}`;
}
