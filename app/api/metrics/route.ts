import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/platform/env";
import { metrics } from "@/lib/platform/metrics";

export const dynamic = "force-dynamic";

/** Figures of this process for Prometheus. Without METRICS_TOKEN only the embedded mode, bound to the loopback, shows them. */
export async function GET(request: Request): Promise<Response> {
  if (!mayRead(request.headers.get("authorization"))) return new Response(null, { status: 404 });
  const { registry } = metrics();
  return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType, "cache-control": "no-store" } });
}

function mayRead(authorization: string | null): boolean {
  const { METRICS_TOKEN: token, VISTO_MODE: mode } = env();
  if (token === undefined) return mode === "embedded";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}
