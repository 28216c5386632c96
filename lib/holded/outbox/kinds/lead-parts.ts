import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { setLeadStage } from "@/lib/holded/endpoints/leads";
import { mustBe, type Difference } from "@/lib/holded/outbox/compare";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { leadRow } from "@/lib/holded/mirror/rows";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import { stillSo } from "@/lib/holded/outbox/steps/changed";
import { eventDifferences, eventOnce, leadNow, noteDifferences, noteOnce, taskDifferences, taskOnce } from "@/lib/holded/outbox/steps/crm";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { byPerson, writeOnce } from "@/lib/holded/outbox/write-once";
import type { EventPlan, LeadNotePlan, LeadStagePlan, LeadTaskPlan } from "@/lib/holded/plans/crm";
import type { Lead } from "@/lib/holded/endpoints/leads";

type OfLead = { readonly leadId: string; readonly leadName: string };

const parts = {
  harmless: [],
  own: [],
  conflicts: ({ leadId }: OfLead) => [`lead:${leadId}`],
  place: ({ leadId, leadName }: OfLead) => ({ lead: leadId, name: leadName }),
} as const;

async function readLead(
  context: RunContext,
  leadId: string,
  id: string,
  compare: (lead: Lead) => readonly Difference[],
): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = await leadNow(context.client, leadId);
  if (!now.ok) return now;
  const differences = compare(now.value);
  // Of a note that only a person has seen nobody knows the id: the lead is what one opens.
  const holdedId = id === byPerson ? leadId : id;
  const judged = await verdict(context, holdedId, differences);
  return judged.ok ? ok({ holdedId, differences, mirror: [{ resource: "lead", row: leadRow(now.value) }] }) : judged;
}

/** A note on a lead, known by its lead, title and text. */
export const leadNote: PushKind<LeadNotePlan> = {
  ...parts,
  main: "note",
  async carry(context, { leadId, note }) {
    const added = await noteOnce(context, leadId, note);
    return added.ok ? readLead(context, leadId, added.value, (now) => noteDifferences(context, now, added.value, note)) : added;
  },
};

/** A task on a lead, known by its lead and name. */
export const leadTask: PushKind<LeadTaskPlan> = {
  ...parts,
  main: "task",
  async carry(context, { leadId, task }) {
    const added = await taskOnce(context, leadId, task.name);
    return added.ok ? readLead(context, leadId, added.value, (now) => taskDifferences(now, added.value, task.name)) : added;
  },
};

/** Moves a lead, if it still stands where it stood when a person approved. Where it stands already there is nothing to do. */
export const leadStage: PushKind<LeadStagePlan> = {
  ...parts,
  main: "stage",
  async carry(context, plan) {
    const { leadId, from, to } = plan;
    const { client } = context;
    const look = async (): Promise<StepResult<string | null>> => {
      const now = await leadNow(client, leadId);
      return now.ok ? ok(now.value.stageId === to ? leadId : null) : now;
    };
    const prepare = async (): Promise<StepResult<Record<string, string>>> => {
      const now = await leadNow(client, leadId);
      if (!now.ok) return now;
      const same = await stillSo(context, now.value.stageId === from, { field: "stage", approved: from, now: now.value.stageId });
      return same.ok ? ok({ from }) : same;
    };
    const write = async (): Promise<Result<string>> => {
      const moved = await client.call(setLeadStage, { params: { id: leadId }, body: { stage_id: to } });
      return moved.ok ? ok(leadId) : moved;
    };
    const moved = await writeOnce(context, { name: "stage", look, write, prepare, looksFirst: true });
    return moved.ok ? readLead(context, leadId, leadId, (now) => mustBe("stage", to, now.stageId)) : moved;
  },
};

/** An appointment of its own, found again by our reference among its tags. */
export const event: PushKind<EventPlan> = {
  main: "event",
  harmless: [],
  own: ["event"],
  conflicts: () => [],
  place: (plan) => ({ name: plan.event.name, day: plan.event.start.slice(0, 10) }),
  async carry(context, plan) {
    const place = { contactId: plan.contactId, leadId: plan.leadId };
    const made = await eventOnce(context, plan.event, place);
    if (!made.ok) return made;
    await recordStarted(context, "verify");
    const differences = await eventDifferences(context, made.value, { ...plan.event, ...place });
    if (!differences.ok) return differences;
    const judged = await verdict(context, made.value, differences.value);
    return judged.ok ? ok({ holdedId: made.value, differences: differences.value, mirror: [] }) : judged;
  },
};
