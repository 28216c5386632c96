import { z } from "zod";
import { contactOfPlan, decimal, holdedId } from "@/lib/holded/plans/parts";

const note = z.object({ title: z.string().min(1).max(300), description: z.string().min(1).max(10_000).nullable() });
const task = z.object({ name: z.string().min(1).max(500) });
const event = z.object({
  name: z.string().min(1).max(300),
  kind: z.string().nullable(),
  description: z.string().min(1).max(10_000).nullable(),
  /** The clock on the wall in Madrid: Holded ignores any offset. */
  start: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  durationSeconds: z.int().min(60).nullable(),
  location: z.string().min(1).max(500).nullable(),
  userId: holdedId.nullable(),
});
export type NoteOfPlan = z.infer<typeof note>;
export type EventOfPlan = z.infer<typeof event>;

/** A new opportunity in a funnel, with what belongs to it: contact → lead → note → task → event. */
export const leadPlan = z.object({
  kind: z.literal("lead"),
  contact: contactOfPlan,
  lead: z.object({
    funnelId: holdedId,
    /** Null: where the funnel begins. */
    stageId: holdedId.nullable(),
    name: z.string().min(1).max(300),
    value: decimal.nullable(),
    dueDate: z.iso.date().nullable(),
  }),
  note: note.nullable(),
  task: task.nullable(),
  event: event.nullable(),
});
export type LeadPlan = z.infer<typeof leadPlan>;

/** A note on a lead. Lead, title and text are its natural key. */
export const leadNotePlan = z.object({ kind: z.literal("lead_note"), leadId: holdedId, leadName: z.string(), note });
export type LeadNotePlan = z.infer<typeof leadNotePlan>;

/** A task on a lead. Lead and name are its natural key. */
export const leadTaskPlan = z.object({ kind: z.literal("lead_task"), leadId: holdedId, leadName: z.string(), task });
export type LeadTaskPlan = z.infer<typeof leadTaskPlan>;

/** Moves a lead to another stage, if it still is where it was when a person approved. */
export const leadStagePlan = z.object({
  kind: z.literal("lead_stage"),
  leadId: holdedId,
  leadName: z.string(),
  from: holdedId,
  to: holdedId,
});
export type LeadStagePlan = z.infer<typeof leadStagePlan>;

/** An appointment. Events carry tags, and so our reference. */
export const eventPlan = z.object({
  kind: z.literal("event"),
  event,
  contactId: holdedId.nullable(),
  leadId: holdedId.nullable(),
});
export type EventPlan = z.infer<typeof eventPlan>;
