import type { Answer, Where } from "@/components/settings/answer";
import type { RuleKind } from "@/lib/agents/reconciliation/automation/rules";
import type { MovementClass } from "@/lib/agents/reconciliation/engine/model";

export type AutomationCommands = {
  readonly startTrial: (input: Where) => Promise<Answer>;
  /** Null where the reader may not decide it. */
  readonly switchRule:
    | ((
        input: Where & { readonly kind: RuleKind; readonly isOn: boolean; readonly samplePercent: number },
      ) => Promise<Answer<{ readonly takenBack: number }>>)
    | null;
  readonly forget: (input: Where & { readonly proposalId: string | null }) => Promise<Answer>;
  readonly changeRule: (input: Where & { readonly proposalId: string; readonly movementClass: MovementClass | null }) => Promise<Answer>;
};
