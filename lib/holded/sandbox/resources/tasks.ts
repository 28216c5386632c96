import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { utcMoment } from "../moments";
import { page } from "../page";
import { found, named, sent } from "./found";
import { projects, tasks, type Task } from "./projects-model";
import { userName } from "./users";

type TaskInput = {
  readonly project_id?: string | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly due_date?: string | null;
  readonly priority?: number | null;
  readonly status?: string | null;
  readonly assigned_to?: readonly string[];
};

export const taskHandlers: Handlers = {
  "GET /tasks": (call) => {
    const reader = call.read.in(tasks);
    const rows = page(call, reader, { sorted: reader.all() });
    return ok({ ...rows, items: rows.items.map(shown) });
  },
  "POST /tasks": (call) => {
    const input = bodyOf<TaskInput>(call);
    const project = named(call.write, projects, "project_id", input.project_id ?? "");
    const moment = utcMoment(call.now);
    const id = call.write.newId();
    const fresh: Task = {
      id,
      project_id: project.id,
      list_id: project.lists[0]?.id ?? null,
      name: "",
      description: "",
      index: String(call.write.in(tasks).by("project_id", project.id).length + 1),
      status: "pending",
      priority: 0,
      due_date: null,
      assigned_to: [],
      created_at: moment,
      updated_at: moment,
    };
    call.write.put(tasks, changed(call, fresh, input));
    return created(id);
  },
  "GET /tasks/{taskId}": (call) => ok(shown(found(call.read, tasks, call.params["taskId"]))),
  "PUT /tasks/{taskId}": (call) => {
    const old = found(call.write, tasks, call.params["taskId"]);
    call.write.put(tasks, changed(call, old, bodyOf<TaskInput>(call)));
    return ok({ id: old.id });
  },
  "DELETE /tasks/{taskId}": (call) => {
    call.write.remove(tasks, found(call.write, tasks, call.params["taskId"]).id);
    return noContent;
  },
};

function changed(call: Call, old: Task, input: TaskInput): Task {
  const change = sent(input);
  const project = named(call.write, projects, "project_id", change.project_id ?? old.project_id);
  for (const id of change.assigned_to ?? []) userName(call.write, id);
  const status = change.status ?? old.status;
  return {
    ...old,
    project_id: project.id,
    list_id: project.lists.find((list) => list.key === status)?.id ?? (project.id === old.project_id ? old.list_id : null),
    name: change.name ?? old.name,
    ...("description" in change ? { description: change.description ?? "" } : {}),
    ...("due_date" in change ? { due_date: change.due_date ?? null } : {}),
    priority: change.priority ?? old.priority,
    status,
    assigned_to: change.assigned_to ?? old.assigned_to,
    updated_at: utcMoment(call.now),
  };
}

function shown(task: Task): unknown {
  return { ...task, story_points: 0, type: "default", start_date: null, archived: false, comments: [], featured: false, reference: "" };
}
