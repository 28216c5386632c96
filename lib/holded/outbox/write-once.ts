import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import { crashAfter } from "@/lib/holded/outbox/crash";
import { pause, recordDone, recordRefused, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { StepName } from "@/lib/holded/outbox/store";

type Once = {
  readonly name: StepName;
  /** Searches for what an earlier attempt may have left; null: it is not there. */
  readonly look: () => Promise<Result<string | null>>;
  readonly write: () => Promise<Result<string>>;
  /** Look before the very first write as well: somebody else may have made it. */
  readonly looksFirst: boolean;
  /** Kept with the step. */
  readonly about?: Readonly<Record<string, string>>;
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
  if (mayExist || once.looksFirst) {
    const found = await once.look();
    if (!found.ok) return found;
    if (found.value !== null) return adopt(context, once, found.value);
  }
  if (mayExist) {
    const tooEarly = await stillLagging(context, once);
    if (tooEarly) return tooEarly;
  }
  return write(context, once, Number(step?.result.writes ?? 0));
}

async function write(context: RunContext, once: Once, writesBefore: number): Promise<StepResult<string>> {
  if (writesBefore >= maxWrites)
    return { ok: false, error: { code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) } };
  const writes = String(writesBefore + 1);
  await recordStarted(context, once.name, { ...once.about, writes });
  const written = await once.write();
  if (written.ok) {
    crashAfter(once.name);
    await recordDone(context, once.name, { ...once.about, id: written.value, how: "written" });
    return written;
  }
  if (written.error.retry !== "unknown_outcome") {
    await recordRefused(context, once.name);
    return written;
  }
  // It may have arrived. From now on, not from the beginning of the call, it has the lag's time to become visible.
  await recordStarted(context, once.name, { ...once.about, writes, unknownSince: context.now().toISOString() });
  const found = await once.look();
  if (found.ok && found.value !== null) return adopt(context, once, found.value);
  return found.ok ? written : found;
}

/** After a crash nobody knows when the call ended: the wait begins when the crash is noticed. */
async function stillLagging(context: RunContext, once: Once): Promise<StepResult<string> | null> {
  const result = context.steps[once.name]?.result ?? {};
  const now = context.now();
  if (result.unknownSince === undefined) {
    await recordStarted(context, once.name, { ...result, unknownSince: now.toISOString() });
    return pause(context.readLagMs);
  }
  const waitMs = Date.parse(result.unknownSince) + context.readLagMs - now.getTime();
  return waitMs > 0 ? pause(waitMs) : null;
}

async function adopt(context: RunContext, once: Once, id: string): Promise<StepResult<string>> {
  await recordDone(context, once.name, { ...once.about, id, how: "found" });
  return ok(id);
}

/** Where a person finds out whether it exists. */
export function placeToLook({ push }: RunContext): Record<string, string> {
  const { number, date } = push.plan.body;
  return { number, date, reference: push.externalRef };
}
