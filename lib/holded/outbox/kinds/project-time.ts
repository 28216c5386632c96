import "server-only";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { eachPage } from "@/lib/holded/client";
import { createProjectTime, listProjectTimes, type ProjectTime } from "@/lib/holded/endpoints/project-times";
import { mustBe, type Difference } from "@/lib/holded/outbox/compare";
import { recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { timeRow } from "@/lib/holded/mirror/rows";
import type { MirroredRow, PushKind, Written } from "@/lib/holded/outbox/kind";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { placeToLook, writeNaturalOnce } from "@/lib/holded/outbox/write-once";
import type { ProjectTimePlan, TimeEntry } from "@/lib/holded/plans/project-time";

/**
 * Hours on projects. An entry has no reference: project, person, day, duration, task and text are all there is. So what
 * stood there before is recorded, and one more entry of the kind than before belongs to each entry of the plan.
 */
export const projectTime: PushKind<ProjectTimePlan> = {
  main: "time-1",
  harmless: [],
  own: [],
  conflicts: ({ entries }) => [...new Set(entries.map(({ projectId, userId, date }) => `times:${projectId}:${userId}:${date}`))],
  place: ({ entries }) => ({
    project: entries[0]?.projectId ?? "",
    person: entries[0]?.userId ?? "",
    day: entries[0]?.date ?? "",
    entries: String(entries.length),
  }),
  async carry(context, plan) {
    const before = rememberedList(context);
    const made: string[] = [];
    for (const [index, entry] of plan.entries.entries()) {
      const one = await entryOnce(context, entry, index, before);
      if (!one.ok) return one;
      made.push(one.value);
    }
    return readBack(context, plan, made);
  },
};

type Times = (projectId: string) => Promise<Result<readonly ProjectTime[]>>;

/** The list of each project, read once for all entries of the run: enough to know what stood there before any of them. */
function rememberedList(context: RunContext): Times {
  const lists = new Map<string, Awaited<ReturnType<Times>>>();
  return async (projectId) => {
    const known = lists.get(projectId);
    if (known) return known;
    const list = await timesOf(context, projectId);
    if (list.ok) lists.set(projectId, list);
    return list;
  };
}

/** 5,000 entries of one project: a list that goes on behind that is not known. */
const maxPages = 25;

async function timesOf(context: RunContext, projectId: string): Promise<Result<readonly ProjectTime[]>> {
  const list = (cursor: string | undefined) =>
    context.client.call(listProjectTimes, { params: { projectId }, query: cursor === undefined ? {} : { cursor } });
  const found: ProjectTime[] = [];
  let isWhole = false;
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    // What cannot be read may be the one.
    if (page.value.unreadable.length > 0) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
    found.push(...page.value.items);
    isWhole = page.value.next === null;
  }
  return isWhole ? ok(found) : fail({ code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) });
}

const textOf = (text: string | null): string => (text ?? "").trim();
const isSame = (one: ProjectTime, { userId, date, seconds, taskId, description }: TimeEntry): boolean =>
  one.userId === userId &&
  one.date?.slice(0, 10) === date &&
  one.seconds === seconds &&
  one.taskId === taskId &&
  textOf(one.description) === textOf(description);

function entryOnce(context: RunContext, entry: TimeEntry, index: number, before: Times): Promise<StepResult<string>> {
  const { projectId, userId, date, seconds, taskId, description } = entry;
  const idsIn = async (list: ReturnType<Times>): Promise<StepResult<readonly string[]>> => {
    const times = await list;
    return times.ok ? ok(times.value.filter((one) => isSame(one, entry)).map(({ id }) => id)) : times;
  };
  const write = async (): Promise<Result<string>> => {
    const made = await context.client.call(createProjectTime, {
      params: { projectId },
      body: {
        duration: seconds,
        user_id: userId,
        date,
        ...(description === null ? {} : { description }),
        ...(taskId === null ? {} : { task_id: taskId }),
      },
    });
    return made.ok ? ok(made.value.id) : made;
  };
  return writeNaturalOnce(context, {
    name: `time-${index + 1}`,
    standing: () => idsIn(timesOf(context, projectId)),
    baseline: () => idsIn(before(projectId)),
    write,
  });
}

async function readBack(context: RunContext, { entries }: ProjectTimePlan, made: readonly string[]): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = rememberedList(context);
  const differences: Difference[] = [];
  const mirror: MirroredRow[] = [];
  for (const [index, entry] of entries.entries()) {
    const times = await now(entry.projectId);
    if (!times.ok) return times;
    const id = made[index] ?? "";
    const stands = times.value.find((one) => one.id === id && isSame(one, entry));
    // The list of one project does not say whose it is.
    if (stands) mirror.push({ resource: "project_time", row: timeRow({ ...stands, projectId: entry.projectId }) });
    differences.push(...(stands ? [] : mustBe(`entry ${index + 1}`, `${entry.date} ${entry.seconds} s`, null)));
  }
  const [holdedId = ""] = made;
  const judged = await verdict(context, holdedId, differences);
  return judged.ok ? ok({ holdedId, differences, mirror }) : judged;
}
