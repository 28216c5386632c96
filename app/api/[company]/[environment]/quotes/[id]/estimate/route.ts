import { estimateOf } from "@/lib/agents/quotes/query-run";
import { companyRoute } from "@/lib/platform/http/company-route";
import "@/lib/agents/all";

/** What stands in Holded of a quote, and what became of it. */
export const GET = companyRoute({ name: "quotes.estimate", needs: "quotes.read" }, ({ scope, actor, params }) =>
  estimateOf(scope, actor, params["id"] ?? ""),
);
