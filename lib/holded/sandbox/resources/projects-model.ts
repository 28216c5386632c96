import type { CollectionDefinition } from "../collection";

export type ProjectList = { readonly id: string; readonly key: string; readonly name: string };

/** A project as it is kept. */
export type Project = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly key: string;
  readonly color: string;
  /** Ids of the users who work in it. */
  readonly users: readonly string[];
  readonly contact_id: string | null;
  readonly contact_name: string;
  /** Calendar days, `YYYY-MM-DD`. */
  readonly start_date: string | null;
  readonly due_date: string | null;
  readonly tags: readonly string[];
  readonly archived: boolean;
  /** Place in `projectStatuses`. */
  readonly status: number;
  readonly billable: boolean;
  readonly lists: readonly ProjectList[];
};

export type Task = {
  readonly id: string;
  readonly project_id: string;
  readonly list_id: string | null;
  readonly name: string;
  readonly description: string;
  readonly index: string;
  readonly status: string;
  readonly priority: number;
  readonly due_date: string | null;
  readonly assigned_to: readonly string[];
  readonly created_at: string;
  readonly updated_at: string;
};

export type ProjectTime = {
  readonly id: string;
  readonly projectId: string;
  /** Seconds. */
  readonly duration: number;
  readonly user_id: string;
  readonly user_name: string;
  readonly description: string;
  readonly date: string;
  readonly task_id: string | null;
  /** Decimal with a dot. */
  readonly cost_per_hour: string;
  readonly category: string;
  /** Only a person can approve, in Holded. */
  readonly approved: boolean;
};

/**
 * Numbers 0 to 4 of a project's status. The API names six words for the filter and five numbers for the field;
 * that `active` means "neither completed nor cancelled" and the others follow in the order of the list is assumed.
 */
export const projectStatuses = ["in_progress", "completed", "cancelled", "waiting", "budgeted"] as const;

export const projects: CollectionDefinition<Project> = { name: "projects" };
export const tasks: CollectionDefinition<Task> = { name: "tasks", indexes: { project_id: (task) => task.project_id } };
export const projectTimes: CollectionDefinition<ProjectTime> = {
  name: "project-times",
  indexes: { projectId: (time) => time.projectId, task_id: (time) => time.task_id },
};

/** A task that counts as completed in its project. */
export const isCompleted = (task: Task): boolean => ["done", "completed", "closed"].includes(task.status);
