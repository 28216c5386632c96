import "server-only";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { crashAfter } from "@/lib/holded/outbox/crash";
import { pause, recordDone, recordRefused, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { doubtDetail } from "@/lib/holded/outbox/doubt";
import { takenIds } from "@/lib/holded/outbox/made-store";
import type { StepName } from "@/lib/holded/push-steps";

type Facts = Readonly<Record<string, string>>;

type Once = {
  readonly name: StepName;
  /** Searches for what an earlier attempt may have left; null: it is not there. `known` is what the step recorded before it wrote. */
  readonly look: (known: Facts) => Promise<StepResult<string | null>>;
  /** Null: Holded said yes and named nothing. */
  readonly write: () => Promise<Result<string | null>>;
  /** Look before the very first write as well: somebody else may have made it. */
  readonly looksFirst: boolean;
  /** Asked before a write while nothing of this step can exist: what stands there now, kept with the step. May refuse. */
  readonly prepare?: () => Promise<StepResult<Facts>>;
  /** Kept with the step. */
  readonly about?: Facts;
};

/** More unanswered writes than this are not bad luck. */
const maxWrites = 5;

/**
 * Makes one thing in Holded at most once, whatever crashes or gets lost. `started` is recorded before the write; while it
 * stands, the next attempt looks first, and writes again only when the thing stayed invisible for longer than Holded's
 * reads lag behind. Gives the id and whether it was written now or found.
 */
export async function writeOnce(context: RunContext, once: Once): Promise<StepResult<string>> {
  const step = context.steps[once.name];
  if (step?.state === "done" && step.result.id !== undefined) return ok(step.result.id);
  const mayExist = step?.state === "started";
  // What a look says is as old as its first read, however long it takes.
  const asked = context.now();
  if (mayExist || once.looksFirst) {
    const found = await once.look(step?.result ?? {});
    if (!found.ok) return found;
    if (found.value !== null) return adopt(context, once, found.value);
  }
  if (mayExist) {
    const tooEarly = await stillLagging(context, once, asked);
    return tooEarly ?? write(context, once, knownOf(step.result), Number(step.result.writes ?? 0));
  }
  const prepared = once.prepare ? await once.prepare() : ok({});
  return prepared.ok ? write(context, once, prepared.value, 0) : prepared;
}

/** What `prepare` had found, before the first of several writes. */
function knownOf({ writes: _w, unknownSince: _u, ...known }: Facts): Facts {
  return known;
}

async function write(context: RunContext, once: Once, known: Facts, writesBefore: number): Promise<StepResult<string>> {
  if (writesBefore >= maxWrites)
    return { ok: false, error: { code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) } };
  const facts = { ...known, ...once.about, writes: String(writesBefore + 1) };
  await recordStarted(context, once.name, facts);
  const written = await once.write();
  if (written.ok && written.value !== null) {
    crashAfter(once.name);
    await recordDone(context, once.name, { ...known, ...once.about, id: written.value, how: "written" });
    return ok(written.value);
  }
  if (!written.ok && written.error.retry !== "unknown_outcome") {
    await recordRefused(context, once.name);
    return written;
  }
  // It may have arrived. From now on, not from the beginning of the call, it has the lag's time to become visible.
  await recordStarted(context, once.name, { ...facts, unknownSince: context.now().toISOString() });
  const found = await once.look(facts);
  if (!found.ok) return found;
  if (found.value !== null) return adopt(context, once, found.value);
  return written.ok ? pause(context.readLagMs) : written;
}

/**
 * After a crash nobody knows when the call ended: the wait begins when the crash is noticed, and not before the longest
 * call that may have been under way would have been given up.
 */
async function stillLagging(context: RunContext, once: Once, asked: Date): Promise<StepResult<string> | null> {
  const step = context.steps[once.name];
  const now = context.now();
  if (step?.result.unknownSince === undefined) {
    const ended = Math.max(now.getTime(), (step?.startedAt.getTime() ?? 0) + context.callMs);
    await recordStarted(context, once.name, { ...step?.result, unknownSince: new Date(ended).toISOString() });
    return pause(ended + context.readLagMs - now.getTime());
  }
  const knownFrom = Date.parse(step.result.unknownSince) + context.readLagMs;
  return asked.getTime() < knownFrom ? pause(knownFrom - now.getTime()) : null;
}

async function adopt(context: RunContext, once: Once, id: string): Promise<StepResult<string>> {
  const known = knownOf(context.steps[once.name]?.result ?? {});
  await recordDone(context, once.name, { ...known, ...once.about, id, how: "found" });
  return ok(id);
}

type Natural = Pick<Once, "name" | "write" | "about"> & {
  /** Ids of everything that has this natural key now. */
  readonly standing: () => Promise<StepResult<readonly string[]>>;
  /** What stands there before the first write, if that was asked already; by default asked anew. */
  readonly baseline?: () => Promise<StepResult<readonly string[]>>;
  /** Asked before the first write: whether everything still is as it was approved. */
  readonly guard?: () => Promise<StepResult<null>>;
};

/**
 * The same for what carries no reference of ours and is known by its natural key alone. What stood there before the first
 * write is recorded and never taken for ours, nor is what another of our own writes has made. Two candidates are for a
 * person to tell apart.
 */
export function writeNaturalOnce(
  context: RunContext,
  { standing, baseline = standing, guard, ...once }: Natural,
): Promise<StepResult<string>> {
  const { scope, push } = context;
  const prepare = async (): Promise<StepResult<Facts>> => {
    const asApproved = guard ? await guard() : ok(null);
    if (!asApproved.ok) return asApproved;
    const now = await baseline();
    return now.ok ? ok({ before: now.value.join(",") }) : now;
  };
  const look = async (known: Facts): Promise<StepResult<string | null>> => {
    const now = await standing();
    if (!now.ok) return now;
    const before = new Set((known.before ?? "").split(","));
    const added = now.value.filter((id) => !before.has(id));
    const taken = await scope.read((tx) => takenIds(tx, scope, added, { pushId: push.id, name: once.name }));
    const [candidate, ...others] = added.filter((id) => !taken.has(id));
    if (others.length === 0) return ok(candidate ?? null);
    const detail = { ...placeToLook(context), candidates: others.length + 1 };
    return { ok: false, error: { code: "holded.outcome_unknown", retry: "never", detail } };
  };
  return writeOnce(context, { ...once, look, prepare, looksFirst: false });
}

/**
 * Nobody knows whether it was done and there is nothing to look for: it is never repeated by the machine. A person finds
 * out and says whether it was done (`answerDoubt`).
 */
export function cannotLook(context: RunContext, step: StepName): { readonly ok: false; readonly error: Failure } {
  const since = context.steps[step]?.startedAt ?? context.now();
  return fail({ code: "holded.outcome_unknown", retry: "never", detail: { ...placeToLook(context), ...doubtDetail(step, since) } });
}

/** How a step was done of which only a person knows. */
export const byPerson = "person";

/** Where a person finds out whether it exists. */
export function placeToLook({ push, place }: RunContext): Record<string, string> {
  return { ...place, reference: push.externalRef };
}
