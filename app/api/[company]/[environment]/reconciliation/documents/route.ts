import { z } from "zod";
import { searchOpenDocuments } from "@/lib/agents/reconciliation/search-store";
import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

const query = z.object({ q: z.string().trim().min(1).max(200), currency: z.string().regex(/^[A-Z]{3}$/) });

/** Documents with something open whose number, party or amount is the text: what a movement can be linked with by hand. */
export const GET = companyRoute(
  { name: "reconciliation.documents", needs: "reconciliation.read", query },
  async ({ scope, query: { q } }) => ok(await scope.read((tx) => searchOpenDocuments(tx, scope, q))),
);
