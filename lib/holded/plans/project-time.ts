import { z } from "zod";
import { holdedId } from "@/lib/holded/plans/parts";

/** One entry of hours. Everything that was approved and nothing invented: no cost, no category. */
const timeEntry = z.object({
  projectId: holdedId,
  userId: holdedId,
  date: z.iso.date(),
  seconds: z.int().min(1).max(86_400),
  taskId: holdedId.nullable(),
  description: z.string().min(1).max(1_000).nullable(),
});
export type TimeEntry = z.infer<typeof timeEntry>;

/**
 * Hours on projects, such as the week of one person. Entries have no reference; all they say is their natural key. Two
 * equal ones are two entries: as many stand there afterwards as before, and as many more as this plan names.
 */
export const projectTimePlan = z.object({ kind: z.literal("project_time"), entries: z.array(timeEntry).min(1).max(60) });
export type ProjectTimePlan = z.infer<typeof projectTimePlan>;
