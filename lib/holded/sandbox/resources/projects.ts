import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { exact, zero } from "../numbers";
import { page } from "../page";
import { Problem, unprocessable } from "../problem";
import { contacts } from "./contacts";
import { found, named, sent } from "./found";
import { costOf } from "./project-times";
import { isCompleted, projectStatuses, projectTimes, projects, tasks, type Project, type ProjectList } from "./projects-model";
import { keepTags } from "./tags";
import { ownerId, users } from "./users";

type ProjectInput = {
  readonly name: string;
  readonly description?: string | null;
  readonly due_date?: string | null;
  readonly contact_id?: string | null;
  readonly status?: number | null;
  readonly start_date?: string | null;
  readonly billable?: boolean;
  readonly tags?: readonly string[];
  readonly lists?: unknown;
};

export const projectHandlers: Handlers = {
  "GET /projects": (call) => {
    const reader = call.read.in(projects);
    const rows = page(call, reader, { sorted: reader.all(), keep: withStatus(call.query["status"]) });
    return ok({ ...rows, items: rows.items.map((project) => shown(call, project)) });
  },
  "POST /projects": (call) => {
    const { name, description, due_date, contact_id } = bodyOf<ProjectInput>(call);
    const id = call.write.newId();
    call.write.put(projects, {
      id,
      name,
      description: description ?? "",
      key: `P${call.write.in(projects).size + 1}`,
      color: "#2C0934",
      users: [ownerId(call)],
      ...contactOf(call, contact_id),
      start_date: null,
      due_date: due_date ?? null,
      tags: [],
      archived: false,
      status: 0,
      billable: false,
      lists: usualLists.map(([key, title]) => ({ id: call.write.newId(), key, name: title })),
    });
    return created(id);
  },
  "GET /projects/{projectId}": (call) => ok(shown(call, found(call.read, projects, call.params["projectId"]))),
  "PUT /projects/{projectId}": (call) => {
    const old = found(call.write, projects, call.params["projectId"]);
    const { name, description, contact_id, status, tags, lists, billable, ...dates } = sent(bodyOf<ProjectInput>(call));
    if (typeof status === "number" && projectStatuses[status] === undefined) throw unprocessable("status: must be a number from 0 to 4");
    call.write.put(projects, {
      ...old,
      ...("start_date" in dates ? { start_date: dates.start_date ?? null } : {}),
      ...("due_date" in dates ? { due_date: dates.due_date ?? null } : {}),
      name: name ?? old.name,
      ...(description === undefined ? {} : { description: description ?? "" }),
      ...(contact_id === undefined ? {} : contactOf(call, contact_id)),
      status: status ?? old.status,
      billable: billable ?? old.billable,
      tags: tags ? keepTags(call, tags) : old.tags,
      lists: listsFrom(call, lists, old.lists),
    });
    return ok({ id: old.id });
  },
  "DELETE /projects/{projectId}": (call) => {
    const { id } = found(call.write, projects, call.params["projectId"]);
    for (const task of call.write.in(tasks).by("project_id", id)) call.write.remove(tasks, task.id);
    for (const time of call.write.in(projectTimes).by("projectId", id)) call.write.remove(projectTimes, time.id);
    call.write.remove(projects, id);
    return noContent;
  },
  // What the items of a summary hold was never published: sums of what is in the project are our choice.
  "GET /projects/{projectId}/summary": (call) => {
    const { id, name } = found(call.read, projects, call.params["projectId"]);
    const times = call.read.in(projectTimes).by("projectId", id);
    const cost = times.reduce((sum, time) => sum.plus(costOf(time)), exact(zero));
    const item = {
      id,
      name,
      ...taskCounts(call, id),
      duration: times.reduce((sum, time) => sum + time.duration, 0),
      total_cost: call.numbers.treasury.amount(cost),
    };
    return ok({ items: [item], cursor: null, has_more: false });
  },
};

const usualLists = [
  ["pending", "Pendiente"],
  ["in_progress", "En curso"],
  ["done", "Hecho"],
] as const;

function withStatus(status: Call["query"][string]): (project: Project) => boolean {
  if (status === undefined) return () => true;
  if (status === "active") return (project) => !["completed", "cancelled"].includes(projectStatuses[project.status] ?? "");
  const number = projectStatuses.findIndex((name) => name === status);
  if (number === -1)
    throw new Problem(400, `Invalid value for status: "${status}". Expected one of: active, ${projectStatuses.join(", ")}`);
  return (project) => project.status === number;
}

function contactOf(call: Call, id: string | null | undefined): Pick<Project, "contact_id" | "contact_name"> {
  if (!id) return { contact_id: null, contact_name: "" };
  return { contact_id: id, contact_name: named(call.write, contacts, "contact_id", id).name };
}

/** The contract leaves the shape open: objects or names; what is neither changes nothing. */
function listsFrom(call: Call, input: unknown, old: readonly ProjectList[]): readonly ProjectList[] {
  if (!Array.isArray(input)) return old;
  return input.flatMap((one: unknown) => {
    const name = typeof one === "string" ? one : typeof one === "object" && one !== null ? String(Reflect.get(one, "name") ?? "") : "";
    const before = old.find((list) => list.name === name);
    return name === "" ? [] : [before ?? { id: call.write.newId(), key: name.toLowerCase(), name }];
  });
}

function taskCounts(call: Call, id: string): { readonly number_of_tasks: number; readonly completed_tasks: number } {
  const own = call.read.in(tasks).by("project_id", id);
  return { number_of_tasks: own.length, completed_tasks: own.filter(isCompleted).length };
}

function shown(call: Call, { lists: _, users: members, ...project }: Project): unknown {
  const known = call.read.in(users);
  const day = (date: string | null): string | null =>
    date !== null && call.switches.project_dates === "DD/MM/YYYY" ? date.split("-").reverse().join("/") : date;
  return {
    ...project,
    type: "default",
    icon: "",
    scope: "sales",
    users: Object.fromEntries(members.map((id) => [id, { name: known.get(id)?.name ?? "", role: known.get(id)?.role ?? "" }])),
    start_date: day(project.start_date),
    due_date: day(project.due_date),
    ...taskCounts(call, project.id),
  };
}
