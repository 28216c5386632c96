import "server-only";
import { randomBytes } from "node:crypto";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import { isLocalHolded } from "@/lib/holded/base-url";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import { createWebhook, deleteWebhook, listWebhooks } from "@/lib/holded/endpoints/webhooks";
import { neededEvents } from "@/lib/holded/webhooks/events";
import { hashOfAddress } from "@/lib/holded/webhooks/receive";
import { reachableBase } from "@/lib/holded/webhooks/reachable";
import { deleteEndpoint, loadEndpoint, saveEndpoint, type WebhookEndpoint } from "@/lib/holded/webhooks/store";
import { webhookView, type WebhookView } from "@/lib/holded/webhooks/view";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { env } from "@/lib/platform/env";
import { open, seal } from "@/lib/platform/vault";

/** How long deliveries that were signed with the old secret are still taken: Holded repeats them for days. */
const overlapMs = 3 * 86_400_000;

/**
 * Asks Holded to announce changes to us. An earlier registration of ours is replaced. Refused:
 * `holded.webhooks_unreachable` (no address of ours can be reached from outside), `holded.not_connected`, and whatever
 * Holded says.
 */
export async function registerWebhook(scope: CompanyScope, actor: Actor): Promise<Result<WebhookView>> {
  const base = await ownBase(scope);
  if (!base.ok) return base;
  const earlier = await scope.read((tx) => loadEndpoint(tx, scope));
  const address = randomBytes(24).toString("base64url");
  const url = `${base.value}/api/holded/webhooks/${scope.companyId}/${scope.environment}`;
  return create(scope, actor, { address, url, earlier, action: "webhook.registered" });
}

/**
 * Changes the secret: Holded is asked to announce to the same address again and gives a new one. Both are valid for a
 * while, then only the new one.
 */
export async function rotateWebhookSecret(scope: CompanyScope, actor: Actor): Promise<Result<WebhookView>> {
  const earlier = await scope.read((tx) => loadEndpoint(tx, scope));
  if (!earlier) return refuse("holded.no_webhook");
  const address = open(scope, "webhook secret", earlier.address);
  return create(scope, actor, { address, url: earlier.url, earlier, action: "webhook.secret_rotated" });
}

/** Takes our registration back in Holded and forgets the secrets. What arrives afterwards finds no address. */
export async function removeWebhook(scope: CompanyScope, actor: Actor): Promise<Result<WebhookView>> {
  const earlier = await scope.read((tx) => loadEndpoint(tx, scope));
  if (!earlier) return refuse("holded.no_webhook");
  const removed = earlier.holdedId === null ? ok(null) : await removeInHolded(scope, earlier.holdedId);
  // A webhook that only lives on in Holded knocks at an address that is no more; a key that is refused must not keep it.
  await scope.write(async (tx) => {
    await deleteEndpoint(tx, scope);
    await audit(tx, scope, actor, "webhook.removed", `webhook:${earlier.holdedId ?? "by hand"}`, { inHolded: removed.ok });
  });
  return ok(await webhookView(scope));
}

/** For webhooks that a person made in Holded: keeps the secret she copied from there. `input.invalid`: it has not the form of one. */
export async function setWebhookSecret(scope: CompanyScope, actor: Actor, secret: string): Promise<Result<WebhookView>> {
  const given = secret.trim();
  if (!/^whsec_[\x21-\x7e]{8,200}$/.test(given)) return refuse("input.invalid", { field: "secret" });
  return changeEndpoint(scope, actor, (earlier) => ({
    change: { secret: seal(scope, "webhook secret", given), previous: previousOf(earlier, new Date()) },
    action: "webhook.secret_set",
  }));
}

/** Whether calls without a signature are taken as hints. Anybody who knows the address can then make us read again. */
export async function acceptUnsigned(scope: CompanyScope, actor: Actor, isAccepted: boolean): Promise<Result<WebhookView>> {
  const action = isAccepted ? "webhook.unsigned_accepted" : "webhook.unsigned_refused";
  return changeEndpoint(scope, actor, () => ({ change: { acceptsUnsigned: isAccepted }, action }));
}

