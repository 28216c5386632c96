import { z } from "zod";
import type { HoldedClient } from "@/lib/holded/client";
import { endpoint } from "@/lib/holded/endpoint";
import { getProject, type Project } from "@/lib/holded/endpoints/projects";
import { keepingRaw, mergeUpdate, withoutEmpty, type Rewrite, type UpdateOptions } from "@/lib/holded/merge-update";
import { ok, type Result } from "@/lib/kernel/result";

/** What of a project can be changed. Its task lists cannot be read, so they are never written. */
export type ProjectChange = {
  readonly name?: string;
  readonly description?: string;
  readonly startDate?: string;
  readonly dueDate?: string;
  readonly contactId?: string;
  readonly tags?: readonly string[];
};

export function updateProject(
  client: HoldedClient,
  id: string,
  change: ProjectChange,
  options?: UpdateOptions<Project>,
): Promise<Result<Project>> {
  return mergeUpdate(client, projects, id, change, options);
}

const putProject = endpoint({
  method: "PUT",
  path: "/projects/{id}",
  effect: "changes",
  permission: "projects:projects.write",
  body: z.object({
    name: z.string().min(1).optional(),
    description: z.string().optional(),
    start_date: z.iso.date().optional(),
    due_date: z.iso.date().optional(),
    contact_id: z.string().optional(),
    status: z.int().min(0).max(4).optional(),
    billable: z.boolean().optional(),
    tags: z.array(z.string()).optional(),
  }),
});

const follows: Readonly<Record<keyof ProjectChange, readonly string[]>> = {
  name: ["name"],
  description: ["description"],
  startDate: ["start_date"],
  dueDate: ["due_date"],
  contactId: ["contact_id", "contact_name"],
  tags: ["tags"],
};

const projects: Rewrite<Project, ProjectChange> = {
  read: (client, id) => client.call(keepingRaw(getProject), { params: { id } }),
  write: ({ value: held }, change) => {
    const wanted = { ...held, ...withoutEmpty(change) };
    const body = {
      ...withoutEmpty({
        name: wanted.name === "" ? null : wanted.name,
        description: wanted.description,
        start_date: wanted.startDate,
        due_date: wanted.dueDate,
        contact_id: wanted.contactId,
        status: held.status !== null && /^[0-4]$/.test(held.status) ? Number(held.status) : null,
        billable: held.isBillable,
      }),
      tags: [...wanted.tags],
    };
    return ok((client, id) => client.call(putProject, { params: { id }, body }));
  },
  unlike: ({ value: held }, change) =>
    (Object.keys(change) as (keyof ProjectChange)[]).filter((name) => {
      const wanted = change[name];
      if (wanted === undefined) return false;
      if (name === "tags") return (change.tags ?? []).length !== held.tags.length || !change.tags?.every((tag) => held.tags.includes(tag));
      return held[name] !== wanted;
    }),
  touches: (change) => (Object.keys(change) as (keyof ProjectChange)[]).flatMap((name) => follows[name]),
  volatile: ["updated_at"],
};
