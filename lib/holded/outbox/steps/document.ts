import "server-only";
import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { eachPage } from "@/lib/holded/client";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";
import { carriesReference, type Difference } from "@/lib/holded/outbox/compare";
import { pause, recordDone, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { lagLeft } from "@/lib/holded/outbox/missing";
import type { DocumentCalls } from "@/lib/holded/outbox/steps/document-calls";
import { findAttachment, type Attachment } from "@/lib/holded/outbox/steps/attach";
import { placeToLook, writeOnce } from "@/lib/holded/outbox/write-once";

type NewDocument = {
  readonly calls: DocumentCalls;
  readonly contactId: string;
  readonly date: string;
  readonly write: () => Promise<Result<{ readonly id: string }>>;
  /** Whether it could be ours, going by what a list shows. */
  readonly isAlike: (document: HoldedDocument) => boolean;
  /** Whether somebody else's document that is alike is a reason to stop and ask. */
  readonly stopsAtTwin: boolean;
};

/** The document in Holded: created exactly once, or found by our reference. */
export function createOnce(context: RunContext, wanted: NewDocument): Promise<StepResult<string>> {
  const write = async (): Promise<Result<string>> => {
    const created = await wanted.write();
    return created.ok ? ok(created.value.id) : created;
  };
  return writeOnce(context, { name: "create", look: () => findWritten(context, wanted), write, looksFirst: false });
}

/** The list of one contact around one day is short; more pages mean that the filters were ignored. */
const maxPages = 25;

/**
 * Searches the contact's documents around the date for our reference. Lists show tags only, so where custom fields are
 * in use those that could be ours are opened. One that is ours by everything but the reference is left to a person:
 * somebody may have typed the same invoice in.
 */
async function findWritten(context: RunContext, wanted: NewDocument): Promise<Result<string | null>> {
  const { client, push } = context;
  // The plan's schema admits calendar dates only.
  const day = wanted.date as PlainDate;
  const query = { contact_id: wanted.contactId, start_date: addDays(day, -1), end_date: addDays(day, 1) };
  const list = (cursor: string | undefined) => wanted.calls.list(client, { ...query, ...(cursor === undefined ? {} : { cursor }) });
  const alike: HoldedDocument[] = [];
  let isWhole = false;
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    // What cannot be read may be the one.
    if (page.value.unreadable.length > 0) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
    const found = page.value.items.find((document) => carriesReference(document, push.externalRef));
    if (found) return ok(found.id);
    isWhole = page.value.next === null;
    alike.push(...page.value.items.filter((one) => one.contactId === wanted.contactId && wanted.isAlike(one)));
  }
  for (const { id } of alike) {
    const detail = await wanted.calls.get(client, id);
    if (!detail.ok) return detail;
    if (carriesReference(detail.value, push.externalRef)) return ok(id);
  }
  const [twin] = wanted.stopsAtTwin
    ? alike.filter((one) => one.date === wanted.date && one.tags.every((tag) => !tag.startsWith("vb")))
    : [];
  if (twin) return fail({ code: "holded.outcome_unknown", retry: "never", detail: { ...placeToLook(context), candidate: twin.id } });
  // A search that was cut short has found nothing out.
  return isWhole ? ok(null) : fail({ code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) });
}

type Made = { readonly calls: DocumentCalls; readonly id: string; readonly file: Attachment | null };

export type ReadBack = { readonly document: HoldedDocument; readonly differences: readonly Difference[] };

/**
 * Reads the document back and compares it with what was approved. Reads of Holded may lag behind its writes: what
 * differs is asked again until the lag has passed. The differences are the caller's to judge.
 */
export async function readBack(
  context: RunContext,
  { calls, id, file }: Made,
  compare: (document: HoldedDocument) => readonly Difference[],
): Promise<StepResult<ReadBack>> {
  await recordStarted(context, "verify");
  const document = await calls.get(context.client, id);
  if (!document.ok) return document;
  const differences = [...compare(document.value)];
  if (file) {
    const attached = await findAttachment(context.client, calls, id, file.fileName);
    if (!attached.ok) return attached;
    if (attached.value === null) differences.push({ field: "attachment", expected: "present", got: "" });
  }
  const judged = await verdict(context, id, differences);
  return judged.ok ? ok({ document: document.value, differences }) : judged;
}

/** Ends a verification: recorded when nothing differs, asked again while a difference may be Holded's lag. */
export async function verdict(context: RunContext, id: string, differences: readonly Difference[]): Promise<StepResult<null>> {
  const lagMs = differences.length > 0 ? lagLeft(context, context.steps.verify?.startedAt) : 0;
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  if (differences.length === 0) await recordDone(context, "verify", { id });
  return ok(null);
}
