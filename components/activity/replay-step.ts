import type { ShownReplay } from "@/components/activity/call-view";
import type catalogue from "@/lib/platform/i18n/messages/es.json";

export type StepKey = keyof typeof catalogue.activity.steps;

/** Steps of a sending that have words in the catalogue. */
const knownSteps: readonly StepKey[] = ["contact", "create", "attach", "approve", "verify"];

export function stepKey(name: string): StepKey | null {
  return knownSteps.find((known) => known === name) ?? null;
}

/** The step at which another try goes on: the first that is not done, else the last one. Null before anything began. */
export function stepToRetry({ steps }: Pick<ShownReplay, "steps">): string | null {
  return steps.find(({ state }) => state !== "done")?.name ?? steps.at(-1)?.name ?? null;
}

/**
 * What another try looks at before it writes anything: the object that is known to exist, or our reference, because what
 * was begun may have arrived although no answer said so.
 */
export function firstLook({ steps, holdedId }: Pick<ShownReplay, "steps" | "holdedId">): "written" | "reference" | "nothing" {
  const created = steps.find(({ name }) => name === "create");
  if (holdedId !== null || created?.state === "done") return "written";
  return created?.state === "started" ? "reference" : "nothing";
}
