import { createHash, createHmac } from "node:crypto";
import type { Account } from "../account";
import type { Attempt, Delivery } from "./deliveries-model";
import { defaultWebhookSwitches } from "./webhook-switches";
import type { Webhook } from "./webhooks-model";

const answerWithinMs = 10_000;

/** Sends a message once, signed as Holded signs. Null when the sandbox is being stopped: then it was not tried. */
export async function postDelivery(
  account: Account,
  delivery: Delivery,
  webhook: Webhook,
  { at, stopping }: { readonly at: Date; readonly stopping: AbortSignal },
): Promise<Attempt | null> {
  const started = performance.now();
  const attempt = (status: number | null, error: string | null): Attempt => ({
    at: at.toISOString(),
    status,
    ms: Math.round(performance.now() - started),
    error,
  });
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      headers: headersOf(account, delivery, webhook, at),
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.any([stopping, AbortSignal.timeout(answerWithinMs)]),
    });
    await response.body?.cancel();
    return attempt(response.status, null);
  } catch (error) {
    return stopping.aborted ? null : attempt(null, reasonOf(error));
  }
}

/** The name under which an account signs its webhooks. */
const accountIdOf = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 24);

function headersOf(account: Account, delivery: Delivery, webhook: Webhook, at: Date): Record<string, string> {
  const { signed } = { ...defaultWebhookSwitches, ...account.switches.webhooks };
  const signature = createHmac("sha256", webhook.secret).update(delivery.body).digest("hex");
  return {
    "Content-Type": "application/json",
    "User-Agent": "Holded-Webhooks",
    "x-holded-webhook-event": delivery.event,
    "x-holded-webhook-id": delivery.deliveryId,
    "x-holded-webhook-account-id": accountIdOf(account.key),
    "x-holded-webhook-date": at.toISOString().replace(/\.\d{3}Z$/, "+00:00"),
    "x-holded-webhook-version": webhook.version,
    ...(signed ? { "x-holded-webhook-signature": `sha256=${signature}` } : {}),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause: unknown = error.cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  return error.name === "TimeoutError" ? "no answer in 10 seconds" : (code ?? error.message);
}
