import type { Decision, Ledger, Memory, Policy } from "@/lib/agents/reconciliation/engine/model";
import { engineVersion, reconcile } from "@/lib/agents/reconciliation/engine/reconcile";
import { serveTasks } from "@/lib/documents/serve-tasks";
import { sha256 } from "@/lib/kernel/hash";

/** What the matching is asked in a process of its own. */
export type MatchingTask = {
  readonly ledger: Ledger;
  readonly memory: Memory;
  readonly policy: Policy;
  /** Of the last look: what gives the same again is not matched again. */
  readonly known: string | null;
};

/** `decisions` is null when nothing has changed since the known fingerprint. */
export type MatchingAnswer = {
  readonly fingerprint: string;
  readonly engineVersion: string;
  readonly decisions: readonly Decision[] | null;
};

serveTasks((task) => {
  const { ledger, memory, policy, known } = task as MatchingTask;
  const fingerprint = sha256(JSON.stringify([engineVersion, ledger, memory, policy]));
  const decisions = fingerprint === known ? null : reconcile(ledger, memory, policy);
  return Promise.resolve({ fingerprint, engineVersion, decisions } satisfies MatchingAnswer);
});
