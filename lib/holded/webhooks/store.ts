import "server-only";
import { z } from "zod";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import type { Sealed } from "@/lib/platform/vault";

/** Where Holded announces changes of one connection. */
export type WebhookEndpoint = {
  /** The unguessable end of the address, sealed; its SHA-256 is what arriving calls are compared with. */
  readonly address: Sealed;
  readonly addressHash: string;
  /** The address without its end, for the eye. */
  readonly url: string;
  /** Holded's id of it; null when a person made it there. */
  readonly holdedId: string | null;
  /** Holded's own id of the account, as the first signed delivery named it. */
  readonly accountId: string | null;
  readonly secret: Sealed | null;
  readonly previous: (Sealed & { readonly until: Date }) | null;
  readonly acceptsUnsigned: boolean;
  readonly events: readonly string[];
  readonly registeredAt: Date;
  readonly lastDeliveryAt: Date | null;
};

export async function loadEndpoint(tx: Tx, scope: CompanyScope): Promise<WebhookEndpoint | null> {
  const row = await tx.webhookEndpoint.findUnique({ where: { companyId_environment: keyOf(scope) } });
  if (!row) return null;
  const { addressCipher, addressKeyVersion, secretCipher, secretKeyVersion, previousCipher, previousKeyVersion, previousUntil, ...rest } =
    row;
  return {
    ...rest,
    address: { cipher: new Uint8Array(addressCipher), keyVersion: addressKeyVersion },
    secret: sealed(secretCipher, secretKeyVersion),
    previous: withUntil(sealed(previousCipher, previousKeyVersion), previousUntil),
    events: z.array(z.string()).catch([]).parse(row.events),
  };
}

export async function saveEndpoint(tx: Tx, scope: CompanyScope, { secret, previous, events, ...rest }: WebhookEndpoint): Promise<void> {
  const data = {
    addressHash: rest.addressHash,
    addressCipher: rest.address.cipher,
    addressKeyVersion: rest.address.keyVersion,
    url: rest.url,
    holdedId: rest.holdedId,
    accountId: rest.accountId,
    acceptsUnsigned: rest.acceptsUnsigned,
    registeredAt: rest.registeredAt,
    lastDeliveryAt: rest.lastDeliveryAt,
    events: [...events],
    secretCipher: secret?.cipher ?? null,
    secretKeyVersion: secret?.keyVersion ?? null,
    previousCipher: previous?.cipher ?? null,
    previousKeyVersion: previous?.keyVersion ?? null,
    previousUntil: previous?.until ?? null,
  };
  await tx.webhookEndpoint.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: data,
    select: { companyId: true },
  });
}

export async function deleteEndpoint(tx: Tx, scope: CompanyScope): Promise<void> {
  await tx.webhookEndpoint.deleteMany({ where: keyOf(scope) });
}

/** What a delivery teaches: that the endpoint lives, and whose account it is. */
export async function noteDelivery(tx: Tx, scope: CompanyScope, at: Date, accountId: string | null): Promise<void> {
  await tx.webhookEndpoint.updateMany({ where: keyOf(scope), data: { lastDeliveryAt: at, ...(accountId === null ? {} : { accountId }) } });
}

export type Delivery = { readonly id: string; readonly event: string; readonly objectId: string | null; readonly receivedAt: Date };

/** False when a delivery with this id was taken before. */
export async function insertDelivery(tx: Tx, scope: CompanyScope, delivery: Delivery): Promise<boolean> {
  const { count } = await tx.webhookDelivery.createMany({ data: [{ ...keyOf(scope), ...delivery }], skipDuplicates: true });
  return count > 0;
}

/** Adds one to the outcome of this hour. */
export async function tally(tx: Tx, scope: CompanyScope, outcome: string, at: Date): Promise<void> {
  const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000);
  await tx.$executeRaw`
    INSERT INTO webhook_tally AS t (company_id, environment, hour, outcome, count, last_at)
    VALUES (${scope.companyId}::uuid, ${scope.environment}, ${hour}, ${outcome}, 1, ${at})
    ON CONFLICT (company_id, environment, hour, outcome) DO UPDATE SET count = t.count + 1, last_at = greatest(t.last_at, excluded.last_at)`;
}

export type Tallied = { readonly outcome: string; readonly count: number; readonly lastAt: Date };

export async function talliedSince(tx: Tx, scope: CompanyScope, since: Date): Promise<readonly Tallied[]> {
  const rows = await tx.webhookTally.groupBy({
    by: ["outcome"],
    where: { ...keyOf(scope), lastAt: { gte: since } },
    _sum: { count: true },
    _max: { lastAt: true },
    orderBy: { outcome: "asc" },
  });
  return rows.map((row) => ({ outcome: row.outcome, count: row._sum.count ?? 0, lastAt: row._max.lastAt ?? since }));
}

/** What is older than any repetition can be. */
export async function forgetDeliveries(tx: Tx, scope: CompanyScope, before: Date): Promise<void> {
  await tx.webhookDelivery.deleteMany({ where: { ...keyOf(scope), receivedAt: { lt: before } } });
  await tx.webhookTally.deleteMany({ where: { ...keyOf(scope), lastAt: { lt: before } } });
}

const silentMs = 7 * 86_400_000;
const trialMs = 86_400_000;

/** Whether changes can be expected to announce themselves: an address is registered and has lately been heard of. */
export async function webhooksWork(tx: Tx, scope: CompanyScope, now: Date): Promise<boolean> {
  const endpoint = await loadEndpoint(tx, scope);
  if (!endpoint || (endpoint.secret === null && !endpoint.acceptsUnsigned)) return false;
  const heardMs = endpoint.lastDeliveryAt ? now.getTime() - endpoint.lastDeliveryAt.getTime() : Infinity;
  return heardMs < silentMs || now.getTime() - endpoint.registeredAt.getTime() < trialMs;
}

const sealed = (cipher: Uint8Array | null, keyVersion: number | null): Sealed | null =>
  cipher === null || keyVersion === null ? null : { cipher: new Uint8Array(cipher), keyVersion };

const withUntil = (secret: Sealed | null, until: Date | null) => (secret === null || until === null ? null : { ...secret, until });

const keyOf = (scope: CompanyScope) => ({ companyId: scope.companyId, environment: scope.environment });
