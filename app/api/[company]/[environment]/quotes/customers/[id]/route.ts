import { customerPanel } from "@/lib/agents/quotes/query-run";
import { companyRoute } from "@/lib/platform/http/company-route";

/** What was agreed with a customer, and what they were quoted before. */
export const GET = companyRoute({ name: "quotes.customer", needs: "quotes.read" }, ({ scope, actor, params }) =>
  customerPanel(scope, actor, params["id"] ?? ""),
);
