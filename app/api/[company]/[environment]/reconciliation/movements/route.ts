import { movementPage } from "@/lib/agents/reconciliation/list-page-run";
import { movementQuery } from "@/lib/agents/reconciliation/list-query";
import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";
import "@/lib/agents/all";

/** Bank movements with their proposals: one page of one tab, narrowed by the filters of the address. */
export const GET = companyRoute(
  { name: "reconciliation.list", needs: "reconciliation.read", query: movementQuery },
  async ({ scope, actor, query }) => ok(await movementPage(scope, actor, query)),
);
