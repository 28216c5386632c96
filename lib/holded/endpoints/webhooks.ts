import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { words } from "@/lib/holded/endpoints/fields";

const permission = "developers:webhooks.write";

const webhook = z
  .object({ id: z.string().min(1), url: text, events: words, version: text, description: text })
  .transform((raw) => ({ id: raw.id, url: raw.url ?? "", events: raw.events, version: raw.version, description: raw.description }));
export type Webhook = z.infer<typeof webhook>;

export const listWebhooks = endpoint({
  method: "GET",
  path: "/webhooks",
  effect: "reads",
  permission,
  query: paging,
  answer: () => pageOf(webhook),
});

/** The secret is shown this once, if at all; its form was never published. Without one, deliveries cannot be verified. */
export const createWebhook = endpoint({
  method: "POST",
  path: "/webhooks",
  effect: "creates",
  permission,
  body: z.object({
    url: z.url(),
    events: z.array(z.string().regex(/^[a-z]+\.[a-z]+$/)).min(1),
    version: z.literal("v1"),
    description: z.string().optional(),
  }),
  answer: () => z.object({ id: z.string().min(1), secret: text }),
});

export const deleteWebhook = endpoint({ method: "DELETE", path: "/webhooks/{id}", effect: "changes", permission });
