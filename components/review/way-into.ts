import { isStepName, type StepName } from "@/lib/holded/push-steps";
import type { ItemView, TimelineEvent } from "@/lib/review/view";

/** The step that an event tells of; null for any other event. */
export function stepOf({ kind, detail }: Pick<TimelineEvent, "kind" | "detail">): StepName | null {
  const name = detail["step"];
  return kind === "step" && isStepName(name) ? name : null;
}

/** What is certain to come, for the kinds whose way is always the same; whatever comes besides is shown once it is done. */
const expected: Readonly<Record<ItemView<unknown>["kind"], readonly StepName[]>> = {
  invoice: ["contact", "create", "attach", "verify"],
  reconciliation: ["reconcile", "verify"],
  statement: [],
  quote: ["create", "verify"],
  quote_send: [],
};

type Leg = { readonly step: StepName; readonly isDone: boolean };

/** The way into Holded since sending began: what is done in its order, then what is still to come. Pure. */
export function wayInto({ kind, events }: Pick<ItemView<unknown>, "kind" | "events">): readonly Leg[] {
  const started = events.findLastIndex((event) => event.kind === "sending");
  const done = events.slice(Math.max(0, started)).flatMap((event) => stepOf(event) ?? []);
  const legs = [...new Set(done)].map((step) => ({ step, isDone: true }));
  return [...legs, ...expected[kind].filter((step) => !done.includes(step)).map((step) => ({ step, isDone: false }))];
}
