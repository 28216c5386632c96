import { callQuery, newerCalls } from "@/lib/holded/call-log";
import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

/** How many calls came since the page was drawn. */
export const GET = companyRoute({ name: "calls.newer", needs: "integration.read", query: callQuery }, async ({ scope, query }) =>
  ok({ count: await newerCalls(scope, query) }),
);
