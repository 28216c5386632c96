import { randomBytes } from "node:crypto";
import { bodyOf, noContent, ok, type Handlers } from "../handler";
import { utcMoment } from "../moments";
import { page } from "../page";
import { unprocessable } from "../problem";
import { webhookEvents } from "../webhooks/webhook-events";
import { webhooks, type Webhook } from "../webhooks/webhooks-model";
import { found } from "./found";

type WebhookInput = { readonly url: string; readonly events: readonly string[]; readonly version?: string; readonly description?: string };

export const webhookHandlers: Handlers = {
  // Only POST was seen live; its answer, the list and DELETE are assumed.
  "POST /webhooks": (call) => {
    const { url, events, version, description } = bodyOf<WebhookInput>(call);
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw unprocessable("url: must be an http or https address");
    const unknown = events.find((one) => !webhookEvents.includes(one));
    if (unknown !== undefined) throw unprocessable(`events: unknown event "${unknown}"`);
    if (events.length === 0) throw unprocessable("events: must name at least one event");
    const id = call.write.newId();
    const secret = `whsec_${randomBytes(24).toString("hex")}`;
    call.write.put(webhooks, {
      id,
      url,
      events: [...new Set(events)],
      version: version ?? "v1",
      description: description ?? null,
      created_at: utcMoment(call.now),
      secret,
    });
    return { status: 201, body: { id, secret } };
  },
  "GET /webhooks": (call) => {
    const reader = call.read.in(webhooks);
    const rows = page(call, reader, { sorted: reader.all() });
    return ok({ ...rows, items: rows.items.map(shown) });
  },
  "DELETE /webhooks/{webhookId}": (call) => {
    call.write.remove(webhooks, found(call.write, webhooks, call.params["webhookId"]).id);
    return noContent;
  },
};

/** The secret is shown once, when the webhook is made. */
function shown({ secret: _, ...webhook }: Webhook): unknown {
  return webhook;
}
