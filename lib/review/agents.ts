import "server-only";
import { ok, type Result } from "@/lib/kernel/result";
import type { AgentName } from "@/lib/platform/agent-names";
import { refuseUnlessLive } from "@/lib/platform/agent-switch";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { kind as kinds, type Kind } from "@/lib/review/model";

/** Which agent makes which kind of proposal: what its switch decides about. */
const agents: Readonly<Record<Kind, AgentName>> = {
  invoice: "invoices",
  reconciliation: "reconciliation",
  statement: "reconciliation",
  quote: "quotes",
  quote_send: "quotes",
};

/** Refused (`agent.not_live`): the agent of this kind does not work in the environment of the scope. */
export function refuseUnlessAgentWorks(tx: Tx, scope: CompanyScope, kind: Kind): Promise<Result<null>> {
  return refuseUnlessLive(tx, scope, agents[kind]);
}

/** The same for the agent whose proposal it is. */
export async function refuseUnlessItsAgentWorks(tx: Tx, scope: CompanyScope, proposalId: string): Promise<Result<null>> {
  const { companyId, environment } = scope;
  if (environment === "sandbox") return ok(null);
  const { kind } = await tx.proposal.findUniqueOrThrow({
    where: { companyId_environment_id: { companyId, environment, id: proposalId } },
    select: { kind: true },
  });
  return refuseUnlessAgentWorks(tx, scope, kinds.parse(kind));
}
