import { isReachable } from "@/lib/platform/db/health";

export const dynamic = "force-dynamic";

/** For load balancers: 200 while this process can use its database. */
export async function GET(): Promise<Response> {
  const database = await isReachable();
  return Response.json(
    { status: database ? "ok" : "unavailable", database },
    { status: database ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
