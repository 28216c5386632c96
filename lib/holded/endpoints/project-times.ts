import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { perMode, amount, count, date, flag, idOrNull, inOneFormat } from "@/lib/holded/endpoints/fields";

const reads = "projects:projects.read";

const costs = ["cost_per_hour", "total_cost"];

const projectTime = perMode((mode) =>
  z
    .object({
      id: z.string().min(1),
      project_id: idOrNull,
      duration: count,
      user_id: idOrNull,
      user_name: text,
      description: text,
      date,
      task_id: idOrNull,
      cost_per_hour: amount(mode),
      total_cost: amount(mode),
      approved: flag,
      category: text,
    })
    .transform((raw, context) => {
      if (raw.duration === null) {
        context.addIssue({ code: "custom", message: "a record without duration" });
        return z.NEVER;
      }
      return {
        id: raw.id,
        /** Null where the list does not say it: the list of one project leaves it out. */
        projectId: raw.project_id,
        seconds: raw.duration,
        userId: raw.user_id,
        userName: raw.user_name,
        description: raw.description,
        date: raw.date,
        taskId: raw.task_id,
        costPerHour: raw.cost_per_hour,
        totalCost: raw.total_cost,
        /** Only approved records count in Holded's billing; only a person can approve them, in Holded. */
        isApproved: raw.approved,
        category: raw.category,
      };
    }),
);
export type ProjectTime = z.infer<ReturnType<typeof projectTime>>;

export const listProjectTimes = endpoint({
  method: "GET",
  path: "/projects/{projectId}/times",
  effect: "reads",
  permission: reads,
  query: paging,
  answer: (known) => inOneFormat(known, (mode) => pageOf(projectTime(mode)), costs),
});

/** The records of all projects. */
export const listAllProjectTimes = endpoint({
  method: "GET",
  path: "/project-times",
  effect: "reads",
  permission: reads,
  query: paging,
  answer: (known) => inOneFormat(known, (mode) => pageOf(projectTime(mode)), costs),
});

export const getProjectTime = endpoint({
  method: "GET",
  path: "/projects/{projectId}/times/{id}",
  effect: "reads",
  permission: reads,
  answer: (known) => inOneFormat(known, projectTime, costs),
});

/** A record has no field for a reference: what was written is found again by project, person, day and duration. */
export const createProjectTime = endpoint({
  method: "POST",
  path: "/projects/{projectId}/times",
  effect: "creates",
  permission: "projects:projects.write",
  body: z.object({
    /** Seconds. */
    duration: z.int().positive(),
    user_id: z.string().min(1),
    date: z.iso.date(),
    description: z.string().optional(),
    task_id: z.string().optional(),
    cost_per_hour: z
      .string()
      .regex(/^\d+\.\d{2}$/)
      .optional(),
    category: z.string().optional(),
  }),
  answer: () => created,
});
