import type { ShownReplay } from "@/components/activity/call-view";
/** Steps that write nothing of the proposal's own: looks, and the contact, which does no harm alone. */
const looking: ReadonlySet<string> = new Set(["contact", "check", "missing", "verify"]);

/** The step at which another try goes on: the first that is not done, else the last one. Null before anything began. */
export function stepToRetry({ steps }: Pick<ShownReplay, "steps">): string | null {
  return steps.find(({ state }) => state !== "done")?.name ?? steps.at(-1)?.name ?? null;
}

/**
 * What another try looks at before it writes anything: the object that is known to exist, or our reference, because what
 * was begun may have arrived although no answer said so.
 */
export function firstLook({ steps, holdedId }: Pick<ShownReplay, "steps" | "holdedId">): "written" | "reference" | "nothing" {
  const writes = steps.filter(({ name }) => !looking.has(name));
  if (holdedId !== null || writes.some(({ state }) => state === "done")) return "written";
  return writes.some(({ state }) => state === "started") ? "reference" : "nothing";
}
