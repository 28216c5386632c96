import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";
import { queueQuery } from "@/lib/review/inputs";
import { queuePage } from "@/lib/review/queue-page";
import "@/lib/agents/all";

/** The rows of one bucket of the queue, with the counts of all of them. */
export const GET = companyRoute({ name: "proposals.list", needs: "invoices.read", query: queueQuery }, async ({ scope, actor, query }) =>
  ok(await queuePage(scope, actor, query)),
);
