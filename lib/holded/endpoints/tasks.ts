import { z } from "zod";
import { created, endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { date, flag, idOrNull, words } from "@/lib/holded/endpoints/fields";

const projectTask = z
  .object({
    id: z.string().min(1),
    project_id: idOrNull,
    list_id: idOrNull,
    name: text,
    description: text,
    status: text,
    start_date: date,
    due_date: date,
    archived: flag,
    assigned_to: words,
  })
  .transform((raw) => ({
    id: raw.id,
    projectId: raw.project_id,
    listId: raw.list_id,
    name: raw.name ?? "",
    description: raw.description,
    /** The column of the board: a word of the account's own. */
    status: raw.status,
    startDate: raw.start_date,
    dueDate: raw.due_date,
    isArchived: raw.archived === true,
    assignedTo: raw.assigned_to,
  }));
export type ProjectTask = z.infer<typeof projectTask>;

/** The tasks of all projects. */
export const listTasks = endpoint({
  method: "GET",
  path: "/tasks",
  effect: "reads",
  permission: "projects:projects.read",
  query: paging,
  answer: () => pageOf(projectTask),
});

export const getTask = endpoint({
  method: "GET",
  path: "/tasks/{id}",
  effect: "reads",
  permission: "projects:projects.read",
  answer: () => projectTask,
});

export const createTask = endpoint({
  method: "POST",
  path: "/tasks",
  effect: "creates",
  permission: "projects:projects.write",
  body: z.object({
    project_id: z.string().min(1),
    name: z.string().min(1),
    description: z.string().optional(),
    due_date: z.iso.date().optional(),
    assigned_to: z.array(z.string()).optional(),
  }),
  answer: () => created,
});
