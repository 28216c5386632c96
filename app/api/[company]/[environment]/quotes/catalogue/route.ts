import { itemQuery } from "@/lib/agents/quotes/inputs";
import { searchItems } from "@/lib/agents/quotes/query-run";
import { companyRoute } from "@/lib/platform/http/company-route";

/** Things of the catalogue for what somebody types, with what one of each costs the customer. */
export const GET = companyRoute({ name: "quotes.catalogue", needs: "quotes.read", query: itemQuery }, ({ scope, actor, query }) =>
  searchItems(scope, actor, query),
);
