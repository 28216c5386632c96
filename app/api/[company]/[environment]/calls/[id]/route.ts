import { callBodies } from "@/lib/holded/call-log";
import { ok, refuse } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

/** What was sent and what came back in one attempt, redacted. */
export const GET = companyRoute({ name: "calls.bodies", needs: "integration.read" }, async ({ scope, params }) => {
  const bodies = await callBodies(scope, params["id"] ?? "");
  return bodies ? ok(bodies) : refuse("access.not_found");
});
