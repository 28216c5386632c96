import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { madridMoment, utcMoment } from "../moments";
import { page } from "../page";
import { unprocessable } from "../problem";
import { contacts } from "./contacts";
import { found, named, sent } from "./found";
import { leads } from "./leads-model";
import { keepTags } from "./tags";
import { ownerId } from "./users";

export type CalendarEvent = {
  readonly id: string;
  readonly name: string;
  /** Never shown by the API. */
  readonly userId: string;
  readonly contact_id: string | null;
  readonly contact_name: string | null;
  readonly kind: string | null;
  readonly description: string | null;
  readonly start_date: string;
  readonly end_date: string | null;
  readonly status: 0 | 1;
  readonly tags: readonly string[];
  readonly location: string | null;
  readonly lead_id: string | null;
  readonly funnel_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
};
type EventInput = {
  readonly name?: string | null;
  readonly user_id?: string | null;
  readonly contact_id?: string | null;
  readonly contact_name?: string | null;
  readonly kind?: string | null;
  readonly description?: string | null;
  readonly start_date?: string | null;
  readonly end_date?: string | null;
  /** Seconds. */
  readonly duration?: number | null;
  readonly status?: number | null;
  readonly tags?: readonly string[];
  readonly lead_id?: string | null;
  readonly location?: string | null;
};

export const events: CollectionDefinition<CalendarEvent> = { name: "events", indexes: { lead_id: (event) => event.lead_id } };

export const eventHandlers: Handlers = {
  // The list cannot be filtered by date: parameters that try are passed over, with a warning for the tests.
  "GET /events": (call) => {
    const reader = call.read.in(events);
    const rows = page(call, reader, { sorted: reader.all() });
    return ok({ ...rows, items: rows.items.map(shown) });
  },
  "POST /events": (call) => {
    const event = eventFrom(call, call.write.newId(), bodyOf<EventInput>(call), null);
    call.write.put(events, event);
    return created(event.id);
  },
  "GET /events/{eventId}": (call) => ok(shown(found(call.read, events, call.params["eventId"]))),
  "PUT /events/{eventId}": (call) => {
    const old = found(call.write, events, call.params["eventId"]);
    call.write.put(events, eventFrom(call, old.id, bodyOf<EventInput>(call), old));
    return ok({ id: old.id });
  },
  "DELETE /events/{eventId}": (call) => {
    call.write.remove(events, found(call.write, events, call.params["eventId"]).id);
    return noContent;
  },
};

function eventFrom(call: Call, id: string, sentInput: EventInput, old: CalendarEvent | null): CalendarEvent {
  const { start_date, end_date, duration, tags, status, user_id, name, ...rest } = sent(sentInput);
  const starts = start_date ? madridMoment(start_date, call.switches.event_dates) : old?.start_date;
  if (!starts) throw unprocessable("start_date: required");
  if (status !== undefined && status !== null && status !== 0 && status !== 1) throw unprocessable("status: must be 0 or 1");
  const linked = links(call, rest.contact_id ?? old?.contact_id, rest.lead_id ?? old?.lead_id);
  const moment = utcMoment(call.now);
  return {
    id,
    contact_id: null,
    contact_name: null,
    kind: null,
    description: null,
    end_date: null,
    location: null,
    lead_id: null,
    ...old,
    ...rest,
    ...linked,
    name: name ?? old?.name ?? "",
    userId: user_id ?? old?.userId ?? ownerId(call),
    start_date: starts,
    ...endOf(call, starts, end_date, duration),
    status: status ?? old?.status ?? 0,
    tags: tags ? keepTags(call, tags) : (old?.tags ?? []),
    created_at: old?.created_at ?? moment,
    updated_at: moment,
  };
}

/** An end that was written, or one that follows from the duration. */
function endOf(
  call: Call,
  starts: string,
  end: string | null | undefined,
  seconds: number | null | undefined,
): { readonly end_date?: string | null } {
  if (end) return { end_date: madridMoment(end, call.switches.event_dates) };
  if (seconds) return { end_date: madridMoment(new Date(Date.parse(starts) + seconds * 1000).toISOString(), "offset") };
  return end === null ? { end_date: null } : {};
}

type Links = { readonly funnel_id: string | null; readonly contact_name?: string };

/** Who and what the event is about. @throws Problem 422 when there is no such contact or lead */
function links(call: Call, contactId: string | null | undefined, leadId: string | null | undefined): Links {
  const lead = leadId ? named(call.write, leads, "lead_id", leadId) : null;
  const contact = contactId ? named(call.write, contacts, "contact_id", contactId) : null;
  return { funnel_id: lead?.funnel_id ?? null, ...(contact ? { contact_name: contact.name } : {}) };
}

function shown({ userId: _, ...event }: CalendarEvent): unknown {
  return event;
}
