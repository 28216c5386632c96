import "server-only";
import { env } from "@/lib/platform/env";
import type { StepName } from "@/lib/holded/push-steps";

/**
 * For the tests that show that nothing is written twice: the process dies without a word after this step was written in
 * Holded and before it is recorded. Only on one machine, and only with fault injection switched on.
 */
export function crashAfter(step: StepName): void {
  const { VISTO_MODE: mode, VISTO_FAULTS: faults, VISTO_CRASH_AFTER: wanted } = env();
  if (mode === "embedded" && faults === "on" && wanted === step) process.kill(process.pid, "SIGKILL");
}
