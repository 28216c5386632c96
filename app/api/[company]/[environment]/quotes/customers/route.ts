import { z } from "zod";
import { searchCustomers } from "@/lib/agents/quotes/query-run";
import { companyRoute } from "@/lib/platform/http/company-route";

const query = z.object({ q: z.string().trim().min(1).max(200) });

/** Customers whose name or tax id holds the text, with their conditions. */
export const GET = companyRoute({ name: "quotes.customers", needs: "quotes.read", query }, ({ scope, actor, query: { q } }) =>
  searchCustomers(scope, actor, q),
);
