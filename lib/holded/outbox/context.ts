import "server-only";
import type { Failure } from "@/lib/kernel/result";
import type { HoldedClient } from "@/lib/holded/client";
import { ClaimLost } from "@/lib/holded/outbox/claim-lost";
import {
  addEvent,
  lockProposalOf,
  lockHolder,
  saveStep,
  updateProposal,
  updatePush,
  type Push,
  type Step,
} from "@/lib/holded/outbox/store";
import { stepWord, type StepName } from "@/lib/holded/push-steps";
import { audit } from "@/lib/platform/audit";
import { isContactKey } from "@/lib/holded/outbox/contact-keys";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What the steps of one run share. Everything that is recorded goes through the claim: a worker that lost it stops. */
export type RunContext = {
  readonly scope: CompanyScope;
  readonly push: Push;
  readonly workerId: string;
  readonly client: HoldedClient;
  /** Mutable on purpose: what this run knows of the steps, always after the database does. */
  readonly steps: Partial<Record<StepName, Step>>;
  /** Our reference goes into a custom field, where the account's plan has them, else among the tags. */
  readonly usesCustomField: boolean;
  /** The step whose id is that of the object a person looks for. */
  readonly main: StepName;
  /** Where a person finds out what became of it. */
  readonly place: Readonly<Record<string, string>>;
  /** How long a write may stay invisible to Holded's own reads. */
  readonly readLagMs: number;
  /** How long a call of a worker that died may still be under way. */
  readonly callMs: number;
  readonly readFile: (blobKey: string) => Promise<Uint8Array | null>;
  readonly now: () => Date;
};

/** Nothing is wrong, it is only too early: come back without telling anybody. */
export type Pause = { readonly code: "pause"; readonly retryInMs: number };
export type StepResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure | Pause };

export const pause = (retryInMs: number): { readonly ok: false; readonly error: Pause } => ({
  ok: false,
  error: { code: "pause", retryInMs: Math.max(500, Math.ceil(retryInMs)) },
});

/** A transaction that only the holder of the claim can make. */
export function asHolder<T>(
  { scope, push, workerId }: Pick<RunContext, "scope" | "push" | "workerId">,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  return scope.write(async (tx) => {
    await lockProposalOf(tx, scope, push.id);
    if ((await lockHolder(tx, scope, push.id)) !== workerId) throw new ClaimLost();
    return fn(tx);
  });
}

/** Before the call: from here on the step may have happened. */
export async function recordStarted(context: RunContext, name: StepName, result: Step["result"] = {}): Promise<void> {
  const at = context.now();
  await asHolder(context, (tx) => saveStep(tx, context.scope, context.push.id, name, { state: "started", result, at }));
  context.steps[name] = { state: "started", result, startedAt: at, doneAt: null };
}

/** Holded said no, or the object was taken away again: nothing of this step exists. */
export async function recordRefused(context: RunContext, name: StepName): Promise<void> {
  const at = context.now();
  await asHolder(context, (tx) => saveStep(tx, context.scope, context.push.id, name, { state: "refused", result: {}, at }));
  context.steps[name] = { state: "refused", result: {}, startedAt: context.steps[name]?.startedAt ?? at, doneAt: null };
}

/** After the call: step, event and audit entry together, and the id of the document as soon as there is one. */
export async function recordDone(context: RunContext, name: StepName, result: Step["result"]): Promise<void> {
  const { scope, push } = context;
  const at = context.now();
  await asHolder(context, async (tx) => {
    await saveStep(tx, scope, push.id, name, { state: "done", result, at });
    if (name === context.main && result.id !== undefined) {
      await updatePush(tx, scope, push.id, { holdedId: result.id });
      await updateProposal(tx, scope, push.proposalId, { holdedId: result.id });
    }
    // The contact is found: whoever else waits for it may go on.
    if (name === "contact") await updatePush(tx, scope, push.id, { conflictKeys: push.conflictKeys.filter((key) => !isContactKey(key)) });
    const { before: _, ...told } = result;
    await addEvent(tx, scope, push.proposalId, "step", { step: name, ...told });
    await audit(tx, scope, { kind: "system" }, `push.${stepWord(name)}`, `proposal:${push.proposalId}`, { push: push.id, ...told });
  });
  context.steps[name] = { state: "done", result, startedAt: context.steps[name]?.startedAt ?? at, doneAt: at };
}
