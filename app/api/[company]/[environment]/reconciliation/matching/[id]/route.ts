import { matchingOfProposal } from "@/lib/agents/reconciliation/list-store";
import { isRowId } from "@/lib/kernel/ids";
import { ok, refuse } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

/** What the matching said of one movement: the explanations to choose from. */
export const GET = companyRoute({ name: "reconciliation.matching", needs: "reconciliation.read" }, async ({ scope, params }) => {
  const id = params["id"] ?? "";
  if (!isRowId(id)) return refuse("access.not_found");
  return ok({ matching: await scope.read((tx) => matchingOfProposal(tx, scope, id)) });
});
