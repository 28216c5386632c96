import type { Decimal } from "decimal.js";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { madridDay } from "../moments";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { found, named, sent } from "./found";
import { projectTimes, projects, tasks, type ProjectTime } from "./projects-model";
import { userName } from "./users";

type TimeInput = {
  readonly duration?: number | null;
  readonly user_id?: string | null;
  readonly description?: string | null;
  readonly date?: string | null;
  readonly task_id?: string | null;
  readonly cost_per_hour?: string | null;
  readonly category?: string | null;
};

export const projectTimeHandlers: Handlers = {
  // Records do not say of which project they are, as in Holded.
  "GET /project-times": (call) => {
    const reader = call.read.in(projectTimes);
    const rows = page(call, reader, { sorted: reader.all() });
    return ok({ ...rows, items: rows.items.map((time) => shown(call, time)) });
  },
  "GET /projects/{projectId}/times": (call) => {
    const project = found(call.read, projects, call.params["projectId"]);
    const reader = call.read.in(projectTimes);
    const rows = page(call, reader, { sorted: reader.by("projectId", project.id) });
    return ok({ ...rows, items: rows.items.map((time) => shown(call, time)) });
  },
  "POST /projects/{projectId}/times": (call) => {
    const project = found(call.write, projects, call.params["projectId"]);
    const id = call.write.newId();
    const fresh: ProjectTime = {
      id,
      projectId: project.id,
      duration: 0,
      user_id: "",
      user_name: "",
      description: "",
      date: madridDay(call.now),
      task_id: null,
      cost_per_hour: "0",
      category: "",
      approved: false,
    };
    call.write.put(projectTimes, changed(call, fresh, bodyOf<TimeInput>(call)));
    return created(id);
  },
  "GET /projects/{projectId}/times/{timeId}": (call) => ok(shown(call, timeOf(call, call.read))),
  "PUT /projects/{projectId}/times/{timeId}": (call) => {
    const old = timeOf(call, call.write);
    call.write.put(projectTimes, changed(call, old, bodyOf<TimeInput>(call)));
    return ok({ id: old.id });
  },
  "DELETE /projects/{projectId}/times/{timeId}": (call) => {
    call.write.remove(projectTimes, timeOf(call, call.write).id);
    return noContent;
  },
};

/** What the hours of a record cost. */
export const costOf = (time: Pick<ProjectTime, "cost_per_hour" | "duration">): Decimal =>
  exact(time.cost_per_hour).times(time.duration).dividedBy(3600);

function timeOf(call: Call, database: Call["read"]): ProjectTime {
  const time = found(database, projectTimes, call.params["timeId"]);
  if (time.projectId !== call.params["projectId"]) throw notFound();
  return time;
}

function changed(call: Call, old: ProjectTime, input: TimeInput): ProjectTime {
  const change = sent(input);
  const duration = change.duration ?? old.duration;
  if (!Number.isInteger(duration) || duration <= 0) throw unprocessable("duration: must be a whole number of seconds");
  const cost = change.cost_per_hour ?? old.cost_per_hour;
  if (!/^\d{1,9}(\.\d+)?$/.test(cost)) throw unprocessable(`cost_per_hour: "${cost}" is not a decimal amount such as "30.00"`);
  const user = change.user_id ?? old.user_id;
  const task = "task_id" in change ? (change.task_id ?? null) : old.task_id;
  if (task && named(call.write, tasks, "task_id", task).project_id !== old.projectId) throw unprocessable("task_id: not of this project");
  return {
    ...old,
    duration,
    user_id: user,
    user_name: userName(call.write, user),
    ...("description" in change ? { description: change.description ?? "" } : {}),
    date: change.date ?? old.date,
    task_id: task,
    cost_per_hour: cost,
    category: change.category ?? old.category,
  };
}

function shown(call: Call, { projectId: _, ...time }: ProjectTime): unknown {
  const { amount } = call.numbers.treasury;
  return { ...time, cost_per_hour: amount(exact(time.cost_per_hour)), total_cost: amount(costOf(time)) };
}
