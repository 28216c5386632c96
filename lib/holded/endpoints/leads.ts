import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import {
  perMode,
  customFields,
  customFieldsBody,
  date,
  decimal,
  idOrNull,
  inOneFormat,
  listOf,
  rate,
  wordOf,
} from "@/lib/holded/endpoints/fields";

const reads = "crm:deals.read";
const writes = "crm:deals.write";

const task = z.object({ id: text, task_id: text, name: text }).transform((raw) => ({ id: raw.id ?? raw.task_id, name: raw.name ?? "" }));

/** Notes have no documented place in the answer; where they come, they are events of the lead. */
const event = z
  .object({ id: text, note_id: text, event_id: text, type: text, kind: text, title: text, name: text, description: text })
  .transform((raw) => ({
    id: raw.id ?? raw.note_id ?? raw.event_id,
    kind: raw.kind ?? raw.type,
    title: raw.title ?? raw.name ?? "",
    description: raw.description,
  }));

const lead = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      user_id: idOrNull,
      funnel_id: idOrNull,
      stage_id: idOrNull,
      contact_id: idOrNull,
      contact_name: text,
      person_id: idOrNull,
      person_name: text,
      name: text,
      value: decimal(mode),
      potential: rate,
      due_date: date,
      created_at: text,
      updated_at: text,
      status: wordOf(["open", "won", "lost"]),
      custom_fields: customFields,
      events: listOf(event),
      tasks: listOf(task),
    })
    .transform((raw) => ({
      id: raw.id,
      userId: raw.user_id,
      funnelId: raw.funnel_id,
      stageId: raw.stage_id,
      contactId: raw.contact_id,
      contactName: raw.contact_name,
      personId: raw.person_id,
      personName: raw.person_name,
      name: raw.name ?? "",
      value: raw.value,
      /** Per cent. */
      potential: raw.potential,
      dueDate: raw.due_date,
      createdAt: raw.created_at,
      updatedAt: raw.updated_at,
      /** Cannot be set through the API. */
      status: raw.status,
      customFields: raw.custom_fields,
      events: raw.events,
      tasks: raw.tasks,
    })),
);
export type Lead = z.infer<ReturnType<typeof lead>>;

export const listLeads = endpoint({
  method: "GET",
  path: "/leads",
  effect: "reads",
  permission: reads,
  query: paging,
  answer: (known) => inOneFormat(known, (mode) => pageOf(lead(mode)), ["value"]),
});

export const getLead = endpoint({
  method: "GET",
  path: "/leads/{id}",
  effect: "reads",
  permission: reads,
  answer: (known) => inOneFormat(known, lead, ["value"]),
});

/** Value and potential leave as JSON numbers, as in the lines of documents. */
export const leadBody = z.object({
  funnel_id: z.string().min(1),
  contact_id: z.string().min(1),
  name: z.string().min(1),
  stage_id: z.string().optional(),
  value: z.number().optional(),
  potential: z.number().optional(),
  due_date: z.iso.date().optional(),
  custom_fields: customFieldsBody.optional(),
});

export const createLead = endpoint({
  method: "POST",
  path: "/leads",
  effect: "creates",
  permission: writes,
  body: leadBody,
  answer: () => created,
});

/** Moves a lead to another stage of its funnel and touches nothing else. */
export const setLeadStage = endpoint({
  method: "PUT",
  path: "/leads/{id}/stage",
  effect: "changes",
  permission: writes,
  body: z.object({ stage_id: z.string().min(1) }),
});

/** Sets when the lead is expected to close and touches nothing else. */
export const setLeadDate = endpoint({
  method: "PUT",
  path: "/leads/{id}/dates",
  effect: "changes",
  permission: writes,
  body: z.object({ date: z.iso.date() }),
});

/** The id of the note does not always come back, and Holded documents no way to read it again. */
export const addLeadNote = endpoint({
  method: "POST",
  path: "/leads/{id}/notes",
  effect: "creates",
  permission: writes,
  body: z.object({ title: z.string().min(1), description: z.string().optional() }),
  answer: () => created,
});

export const addLeadTask = endpoint({
  method: "POST",
  path: "/leads/{id}/tasks",
  effect: "creates",
  permission: writes,
  body: z.object({ name: z.string().min(1) }),
  answer: () => created,
});

export const renameLeadTask = endpoint({
  method: "PUT",
  path: "/leads/{id}/tasks",
  effect: "changes",
  permission: writes,
  body: z.object({ task_id: z.string().min(1), name: z.string().min(1) }),
});
