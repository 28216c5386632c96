import "server-only";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { eachPage, type HoldedClient } from "@/lib/holded/client";
import { createEvent, getEvent, listEvents, type CalendarEvent } from "@/lib/holded/endpoints/events";
import { addLeadNote, addLeadTask, getLead, listLeads, type Lead } from "@/lib/holded/endpoints/leads";
import { carriesReference, mustBe, type Difference } from "@/lib/holded/outbox/compare";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import { noteWasShown } from "@/lib/holded/outbox/made-store";
import { byPerson, cannotLook, placeToLook, writeNaturalOnce, writeOnce } from "@/lib/holded/outbox/write-once";
import type { EventOfPlan, NoteOfPlan } from "@/lib/holded/plans/crm";

/** Leads and events have no filters: these are 10,000 of them, and a search that ends before the list does has found nothing out. */
const maxPages = 50;

const incomplete = (context: RunContext): Failure => ({ code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) });
const unreadable: Failure = { code: "holded.bad_answer", retry: "later", detail: { why: "shape" } };

/** All leads that pass. */
export async function findLeads(context: RunContext, isWanted: (lead: Lead) => boolean): Promise<Result<readonly Lead[]>> {
  const list = (cursor: string | undefined) => context.client.call(listLeads, { query: cursor === undefined ? {} : { cursor } });
  const found: Lead[] = [];
  let isWhole = false;
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    if (page.value.unreadable.length > 0) return fail(unreadable);
    found.push(...page.value.items.filter(isWanted));
    isWhole = page.value.next === null;
  }
  return isWhole ? ok(found) : fail(incomplete(context));
}

export const leadNow = (client: HoldedClient, id: string): Promise<Result<Lead>> => client.call(getLead, { params: { id } });

const idsOf = (items: readonly { readonly id: string | null }[]): readonly string[] => items.flatMap(({ id }) => (id === null ? [] : [id]));
const sameText = (a: string | null, b: string | null): boolean => (a ?? "").trim() === (b ?? "").trim();
const isNote = (event: Lead["events"][number], note: NoteOfPlan): boolean =>
  sameText(event.title, note.title) && sameText(event.description, note.description);

/**
 * A note on a lead, once. Whether Holded shows notes at all is not documented: where it never has, nothing can be
 * concluded from their absence, and an unknown outcome goes to a person.
 */
export async function noteOnce(context: RunContext, leadId: string, note: NoteOfPlan): Promise<StepResult<string>> {
  const { client, scope } = context;
  const standing = async (): Promise<StepResult<readonly string[]>> => {
    const lead = await leadNow(client, leadId);
    return lead.ok ? ok(idsOf(lead.value.events.filter((event) => isNote(event, note)))) : lead;
  };
  const isUnknown = context.steps.note?.state === "started";
  if (isUnknown) {
    const lead = await leadNow(client, leadId);
    if (!lead.ok) return lead;
    const isShown = lead.value.events.length > 0 || (await scope.read((tx) => noteWasShown(tx, scope)));
    if (!isShown) return cannotLook(context, "note");
  }
  const write = async (): Promise<Result<string | null>> => {
    const { title, description } = note;
    const added = await client.call(addLeadNote, {
      params: { id: leadId },
      body: { title, ...(description === null ? {} : { description }) },
    });
    // Some answers name the lead instead of the note.
    return added.ok ? ok(added.value.id === leadId ? null : added.value.id) : added;
  };
  return writeNaturalOnce(context, { name: "note", standing, write, about: { to: leadId } });
}

/** A task on a lead, once. */
export function taskOnce(context: RunContext, leadId: string, name: string): Promise<StepResult<string>> {
  const { client } = context;
  const standing = async (): Promise<StepResult<readonly string[]>> => {
    const lead = await leadNow(client, leadId);
    return lead.ok ? ok(idsOf(lead.value.tasks.filter((task) => sameText(task.name, name)))) : lead;
  };
  const write = async (): Promise<Result<string | null>> => {
    const added = await client.call(addLeadTask, { params: { id: leadId }, body: { name } });
    return added.ok ? ok(added.value.id === leadId ? null : added.value.id) : added;
  };
  return writeNaturalOnce(context, { name: "task", standing, write, about: { to: leadId } });
}

type Place = { readonly contactId: string | null; readonly leadId: string | null };

/** An appointment, once: it carries our reference among its tags. */
export function eventOnce(context: RunContext, event: EventOfPlan, { contactId, leadId }: Place): Promise<StepResult<string>> {
  const { client, push } = context;
  const look = async (): Promise<StepResult<string | null>> => {
    const list = (cursor: string | undefined) => client.call(listEvents, { query: cursor === undefined ? {} : { cursor } });
    let isWhole = false;
    for await (const page of eachPage(list, { maxPages })) {
      if (!page.ok) return page;
      if (page.value.unreadable.length > 0) return fail(unreadable);
      const found = page.value.items.find(({ tags }) => carriesReference({ tags, customFields: [] }, push.externalRef));
      if (found) return ok(found.id);
      isWhole = page.value.next === null;
    }
    return isWhole ? ok(null) : fail(incomplete(context));
  };
  const write = async (): Promise<Result<string>> => {
    const made = await client.call(createEvent, {
      body: {
        name: event.name,
        start_date: `${event.start}:00`,
        tags: [push.externalRef],
        ...(event.durationSeconds === null ? {} : { duration: event.durationSeconds }),
        ...(event.kind === null ? {} : { kind: event.kind }),
        ...(event.description === null ? {} : { description: event.description }),
        ...(event.location === null ? {} : { location: event.location }),
        ...(event.userId === null ? {} : { user_id: event.userId }),
        ...(contactId === null ? {} : { contact_id: contactId }),
        ...(leadId === null ? {} : { lead_id: leadId }),
      },
    });
    return made.ok ? ok(made.value.id) : made;
  };
  return writeOnce(context, { name: "event", look, write, looksFirst: false });
}

/** The appointment as it stands in Holded, against what was approved. */
export async function eventDifferences(
  { client, push }: RunContext,
  id: string,
  wanted: EventOfPlan & Place,
): Promise<Result<readonly Difference[]>> {
  const event = await client.call(getEvent, { params: { id } });
  if (!event.ok) return event;
  return ok(differencesOfEvent(event.value, wanted, push.externalRef));
}

function differencesOfEvent(event: CalendarEvent, { name, start, contactId, leadId, location }: EventOfPlan & Place, reference: string) {
  return [
    ...mustBe("name", name.trim(), event.name.trim()),
    ...mustBe("start", start, event.start?.slice(0, 16) ?? null),
    ...(contactId === null ? [] : mustBe("contact", contactId, event.contactId)),
    ...(leadId === null ? [] : mustBe("lead", leadId, event.leadId)),
    ...(location === null ? [] : mustBe("location", location.trim(), event.location?.trim() ?? null)),
    ...(carriesReference({ tags: event.tags, customFields: [] }, reference) ? [] : mustBe("reference", reference, null)),
  ];
}

/** A note as the lead shows it. What only a person has seen cannot be read back. */
export function noteDifferences({ steps }: RunContext, lead: Lead, id: string, note: NoteOfPlan): readonly Difference[] {
  if (steps.note?.result.how === byPerson) return [];
  const shown = lead.events.find((event) => event.id === id);
  return shown && isNote(shown, note) ? [] : mustBe("note", note.title, shown?.title ?? null);
}

/** A task as the lead shows it. */
export function taskDifferences(lead: Lead, id: string, name: string): readonly Difference[] {
  return mustBe("task", name.trim(), lead.tasks.find((task) => task.id === id)?.name.trim() ?? null);
}