type EndpointChange = {
  readonly change: Partial<WebhookEndpoint>;
  readonly action: "webhook.secret_set" | "webhook.unsigned_accepted" | "webhook.unsigned_refused";
};

/** Read and written in one transaction: what a delivery or another person has changed meanwhile stays. */
async function changeEndpoint(
  scope: CompanyScope,
  actor: Actor,
  changeOf: (earlier: WebhookEndpoint) => EndpointChange,
): Promise<Result<WebhookView>> {
  const isKnown = await scope.write(async (tx) => {
    const earlier = await loadEndpoint(tx, scope);
    if (!earlier) return false;
    const { change, action } = changeOf(earlier);
    await saveEndpoint(tx, scope, { ...earlier, ...change });
    await audit(tx, scope, actor, action, `webhook:${earlier.holdedId ?? "by hand"}`);
    return true;
  });
  return isKnown ? ok(await webhookView(scope)) : refuse("holded.no_webhook");
}

type Wanted = {
  readonly address: string;
  readonly url: string;
  readonly earlier: WebhookEndpoint | null;
  readonly action: "webhook.registered" | "webhook.secret_rotated";
};

async function create(scope: CompanyScope, actor: Actor, { address, url, earlier, action }: Wanted): Promise<Result<WebhookView>> {
  const client = holdedClient(scope, { purpose: "person" });
  const full = `${url}/${address}`;
  const body = { url: full, events: [...neededEvents], version: "v1" as const, description: "Visto Bueno" };
  const made = await client.call(createWebhook, { body });
  if (!made.ok) {
    // It may have been made after all, with a secret that nobody knows: it must not stay.
    if (made.error.code === "holded.outcome_unknown") await removeOthers(client, url, earlier ? [earlier.holdedId] : []);
    return made;
  }
  const now = new Date();
  await scope.write(async (tx) => {
    // Holded took its time: what a delivery or another person changed meanwhile stays.
    const before = await loadEndpoint(tx, scope);
    const isSameAddress = before !== null && before.addressHash === hashOfAddress(address);
    await saveEndpoint(tx, scope, {
      address: seal(scope, "webhook secret", address),
      addressHash: hashOfAddress(address),
      url,
      holdedId: made.value.id,
      accountId: before?.accountId ?? null,
      secret: made.value.secret === null ? null : seal(scope, "webhook secret", made.value.secret),
      previous: isSameAddress ? previousOf(before, now) : null,
      acceptsUnsigned: before?.acceptsUnsigned ?? false,
      events: neededEvents,
      registeredAt: now,
      lastDeliveryAt: isSameAddress ? before.lastDeliveryAt : null,
    });
    await audit(tx, scope, actor, action, `webhook:${made.value.id}`, { events: neededEvents.length, signed: made.value.secret !== null });
  });
  await removeOthers(client, url, [made.value.id]);
  return ok(await webhookView(scope));
}

const previousOf = ({ secret }: WebhookEndpoint, now: Date) => secret && { ...secret, until: new Date(now.getTime() + overlapMs) };

/** Everything else that points to this company and environment of ours. One that cannot be removed only knocks in vain. */
async function removeOthers(client: HoldedClient, url: string, kept: readonly (string | null)[]): Promise<void> {
  const listed = await client.call(listWebhooks, { query: {} });
  if (!listed.ok) return;
  const others = listed.value.items.filter((one) => one.url.startsWith(`${url}/`) && !kept.includes(one.id));
  for (const { id } of others) await client.call(deleteWebhook, { params: { id } });
}

function removeInHolded(scope: CompanyScope, id: string): Promise<Result<unknown>> {
  return holdedClient(scope, { purpose: "person" }).call(deleteWebhook, { params: { id } });
}

async function ownBase(scope: CompanyScope): Promise<Result<string>> {
  const connection = await scope.read((tx) => loadConnection(tx, scope));
  if (!connection) return refuse("holded.not_connected");
  const { VISTO_PUBLIC_URL: publicUrl, NEXTAUTH_URL: ownUrl } = env();
  const base = reachableBase({ publicUrl, ownUrl }, isLocalHolded(connection.baseUrl));
  return base === null ? refuse("holded.webhooks_unreachable") : ok(base);
}
