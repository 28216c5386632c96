import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { idOrNull, localTime, words } from "@/lib/holded/endpoints/fields";

const reads = "crm:events.read";

const calendarEvent = z
  .object({
    id: z.string().min(1),
    name: text,
    contact_id: idOrNull,
    contact_name: text,
    kind: text,
    description: text,
    start_date: localTime,
    end_date: localTime,
    status: z.union([z.number(), z.string()]).nullish(),
    tags: words,
    location: text,
    lead_id: idOrNull,
    funnel_id: idOrNull,
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    contactId: raw.contact_id,
    contactName: raw.contact_name,
    kind: raw.kind,
    description: raw.description,
    /** By the wall clock in Madrid, `2026-10-20T10:00:00`; only the day for what has no time. */
    start: raw.start_date,
    end: raw.end_date,
    /** Null where Holded says something else than yes or no. */
    isDone: raw.status === 1 || raw.status === "1" ? true : raw.status === 0 || raw.status === "0" ? false : null,
    tags: raw.tags,
    location: raw.location,
    leadId: raw.lead_id,
    funnelId: raw.funnel_id,
  }));
export type CalendarEvent = z.infer<typeof calendarEvent>;

/** Not filtered by date: Holded would not do it. */
export const listEvents = endpoint({
  method: "GET",
  path: "/events",
  effect: "reads",
  permission: reads,
  query: paging,
  answer: () => pageOf(calendarEvent),
});

export const getEvent = endpoint({
  method: "GET",
  path: "/events/{id}",
  effect: "reads",
  permission: reads,
  answer: () => calendarEvent,
});

/** The wall clock in Madrid: an offset would be ignored, so none can be given. */
const wallClock = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?$/);

export const createEvent = endpoint({
  method: "POST",
  path: "/events",
  effect: "creates",
  permission: "crm:events.write",
  body: z.object({
    name: z.string().min(1),
    start_date: wallClock,
    end_date: wallClock.optional(),
    /** Seconds. */
    duration: z.int().min(0).optional(),
    kind: z.string().optional(),
    description: z.string().optional(),
    contact_id: z.string().optional(),
    contact_name: z.string().optional(),
    lead_id: z.string().optional(),
    user_id: z.string().optional(),
    location: z.string().optional(),
    tags: z.array(z.string()).optional(),
    status: z.literal([0, 1]).optional(),
  }),
  answer: () => created,
});
