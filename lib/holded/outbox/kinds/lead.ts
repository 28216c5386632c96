import "server-only";
import { roundAmount } from "@/lib/kernel/money";
import { ok, type Result } from "@/lib/kernel/result";
import { createLead, type Lead } from "@/lib/holded/endpoints/leads";
import { foldCompanyName } from "@/lib/holded/keys";
import { carriesReference, mustBe, type Difference } from "@/lib/holded/outbox/compare";
import { contactKeys } from "@/lib/holded/outbox/contact-keys";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { leadRow } from "@/lib/holded/mirror/rows";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import { referenceField } from "@/lib/holded/outbox/reference";
import { ensureContact } from "@/lib/holded/outbox/steps/contact";
import {
  eventDifferences,
  eventOnce,
  findLeads,
  leadNow,
  noteDifferences,
  noteOnce,
  taskDifferences,
  taskOnce,
} from "@/lib/holded/outbox/steps/crm";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { writeNaturalOnce, writeOnce } from "@/lib/holded/outbox/write-once";
import type { LeadPlan } from "@/lib/holded/plans/crm";

type Made = {
  readonly contactId: string;
  readonly leadId: string;
  readonly note?: string;
  readonly task?: string;
  readonly event?: string;
};

/** A new opportunity: contact → lead in its funnel and stage → note → task → event, each of them once. */
export const lead: PushKind<LeadPlan> = {
  main: "create",
  harmless: ["contact"],
  own: ["create", "note", "task", "event"],
  // Without custom fields a lead is known by funnel, contact and name: two alike must not be made at the same time.
  conflicts: ({ contact, lead: { funnelId, name } }) => [...contactKeys(contact), `new-lead:${funnelId}:${foldCompanyName(name)}`],
  place: (plan) => ({ name: plan.lead.name, funnel: plan.lead.funnelId }),
  async carry(context, plan) {
    const contact = await ensureContact(context, plan.contact);
    if (!contact.ok) return contact;
    const created = await createOnce(context, plan, contact.value);
    if (!created.ok) return created;
    const leadId = created.value;
    const note = plan.note ? await noteOnce(context, leadId, plan.note) : null;
    if (note && !note.ok) return note;
    const task = plan.task ? await taskOnce(context, leadId, plan.task.name) : null;
    if (task && !task.ok) return task;
    const event = plan.event ? await eventOnce(context, plan.event, { contactId: contact.value, leadId }) : null;
    if (event && !event.ok) return event;
    return readBack(context, plan, {
      contactId: contact.value,
      leadId,
      ...(note ? { note: note.value } : {}),
      ...(task ? { task: task.value } : {}),
      ...(event ? { event: event.value } : {}),
    });
  },
};

function createOnce(context: RunContext, plan: LeadPlan, contactId: string): Promise<StepResult<string>> {
  const { client, push, usesCustomField } = context;
  const { funnelId, stageId, name, value, dueDate } = plan.lead;
  const write = async (): Promise<Result<string>> => {
    const made = await client.call(createLead, {
      body: {
        funnel_id: funnelId,
        contact_id: contactId,
        name,
        ...(stageId === null ? {} : { stage_id: stageId }),
        ...(value === null ? {} : { value: Number(value) }),
        ...(dueDate === null ? {} : { due_date: dueDate }),
        ...(usesCustomField ? { custom_fields: [{ field: referenceField, value: push.externalRef }] } : {}),
      },
    });
    return made.ok ? ok(made.value.id) : made;
  };
  // An attempt of which nobody knows the outcome is looked for as it was written, whatever the plan of the account is now.
  const begun = context.steps.create?.state === "started" ? context.steps.create.result : null;
  if (begun ? begun.before !== undefined : !usesCustomField) {
    const isSame = (one: Lead) => one.funnelId === funnelId && one.contactId === contactId && one.name.trim() === name.trim();
    const standing = async (): Promise<StepResult<readonly string[]>> => {
      const found = await findLeads(context, isSame);
      return found.ok ? ok(found.value.map(({ id }) => id)) : found;
    };
    return writeNaturalOnce(context, { name: "create", standing, write });
  }
  const look = async (): Promise<StepResult<string | null>> => {
    const found = await findLeads(context, ({ customFields }) => carriesReference({ tags: [], customFields }, push.externalRef));
    return found.ok ? ok(found.value[0]?.id ?? null) : found;
  };
  return writeOnce(context, { name: "create", look, write, looksFirst: false });
}

async function readBack(context: RunContext, plan: LeadPlan, made: Made): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = await leadNow(context.client, made.leadId);
  if (!now.ok) return now;
  const event =
    plan.event && made.event !== undefined
      ? await eventDifferences(context, made.event, { ...plan.event, contactId: made.contactId, leadId: made.leadId })
      : ok([]);
  if (!event.ok) return event;
  const differences = [
    ...leadDifferences(context, plan, now.value, made.contactId),
    ...(plan.note && made.note !== undefined ? noteDifferences(context, now.value, made.note, plan.note) : []),
    ...(plan.task && made.task !== undefined ? taskDifferences(now.value, made.task, plan.task.name) : []),
    ...event.value,
  ];
  const judged = await verdict(context, made.leadId, differences);
  return judged.ok ? ok({ holdedId: made.leadId, differences, mirror: [{ resource: "lead", row: leadRow(now.value) }] }) : judged;
}

function leadDifferences(context: RunContext, { lead: wanted }: LeadPlan, now: Lead, contactId: string): readonly Difference[] {
  const reference = context.push.externalRef;
  const isMarked = !context.usesCustomField || carriesReference({ tags: [], customFields: now.customFields }, reference);
  return [
    ...mustBe("name", wanted.name.trim(), now.name.trim()),
    ...mustBe("funnel", wanted.funnelId, now.funnelId),
    ...mustBe("contact", contactId, now.contactId),
    ...(wanted.stageId === null ? [] : mustBe("stage", wanted.stageId, now.stageId)),
    ...(wanted.value === null ? [] : mustBe("value", roundAmount(wanted.value), now.value === null ? null : roundAmount(now.value))),
    ...(wanted.dueDate === null ? [] : mustBe("dueDate", wanted.dueDate, now.dueDate)),
    ...(isMarked ? [] : mustBe("reference", reference, null)),
  ];
}
