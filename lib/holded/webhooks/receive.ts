import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { loadConnection } from "@/lib/holded/account-store";
import { hintDelayMs } from "@/lib/holded/mirror/cadence";
import { hintObjects } from "@/lib/holded/mirror/hint-store";
import { enqueueHints } from "@/lib/holded/mirror/jobs";
import { plans } from "@/lib/holded/quota";
import { announcedBy } from "@/lib/holded/webhooks/events";
import { judge, type Arrived, type Refusal } from "@/lib/holded/webhooks/judge";
import { insertDelivery, loadEndpoint, noteDelivery, tally, type WebhookEndpoint } from "@/lib/holded/webhooks/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { open } from "@/lib/platform/vault";

export type Receipt =
  | { readonly kind: "nowhere" }
  | { readonly kind: "taken" }
  | { readonly kind: "repeated" }
  | { readonly kind: "refused"; readonly reason: Refusal };

/**
 * Takes one delivery: keeps its id and the hint it gives, and leaves the reading to a job. Whatever it says, nothing of the
 * local copy changes here. `nowhere`: there is no such address.
 */
export function receiveWebhook(scope: CompanyScope, address: string, arrived: Arrived, now = new Date()): Promise<Receipt> {
  return scope.write(async (tx) => {
    const endpoint = await loadEndpoint(tx, scope);
    if (!endpoint || !isSame(hashOfAddress(address), endpoint.addressHash)) return { kind: "nowhere" };
    const { acceptsUnsigned, accountId } = endpoint;
    const verdict = judge(arrived, { secrets: secretsOf(scope, endpoint, now), acceptsUnsigned, accountId, now });
    if (!verdict.taken) {
      await tally(tx, scope, `refused.${verdict.reason}`, now);
      return { kind: "refused", reason: verdict.reason };
    }
    const announced = announcedBy(verdict.event, verdict.body);
    const delivery = { id: verdict.deliveryId, event: verdict.event, objectId: announced?.holdedId ?? null, receivedAt: now };
    const isNew = await insertDelivery(tx, scope, delivery);
    await tally(tx, scope, !isNew ? "repeated" : announced === null ? "of_no_use" : "taken", now);
    if (!isNew) return { kind: "repeated" };
    await noteDelivery(tx, scope, now, verdict.isSigned ? (accountId ?? arrived.accountId) : accountId);
    if (announced) await keepHint(tx, scope, announced, now);
    return { kind: "taken" };
  });
}

/** Of the address only this is compared; what it is the hash of stands sealed beside it. */
export function hashOfAddress(address: string): string {
  return createHash("sha256").update(address).digest("hex");
}

async function keepHint(tx: Tx, scope: CompanyScope, announced: Parameters<typeof hintObjects>[2][number], now: Date): Promise<void> {
  const connection = await loadConnection(tx, scope);
  // A webhook that outlived its connection has nothing to read with.
  if (!connection) return;
  const dueAt = new Date(now.getTime() + hintDelayMs(plans[connection.plan].perMonth));
  await hintObjects(tx, scope, [announced], { at: now, dueAt });
  await enqueueHints(tx, scope, dueAt);
}

function secretsOf(scope: CompanyScope, { secret, previous }: WebhookEndpoint, now: Date): readonly string[] {
  const valid = [secret, previous && previous.until > now ? previous : null].filter((one) => one !== null);
  return valid.map((sealed) => open(scope, "webhook secret", sealed));
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
