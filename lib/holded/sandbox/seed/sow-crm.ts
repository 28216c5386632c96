import { madridMoment, utcMoment } from "../moments";
import { contactGroups } from "../resources/contact-groups";
import { contacts } from "../resources/contacts";
import { employeeTimes } from "../resources/employee-times-model";
import { employeeOf, employees } from "../resources/employees";
import { events } from "../resources/events";
import { funnels } from "../resources/funnels";
import { leads } from "../resources/leads-model";
import { projectTimes, projects, tasks } from "../resources/projects-model";
import { normalizeTag } from "../resources/tags";
import { users } from "../resources/users";
import type { CrmSeed } from "./seed-crm";
import type { Transaction } from "../store";

/** Puts people, sales and work into an account whose contacts are there already. */
export function sowCrm(write: Transaction, seed: CrmSeed, at: Date): void {
  const moment = utcMoment(at);
  for (const { name, role } of seed.users) write.put(users, { id: write.newId(), name, role });
  for (const name of seed.groups) write.put(contactGroups, { id: write.newId(), name, description: null, color: null });
  for (const { name, stages } of seed.funnels) {
    const made = stages.map(([stage, probability]) => ({
      id: write.newId(),
      name: stage,
      key: normalizeTag(stage),
      description: "",
      deal_probability: probability,
      rotting_days: 0,
    }));
    write.put(funnels, { id: write.newId(), name, stages: made, labels: [], created_at: moment, updated_at: moment });
  }
  for (const lead of seed.leads) sowLead(write, lead, moment);
  for (const event of seed.events) sowEvent(write, event, moment);
  for (const project of seed.projects) sowProject(write, project, moment);
  for (const person of seed.employees) sowEmployee(write, person);
}

function sowLead(write: Transaction, seed: CrmSeed["leads"][number], moment: string): void {
  const funnel = one(write.in(funnels).all(), seed.funnel);
  const contact = one(write.in(contacts).all(), seed.contact);
  const owner = write.in(users).all()[0]?.id ?? "";
  write.put(leads, {
    id: write.newId(),
    user_id: owner,
    funnel_id: funnel.id,
    contact_id: contact.id,
    contact_name: contact.name,
    name: seed.name,
    person_id: null,
    person_name: null,
    value: seed.value,
    potential: seed.potential,
    due_date: seed.due_date,
    stage_id: one(funnel.stages, seed.stage).id,
    created_at: moment,
    updated_at: moment,
    custom_fields: [],
    status: seed.status ?? "open",
    events: (seed.notes ?? []).map(([title, description]) => ({
      event_id: write.newId(),
      type: "note" as const,
      title,
      description,
      created_at: moment,
      user_id: owner,
    })),
    tasks: (seed.tasks ?? []).map((name) => ({ task_id: write.newId(), name, status: 0 })),
    files: [],
  });
}

function sowEvent(write: Transaction, seed: CrmSeed["events"][number], moment: string): void {
  const lead = one(write.in(leads).all(), seed.lead);
  write.put(events, {
    id: write.newId(),
    name: seed.name,
    userId: lead.user_id,
    contact_id: lead.contact_id,
    contact_name: lead.contact_name,
    kind: seed.kind,
    description: null,
    start_date: madridMoment(seed.start, "madrid"),
    end_date: madridMoment(seed.end, "madrid"),
    status: 0,
    tags: [],
    location: null,
    lead_id: lead.id,
    funnel_id: lead.funnel_id,
    created_at: moment,
    updated_at: moment,
  });
}

function sowProject(write: Transaction, seed: CrmSeed["projects"][number], moment: string): void {
  const userId = (name: string): string => one(write.in(users).all(), name).id;
  const contact = seed.contact === null ? null : one(write.in(contacts).all(), seed.contact);
  const id = write.newId();
  const lists = [
    { id: write.newId(), key: "pending", name: "Pendiente" },
    { id: write.newId(), key: "in_progress", name: "En curso" },
    { id: write.newId(), key: "done", name: "Hecho" },
  ];
  write.put(projects, {
    id,
    name: seed.name,
    description: seed.description,
    key: `P${write.in(projects).size + 1}`,
    color: "#2C0934",
    users: seed.users.map(userId),
    contact_id: contact?.id ?? null,
    contact_name: contact?.name ?? "",
    start_date: seed.start_date,
    due_date: seed.due_date,
    tags: [],
    archived: false,
    status: seed.status,
    billable: contact !== null,
    lists,
  });
  const taskIds = new Map<string, string>();
  for (const [place, task] of seed.tasks.entries()) {
    const taskId = write.newId();
    taskIds.set(task.name, taskId);
    write.put(tasks, {
      id: taskId,
      project_id: id,
      list_id: lists.find((list) => list.key === task.status)?.id ?? null,
      name: task.name,
      description: "",
      index: String(place + 1),
      status: task.status,
      priority: 0,
      due_date: null,
      assigned_to: task.assigned.map(userId),
      created_at: moment,
      updated_at: moment,
    });
  }
  for (const [user, date, duration, description, task] of seed.times) {
    write.put(projectTimes, {
      id: write.newId(),
      projectId: id,
      duration,
      user_id: userId(user),
      user_name: user,
      description,
      date,
      task_id: task === null ? null : (taskIds.get(task) ?? null),
      cost_per_hour: seed.costPerHour,
      category: "",
      approved: false,
    });
  }
}

/** An employee with one morning at work, so that lists of hours are not empty. */
function sowEmployee(write: Transaction, person: CrmSeed["employees"][number]): void {
  const id = write.newId();
  write.put(employees, employeeOf(id, person));
  const hours = { start_at: "2026-11-16T08:00:00+00:00", end_at: "2026-11-16T12:30:00+00:00" };
  write.put(employeeTimes, { id: write.newId(), employee_id: id, ...hours, approved: false });
}

function one<T extends { readonly name: string }>(rows: readonly T[], name: string): T {
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`the seed names "${name}", which it does not have`);
  return found;
}
