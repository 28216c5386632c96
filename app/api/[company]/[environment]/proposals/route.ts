import { ok, refuse } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";
import { queueQuery } from "@/lib/review/inputs";
import { kindOf } from "@/lib/review/kinds";
import { queuePage } from "@/lib/review/queue-page";
import "@/lib/agents/all";

/** The rows of one bucket of the queue, with the counts of all of them, of a kind that this person may read. */
export const GET = companyRoute(
  { name: "proposals.list", needs: "company.read", query: queueQuery },
  async ({ scope, actor, query, can }) =>
    can(kindOf(query.kind).permissions.read) ? ok(await queuePage(scope, actor, query)) : refuse("access.forbidden"),
);
