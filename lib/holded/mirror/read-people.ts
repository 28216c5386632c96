import "server-only";
import { z } from "zod";
import { between, byName, newestFirst, readByKeys, readObject, readObjects } from "@/lib/holded/mirror/read";
import type { Tx } from "@/lib/platform/db/scope";

const word = z.string().nullable().default(null);

const storedLead = z.object({
  id: z.string(),
  name: z.string(),
  contactId: word,
  contactName: word,
  funnelId: word,
  stageId: word,
  userId: word,
  value: word,
  status: word,
  dueDate: word,
  createdAt: word,
  updatedAt: word,
});
export type MirroredLead = z.infer<typeof storedLead>;

/** The leads of a contact, the newest first. */
export function leadsOf(tx: Tx, contactId: string, statuses?: readonly string[]): Promise<readonly MirroredLead[]> {
  const where = { contactId, ...(statuses === undefined ? {} : { status: { in: [...statuses] } }) };
  return readObjects(tx, "lead", storedLead, { where, orderBy: newestFirst, limit: 100 });
}

export function findLead(tx: Tx, holdedId: string): Promise<MirroredLead | null> {
  return readObject(tx, "lead", storedLead, holdedId);
}

const storedFunnel = z.object({
  id: z.string(),
  name: z.string(),
  stages: z.array(z.object({ id: z.string(), name: z.string(), key: word })).default([]),
});
export type MirroredFunnel = z.infer<typeof storedFunnel>;

export function mirroredFunnels(tx: Tx): Promise<readonly MirroredFunnel[]> {
  return readObjects(tx, "funnel", storedFunnel, { where: {}, limit: 200 });
}

const storedEvent = z.object({
  id: z.string(),
  name: z.string(),
  kind: word,
  contactId: word,
  leadId: word,
  /** By the wall clock in Madrid. */
  start: word,
  end: word,
  location: word,
});
export type MirroredEvent = z.infer<typeof storedEvent>;

type Span = { readonly from?: string; readonly to?: string; readonly limit?: number };

/** What is in the calendar in these days, the newest first. */
export function findEvents(
  tx: Tx,
  { contactId, from, to, limit = 200 }: Span & { readonly contactId?: string },
): Promise<readonly MirroredEvent[]> {
  const where = { ...(contactId === undefined ? {} : { contactId }), ...between(from, to) };
  return readObjects(tx, "event", storedEvent, { where, orderBy: newestFirst, limit });
}

const storedProject = z.object({
  id: z.string(),
  name: z.string(),
  contactId: word,
  contactName: word,
  startDate: word,
  dueDate: word,
  status: word,
  isArchived: z.boolean().default(false),
  isBillable: z.boolean().nullable().default(null),
  userIds: z.array(z.string()).default([]),
});
export type MirroredProject = z.infer<typeof storedProject>;

/** Projects that are not archived, by name. */
export function mirroredProjects(tx: Tx, limit = 2_000): Promise<readonly MirroredProject[]> {
  return readObjects(tx, "project", storedProject, { where: { NOT: { status: "archived" } }, orderBy: byName, limit });
}

const storedTask = z.object({
  id: z.string(),
  name: z.string(),
  projectId: word,
  status: word,
  startDate: word,
  dueDate: word,
  assignedTo: z.array(z.string()).default([]),
  isArchived: z.boolean().default(false),
});
export type MirroredTask = z.infer<typeof storedTask>;

/** The tasks of a project, by name. */
export function tasksOfProject(tx: Tx, projectId: string, limit = 1_000): Promise<readonly MirroredTask[]> {
  return readObjects(tx, "task", storedTask, { where: { parentId: projectId }, orderBy: byName, limit });
}

/** The tasks that one of Holded's users is assigned to. */
export function tasksOfPerson(tx: Tx, userId: string, limit = 500): Promise<readonly MirroredTask[]> {
  return readByKeys(tx, "task", storedTask, [`person:${userId}`], limit);
}

const storedTime = z.object({
  id: z.string(),
  projectId: word,
  taskId: word,
  userId: word,
  userName: word,
  seconds: z.number(),
  description: word,
  date: word,
  isApproved: z.boolean().nullable().default(null),
});
export type MirroredTime = z.infer<typeof storedTime>;

/** Hours of one user in these days, both inclusive, the newest first. A week: its Monday and its Sunday. */
export function timesOf(tx: Tx, userId: string, { from, to, limit = 1_000 }: Span): Promise<readonly MirroredTime[]> {
  const where = { personId: userId, ...between(from, to) };
  return readObjects(tx, "project_time", storedTime, { where, orderBy: newestFirst, limit });
}

const storedEmployee = z.object({ id: z.string(), name: z.string(), email: word, code: word });
export type MirroredEmployee = z.infer<typeof storedEmployee>;

export function mirroredEmployees(tx: Tx): Promise<readonly MirroredEmployee[]> {
  return readObjects(tx, "employee", storedEmployee, { where: {}, orderBy: byName, limit: 2_000 });
}
