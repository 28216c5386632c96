import "server-only";
import type { Failure } from "@/lib/kernel/result";
import { pause, recordRefused, type RunContext, type StepResult } from "@/lib/holded/outbox/context";

/**
 * Holded does not know the purchase that this push made. While its reads may lag behind our writes that says nothing, in
 * whatever step it was asked; afterwards somebody deleted it there, and nothing of this push exists any more.
 */
export async function missing<T>(context: RunContext, error: Failure): Promise<StepResult<T>> {
  const lagMs = lagLeft(context);
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  for (const name of ["create", "attach", "approve"] as const) if (context.steps[name]) await recordRefused(context, name);
  return { ok: false, error };
}

/** Milliseconds for which the newest of our writes may still be invisible. */
export function lagLeft({ steps, readLagMs, now }: RunContext): number {
  const writes = [steps.create, steps.attach, steps.approve].map((step) => step?.doneAt?.getTime() ?? 0);
  return Math.max(...writes) + readLagMs - now().getTime();
}
