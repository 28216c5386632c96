import { refuse } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";
import { itemView } from "@/lib/review/item-view";
import { kindOf } from "@/lib/review/kinds";
import "@/lib/agents/all";

/** Everything the review screen of one item shows, of a kind that this person may read. */
export const GET = companyRoute({ name: "proposals.item", needs: "company.read" }, async ({ scope, params, can }) => {
  const item = await itemView(scope, params["id"] ?? "");
  return item.ok && !can(kindOf(item.value.kind).permissions.read) ? refuse("access.not_found") : item;
});
