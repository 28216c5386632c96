import { clearMovements } from "@/lib/agents/reconciliation/list-page-run";
import { movementFilter } from "@/lib/agents/reconciliation/list-query";
import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";
import "@/lib/agents/all";

/** The clear ones of what the filters show: what a person ticks with one click and then approves. */
export const GET = companyRoute(
  { name: "reconciliation.clear", needs: "reconciliation.read", query: movementFilter },
  async ({ scope, actor, query }) => ok(await clearMovements(scope, actor, query)),
);
