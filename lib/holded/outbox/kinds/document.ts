import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";
import { documentRow } from "@/lib/holded/mirror/rows";
import type { Difference } from "@/lib/holded/outbox/compare";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import type { Written } from "@/lib/holded/outbox/kind";
import { attachOnce, loadAttachment } from "@/lib/holded/outbox/steps/attach";
import { ensureContact } from "@/lib/holded/outbox/steps/contact";
import { createOnce, readBack } from "@/lib/holded/outbox/steps/document";
import type { DocumentCalls } from "@/lib/holded/outbox/steps/document-calls";
import type { AttachmentOfPlan, ContactOfPlan } from "@/lib/holded/plans/parts";

type DocumentPlan = {
  readonly contact: ContactOfPlan;
  readonly attachment: AttachmentOfPlan | null;
  readonly body: { readonly date: string };
};

/** What is particular to one kind of document; `contactId` is the contact that was found or made. */
type Particulars = {
  readonly calls: DocumentCalls;
  readonly resource: "purchase" | "estimate";
  readonly create: (contactId: string) => Promise<Result<{ readonly id: string }>>;
  readonly isAlike: (document: HoldedDocument) => boolean;
  readonly stopsAtTwin: boolean;
  /** Null: it stays a draft. */
  readonly approve: ((id: string) => Promise<StepResult<string>>) | null;
  readonly differences: (document: HoldedDocument, contactId: string) => readonly Difference[];
};

/** The way of every document into Holded: contact → create → attach → approve → verify. */
export async function carryDocument(
  context: RunContext,
  plan: DocumentPlan,
  { calls, resource, create, isAlike, stopsAtTwin, approve, differences }: Particulars,
): Promise<StepResult<Written>> {
  const file = await loadAttachment(context, plan.attachment);
  if (!file.ok) return file;
  const contact = await ensureContact(context, plan.contact);
  if (!contact.ok) return contact;
  const contactId = contact.value;
  const write = () => create(contactId);
  const created = await createOnce(context, { calls, contactId, date: plan.body.date, write, isAlike, stopsAtTwin });
  if (!created.ok) return created;
  const id = created.value;
  if (file.value) {
    const attached = await attachOnce(context, calls, id, file.value);
    if (!attached.ok) return attached;
  }
  if (approve) {
    const approved = await approve(id);
    if (!approved.ok) return approved;
  }
  const read = await readBack(context, { calls, id, file: file.value }, (document) => differences(document, contactId));
  if (!read.ok) return read;
  // The next document is compared with this one at once, not after the next synchronisation.
  return ok({ holdedId: id, differences: read.value.differences, mirror: [{ resource, row: documentRow(read.value.document) }] });
}
