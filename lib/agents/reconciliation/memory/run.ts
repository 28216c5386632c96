import "server-only";
import { learnJob } from "@/lib/agents/reconciliation/kind";
import { lessonOf } from "@/lib/agents/reconciliation/memory/lesson";
import { decidedMovement, saveLesson } from "@/lib/agents/reconciliation/memory/store";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";

const agent = { kind: "agent", name: "reconciliation" } as const;

/** Keeps what a person taught by deciding a movement. May be repeated; a decision that no longer stands teaches nothing. */
export function learnFromDecision(scope: CompanyScope, proposalId: string): Promise<void> {
  return scope.write(async (tx) => {
    const decided = await decidedMovement(tx, scope, proposalId);
    const taught = decided && lessonOf(decided.payload);
    if (!decided || !taught) return;
    const { version, decidedOn } = decided;
    await saveLesson(tx, scope, { proposalId, version, decidedOn, taught });
    const kind = taught.parts.length > 0 ? "match" : "no_document";
    await audit(tx, scope, agent, "reconciliation.learned", `proposal:${proposalId}`, {
      version,
      kind,
      rule: taught.rule?.movementClass ?? "",
    });
  });
}

export const learnHandler = handle(learnJob, ({ proposalId, ...key }) => learnFromDecision(companyScope(key), proposalId));
