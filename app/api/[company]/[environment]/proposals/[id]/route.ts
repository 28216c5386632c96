import { companyRoute } from "@/lib/platform/http/company-route";
import { itemView } from "@/lib/review/item-view";
import "@/lib/agents/all";

/** Everything the review screen of one item shows. */
export const GET = companyRoute({ name: "proposals.item", needs: "invoices.read" }, ({ scope, params }) =>
  itemView(scope, params["id"] ?? ""),
);
