import "server-only";
import type { Failure } from "@/lib/kernel/result";
import { pause, recordRefused, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { StepName } from "@/lib/holded/push-steps";

/**
 * Holded does not know something that this push made or builds on. While its reads may lag behind writes that says
 * nothing, in whatever step it was asked; afterwards somebody deleted it there. Then nothing of the push exists any more,
 * as far as its own object is concerned (`own`: the steps that made it).
 */
export async function missing<T>(context: RunContext, error: Failure, own: readonly StepName[]): Promise<StepResult<T>> {
  const now = context.now().getTime();
  const noticed = context.steps.missing;
  if (noticed?.state !== "started") await recordStarted(context, "missing");
  const since = context.steps.missing?.startedAt.getTime() ?? now;
  const lagMs = Math.max(lagLeft(context), since + context.readLagMs - now);
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  for (const name of ["missing", ...own] as const) if (context.steps[name]) await recordRefused(context, name);
  return { ok: false, error };
}

const passive: readonly string[] = ["verify", "check", "missing"];

/** Milliseconds for which the newest of our writes may still be invisible, or was when the read that is judged began. */
export function lagLeft({ steps, readLagMs, now }: RunContext, asked: Date = now()): number {
  const writes = Object.entries(steps).map(([name, step]) => (passive.includes(name) ? 0 : (step?.doneAt?.getTime() ?? 0)));
  return Math.max(0, ...writes) + readLagMs - asked.getTime();
}
