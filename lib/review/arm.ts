import "server-only";
import { createIntent } from "@/lib/holded/outbox/intent";
import type { PushPlan } from "@/lib/holded/push-plan";
import { ok, type Result } from "@/lib/kernel/result";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { concludeJob } from "@/lib/review/jobs";
import type { ProposalRecord } from "@/lib/review/store";

/**
 * The work that begins when the undo window ends: writing to Holded, or only closing the item where nothing is written. Answers
 * what its event and audit entry say of it.
 */
export async function arm(
  tx: Tx,
  scope: CompanyScope,
  { id: proposalId, version, kind }: Pick<ProposalRecord, "id" | "version" | "kind">,
  plan: PushPlan | null,
  startAfter: Date,
): Promise<Result<Record<string, string>>> {
  if (plan !== null) {
    const intent = await createIntent(tx, scope, { proposalId, version, plan, startAfter });
    return intent.ok ? ok({ reference: intent.value.externalRef }) : intent;
  }
  const works = await refuseUnlessAgentWorks(tx, scope, kind);
  if (works.ok) await enqueue(tx, concludeJob, { companyId: scope.companyId, environment: scope.environment, proposalId }, { startAfter });
  return works.ok ? ok({}) : works;
}
