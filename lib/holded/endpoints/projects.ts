import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { count, date, flag, idOrNull, words } from "@/lib/holded/endpoints/fields";

const reads = "projects:projects.read";

/** A map from the id of a user to something that is nowhere described; `[]` when empty. */
const userIds = z
  .unknown()
  .optional()
  .transform((value): readonly string[] => {
    if (typeof value !== "object" || value === null) return [];
    if (Array.isArray(value)) return value.flatMap((one: unknown) => (typeof one === "string" ? [one] : []));
    return Object.keys(value);
  });

const project = z
  .object({
    id: z.string().min(1),
    name: text,
    description: text,
    users: userIds,
    contact_id: idOrNull,
    contact_name: text,
    start_date: date,
    due_date: date,
    tags: words,
    archived: flag,
    status: z.union([z.number(), z.string()]).nullish(),
    number_of_tasks: count,
    completed_tasks: count,
    billable: flag,
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    description: raw.description,
    /** One of the two places where ids of Holded's users can be seen. */
    userIds: raw.users,
    contactId: raw.contact_id,
    contactName: raw.contact_name,
    startDate: raw.start_date,
    dueDate: raw.due_date,
    tags: raw.tags,
    isArchived: raw.archived === true,
    /** 0 to 4 as Holded counts them; which is which was never published. */
    status: raw.status === undefined || raw.status === null ? null : String(raw.status),
    taskCount: raw.number_of_tasks,
    doneTaskCount: raw.completed_tasks,
    isBillable: raw.billable,
  }));
export type Project = z.infer<typeof project>;

export const listProjects = endpoint({
  method: "GET",
  path: "/projects",
  effect: "reads",
  permission: reads,
  query: paging.extend({ status: z.enum(["active", "in_progress", "completed", "cancelled", "waiting", "budgeted"]).optional() }),
  answer: () => pageOf(project),
});

export const getProject = endpoint({
  method: "GET",
  path: "/projects/{id}",
  effect: "reads",
  permission: reads,
  answer: () => project,
});

export const createProject = endpoint({
  method: "POST",
  path: "/projects",
  effect: "creates",
  permission: "projects:projects.write",
  body: z.object({
    name: z.string().min(1),
    description: z.string().optional(),
    due_date: z.iso.date().optional(),
    contact_id: z.string().optional(),
  }),
  answer: () => created,
});
