import "server-only";
import { z } from "zod";
import { approvedNow } from "@/lib/agents/reconciliation/hold-store";
import type { ReconciliationFacts } from "@/lib/agents/reconciliation/facts";
import { decisiveResources, lookedAtResources } from "@/lib/agents/reconciliation/looked-at";
import { proposeNext, withdrawNext } from "@/lib/agents/reconciliation/next-run";
import { reconciliationPayload, type ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import {
  needsTypedAmount,
  reviewReconciliation,
  riskOfReconciliation,
  standingOfReconciliation,
} from "@/lib/agents/reconciliation/propose";
import { planReconciliation } from "@/lib/agents/reconciliation/push";
import { rowOf } from "@/lib/agents/reconciliation/row";
import { loadFacts } from "@/lib/agents/reconciliation/store";
import { numberKeyOf } from "@/lib/holded/keys";
import { copyAge } from "@/lib/holded/mirror/copy-age";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { onMirrorNews } from "@/lib/holded/mirror/news";
import { parseSpanishNumber, roundAmount } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { can } from "@/lib/platform/permissions";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { registerKind, type KindDefinition } from "@/lib/review/kinds";
import { environment } from "@/lib/review/model";
import { findMember } from "@/lib/review/store";

/** Matches the open movements of a company and environment with its documents, and proposes. */
export const lookJob = defineJob({
  name: "reconciliation.look",
  payload: z.strictObject({ companyId: z.uuid(), environment }),
  retryLimit: 3,
  retryDelaySeconds: 60,
  expireSeconds: 900,
});

/** Learns from one movement that a person decided, once the decision can no longer be taken back. */
export const learnJob = defineJob({
  name: "reconciliation.learn",
  payload: z.strictObject({ companyId: z.uuid(), environment, proposalId: z.uuid() }),
  retryLimit: 3,
  retryDelaySeconds: 30,
  expireSeconds: 120,
});

/** Changes come in bursts: one look is enough for all that come before it. */
const settlesInSeconds = 5;

/** In the caller's transaction. While a look waits to begin, another one is the same one. */
export async function enqueueLook(tx: Tx, { companyId, environment: where }: ScopeKey): Promise<void> {
  const soon = { singletonKey: `${companyId} ${where}`, startAfter: settlesInSeconds };
  await enqueue(tx, lookJob, { companyId, environment: where }, soon);
}

/**
 * A person wants movements and documents compared with Holded, and all proposals looked at again.
 * Refused: `access.not_found`, `access.forbidden`, `agent.not_live`.
 */
export function lookAgain(scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const member = actor.kind === "person" ? await findMember(tx, scope, actor.personId) : null;
    if (!member) return refuse("access.not_found");
    if (!can(member.role, reconciliationKind.permissions.write)) return refuse("access.forbidden");
    const works = await refuseUnlessAgentWorks(tx, scope, "reconciliation");
    if (!works.ok) return works;
    await enqueueSync(tx, scope, "person", [...lookedAtResources]);
    await enqueueLook(tx, scope);
    return ok(null);
  });
}

/** What the review needs to know of a bank movement. */
const reconciliationKind: KindDefinition<ReconciliationPayload, ReconciliationFacts> = {
  kind: "reconciliation",
  payload: reconciliationPayload,
  permissions: { read: "reconciliation.read", write: "reconciliation.write", approve: "reconciliation.approve" },
  rowOf,
  facts: loadFacts,
  check: reviewReconciliation,
  riskOf: (_, reasons) => riskOfReconciliation(reasons),
  standingOf: standingOfReconciliation,
  needsTyping: needsTypedAmount,
  blockers: (_payload, reasons) => reasons.flatMap(({ level, path }) => (level === "block" ? [path ?? ""] : [])),
  isConfirmedBy,
  planPush: async (tx, scope, { proposal, payload }) => {
    const { isTooOld } = await copyAge(tx, scope, decisiveResources, new Date());
    if (isTooOld) {
      await enqueueSync(tx, scope, "person", [...lookedAtResources]);
      return refuse("holded.copy_too_old");
    }
    const { reservations } = await approvedNow(tx, scope, { id: proposal.id, payload });
    return ok(planReconciliation(payload, reservations));
  },
  // What is decided takes its documents from the alternatives of the others.
  onApproved: async (tx, scope, { id, endsAt }) => {
    const { companyId, environment } = scope;
    await enqueueLook(tx, scope);
    await enqueue(tx, learnJob, { companyId, environment, proposalId: id }, { startAfter: endsAt, singletonKey: id });
  },
  onRejected: async (tx, scope, { id }) => {
    await proposeNext(tx, scope, id);
    await enqueueLook(tx, scope);
  },
  onRejectionUndone: async (tx, scope, { id }) => {
    await withdrawNext(tx, scope, id);
    await enqueueLook(tx, scope);
  },
};

export function registerReconciliation(): void {
  registerKind(reconciliationKind);
  onMirrorNews("reconciliation", async (tx, scope) => {
    const works = await refuseUnlessAgentWorks(tx, scope, "reconciliation");
    if (works.ok) await enqueueLook(tx, scope);
  });
}

/** The amount of the movement in any spelling, with its sign or without, or the number of its only document. */
function isConfirmedBy({ movement, documents }: ReconciliationPayload, typed: string): boolean {
  const [only, ...others] = documents.map(({ number }) => numberKeyOf(number ?? ""));
  if (only && others.length === 0 && numberKeyOf(typed) === only) return true;
  const amount = parseSpanishNumber(typed.replace(/€|EUR/giu, "").trim());
  return amount !== null && roundAmount(amount).replace("-", "") === movement.amount.replace("-", "");
}
