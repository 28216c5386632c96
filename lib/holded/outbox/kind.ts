import type { Difference } from "@/lib/holded/outbox/compare";
import type { RunContext, StepResult } from "@/lib/holded/outbox/context";
import type { StepName } from "@/lib/holded/push-steps";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import type { MirrorRow } from "@/lib/holded/mirror/row";

/** What stands in Holded after a push, as it was read back. */
export type Written = {
  /** Of the object that a person would open. */
  readonly holdedId: string;
  /** Where it is not what was approved; empty: settled. */
  readonly differences: readonly Difference[];
  /** What the local copy learns from it at once. */
  readonly mirror: readonly MirroredRow[];
};

export type MirroredRow = { readonly resource: MirrorResource; readonly row: MirrorRow };

/** One kind of approved write: what it does, step by step, and what it must not share with another one meanwhile. */
export type PushKind<Plan> = {
  /** The step whose id is that of the object. */
  readonly main: StepName;
  /** Steps that a push may leave behind when it is taken back: a contact does no harm. */
  readonly harmless: readonly StepName[];
  /** The steps that made what is gone when Holded no longer knows the object. */
  readonly own: readonly StepName[];
  conflicts(plan: Plan): readonly string[];
  /** Where a person looks in Holded: ids, numbers and days, nothing secret. */
  place(plan: Plan): Readonly<Record<string, string>>;
  /** Carries the plan out as far as it gets. Each step is recorded before and after, so that it can be run again at any point. */
  carry(context: RunContext, plan: Plan): Promise<StepResult<Written>>;
};
