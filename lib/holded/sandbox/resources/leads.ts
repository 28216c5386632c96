import { bodyOf, created, noContent, ok, type Answer, type Call, type Handlers } from "../handler";
import { utcMoment } from "../moments";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { contacts } from "./contacts";
import { keepCustomFields, type CustomField } from "./custom-fields";
import { found, named, sent } from "./found";
import { funnels, type Stage } from "./funnels";
import { leads, type Lead } from "./leads-model";
import { ownerId } from "./users";

type LeadInput = {
  readonly funnel_id: string;
  readonly contact_id: string;
  readonly name: string;
  readonly stage_id?: string | null;
  readonly value?: number | null;
  readonly potential?: number | null;
  readonly due_date?: string | null;
  readonly custom_fields?: readonly CustomField[];
};

export const leadHandlers: Handlers = {
  // No filter but the pages, as in Holded: a client looks through all of them.
  "GET /leads": (call) => {
    const reader = call.read.in(leads);
    const rows = page(call, reader, { sorted: reader.all() });
    return ok({ ...rows, items: rows.items.map((lead) => shown(call, lead)) });
  },
  "POST /leads": (call) => {
    const input = bodyOf<LeadInput>(call);
    const contact = named(call.write, contacts, "contact_id", input.contact_id);
    const moment = utcMoment(call.now);
    const lead: Lead = {
      id: call.write.newId(),
      user_id: ownerId(call),
      funnel_id: input.funnel_id,
      contact_id: contact.id,
      contact_name: contact.name,
      name: input.name,
      person_id: null,
      person_name: null,
      value: exact(input.value ?? 0).toFixed(),
      potential: exact(input.potential ?? 0).toFixed(),
      due_date: input.due_date ?? null,
      stage_id: stageOf(call, input.funnel_id, input.stage_id).id,
      created_at: moment,
      updated_at: moment,
      custom_fields: keepCustomFields(call, input.custom_fields),
      status: "open",
      events: [],
      tasks: [],
      files: [],
    };
    call.write.put(leads, lead);
    return created(lead.id);
  },
  "GET /leads/{leadId}": (call) => ok(shown(call, found(call.read, leads, call.params["leadId"]))),
  "PUT /leads/{leadId}": (call) => {
    const old = leadOf(call);
    const change = sent(bodyOf<LeadInput>(call));
    const funnel = change.funnel_id ?? old.funnel_id;
    const contact = named(call.write, contacts, "contact_id", change.contact_id ?? old.contact_id);
    const moved = funnel !== old.funnel_id;
    return keep(call, {
      ...old,
      name: change.name ?? old.name,
      funnel_id: funnel,
      stage_id: moved || change.stage_id ? stageOf(call, funnel, change.stage_id).id : old.stage_id,
      contact_id: contact.id,
      contact_name: contact.name,
      ...("value" in change ? { value: exact(change.value ?? 0).toFixed() } : {}),
      ...("potential" in change ? { potential: exact(change.potential ?? 0).toFixed() } : {}),
      ...("due_date" in change ? { due_date: change.due_date ?? null } : {}),
      ...(change.custom_fields ? { custom_fields: keepCustomFields(call, change.custom_fields) } : {}),
    });
  },
  "DELETE /leads/{leadId}": (call) => {
    call.write.remove(leads, leadOf(call).id);
    return noContent;
  },
  "PUT /leads/{leadId}/stage": (call) => {
    const lead = leadOf(call);
    return keep(call, { ...lead, stage_id: stageOf(call, lead.funnel_id, bodyOf<{ readonly stage_id: string }>(call).stage_id).id });
  },
  "PUT /leads/{leadId}/dates": (call) => keep(call, { ...leadOf(call), due_date: bodyOf<{ readonly date: string }>(call).date }),
  "POST /leads/{leadId}/notes": (call) => {
    const lead = leadOf(call);
    const { title, description } = bodyOf<{ readonly title: string; readonly description?: string | null }>(call);
    const note = {
      event_id: call.write.newId(),
      type: "note",
      title,
      description: description ?? null,
      created_at: utcMoment(call.now),
      user_id: ownerId(call),
    } as const;
    keep(call, { ...lead, events: [...lead.events, note] });
    return created(note.event_id);
  },
  "PUT /leads/{leadId}/notes": (call) => {
    const lead = leadOf(call);
    const { note_id, ...input } = bodyOf<{
      readonly note_id: string;
      readonly title?: string | null;
      readonly description?: string | null;
    }>(call);
    if (!lead.events.some((note) => note.event_id === note_id)) throw notFound();
    const change = sent(input);
    const events = lead.events.map((note) =>
      note.event_id === note_id ? { ...note, ...change, title: change.title ?? note.title } : note,
    );
    keep(call, { ...lead, events });
    return ok({ id: note_id });
  },
  "POST /leads/{leadId}/tasks": (call) => {
    const lead = leadOf(call);
    const task = { task_id: call.write.newId(), name: bodyOf<{ readonly name: string }>(call).name, status: 0 };
    keep(call, { ...lead, tasks: [...lead.tasks, task] });
    return created(task.task_id);
  },
  "PUT /leads/{leadId}/tasks": (call) => {
    const { lead, task } = leadWithTask(call);
    const { name } = bodyOf<{ readonly name: string }>(call);
    keep(call, { ...lead, tasks: lead.tasks.map((one) => (one === task ? { ...one, name } : one)) });
    return ok({ id: task.task_id });
  },
  // The one DELETE of the API that needs a body.
  "DELETE /leads/{leadId}/tasks": (call) => {
    const { lead, task } = leadWithTask(call);
    keep(call, { ...lead, tasks: lead.tasks.filter((one) => one !== task) });
    return noContent;
  },
};

const leadOf = (call: Call): Lead => found(call.write, leads, call.params["leadId"]);

function leadWithTask(call: Call): { readonly lead: Lead; readonly task: Lead["tasks"][number] } {
  const lead = leadOf(call);
  const id = bodyOf<{ readonly task_id: string }>(call).task_id;
  const task = lead.tasks.find((one) => one.task_id === id);
  if (!task) throw notFound();
  return { lead, task };
}

function keep(call: Call, lead: Lead): Answer {
  call.write.put(leads, { ...lead, updated_at: utcMoment(call.now) });
  return ok({ id: lead.id });
}

/** The stage of the funnel, its first one when none is named. @throws Problem 422 when the funnel has no such stage */
function stageOf(call: Call, funnelId: string, stageId: string | null | undefined): Stage {
  const { stages } = named(call.write, funnels, "funnel_id", funnelId);
  const stage = stageId ? stages.find((one) => one.id === stageId) : stages[0];
  if (!stage) throw unprocessable("stage_id: not a stage of this funnel");
  return stage;
}

function shown(call: Call, lead: Lead): unknown {
  const { amount, quantity } = call.numbers.treasury;
  return { ...lead, value: amount(exact(lead.value)), potential: quantity(exact(lead.potential)) };
}
