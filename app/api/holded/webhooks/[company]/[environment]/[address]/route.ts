import { z } from "zod";
import { readBounded } from "@/lib/holded/webhooks/bounded-body";
import { mayKnock } from "@/lib/holded/webhooks/knock";
import { receiveWebhook } from "@/lib/holded/webhooks/receive";
import { companyScope } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ company: string; environment: string; address: string }> };

const params = z.object({ company: z.uuid(), environment, address: z.string().regex(/^[\w-]{20,64}$/) });

const maxBytes = 1_000_000;

const statusOf = { nowhere: 404, taken: 204, repeated: 204, refused: 401 } as const;

/** Where Holded announces changes. The address and the signature are its only credentials; it answers as soon as the hint is kept. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const parsed = params.safeParse(await context.params);
  if (!parsed.success) return new Response(null, { status: 404 });
  const { company: companyId, environment: where, address } = parsed.data;
  if (!mayKnock(`${companyId} ${where} ${address}`, Date.now()))
    return new Response(null, { status: 429, headers: { "retry-after": "60" } });
  const rawBody = await readBounded(request, maxBytes);
  if (rawBody === null) return new Response(null, { status: 413 });
  const header = (name: string) => request.headers.get(`x-holded-webhook-${name}`);
  const receipt = await receiveWebhook(companyScope({ companyId, environment: where }), address, {
    rawBody,
    event: header("event"),
    deliveryId: header("id"),
    date: header("date"),
    accountId: header("account-id"),
    signature: header("signature"),
  });
  return new Response(null, { status: statusOf[receipt.kind] });
}
