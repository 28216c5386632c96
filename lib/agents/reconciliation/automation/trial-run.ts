import { trialOf, type Trial, type TrialInput } from "@/lib/agents/reconciliation/automation/trial";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { engineVersion, reconcile } from "@/lib/agents/reconciliation/engine/reconcile";
import { serveTasks } from "@/lib/documents/serve-tasks";

/** What a trial answers from a process of its own. */
export type TrialAnswer = { readonly result: Trial; readonly engineVersion: string };

serveTasks((task) =>
  Promise.resolve({ result: trialOf(task as TrialInput, reconcile, defaultPolicy), engineVersion } satisfies TrialAnswer),
);
