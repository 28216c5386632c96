import "server-only";
import { loadConnection, updateConnection, type Connection } from "@/lib/holded/account-store";
import { enqueueRetirement, oldTokenMs } from "@/lib/holded/tokens/jobs";
import { wipeToken } from "@/lib/holded/tokens/store";
import { audit } from "@/lib/platform/audit";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";

/** Changes of one connection are made one after another. Taken first in the transaction. */
export async function lockConnection(tx: Tx, { companyId, environment }: ScopeKey): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`connection ${companyId} ${environment}`}, 0))`;
}

type Slots = Pick<Connection, "tokenId" | "oldTokenId" | "rotatedAt">;

/**
 * The slots when a token takes over from the one in use: that one becomes the old one, and whatever stood there before is
 * forgotten. A connection to another address keeps no old token, because there is nothing to go back to.
 */
export async function takeOver(
  tx: Tx,
  scope: CompanyScope,
  before: Connection | null,
  next: { readonly tokenId: string; readonly baseUrl: string },
  now: Date,
): Promise<Slots> {
  const { tokenId, baseUrl } = next;
  if (!before) return { tokenId, oldTokenId: null, rotatedAt: null };
  if (before.tokenId === tokenId && before.baseUrl === baseUrl)
    return { tokenId, oldTokenId: before.oldTokenId, rotatedAt: before.rotatedAt };
  const kept = before.baseUrl === baseUrl && before.tokenId !== tokenId ? before.tokenId : null;
  for (const gone of [before.tokenId, before.oldTokenId]) {
    if (gone !== null && gone !== kept && gone !== tokenId) await wipeToken(tx, scope, gone);
  }
  if (kept !== null) await enqueueRetirement(tx, scope, kept, now);
  return { tokenId, oldTokenId: kept, rotatedAt: now };
}

/** Empties the old slot. Nothing to do when it is empty or holds another token meanwhile. */
export async function retireSlot(
  tx: Tx,
  scope: CompanyScope,
  actor: Actor,
  wanted: { readonly tokenId?: string; readonly before?: Date },
): Promise<boolean> {
  await lockConnection(tx, scope);
  const connection = await loadConnection(tx, scope);
  const tokenId = connection?.oldTokenId ?? null;
  if (!connection || tokenId === null || (wanted.tokenId !== undefined && wanted.tokenId !== tokenId)) return false;
  if (wanted.before && connection.rotatedAt && connection.rotatedAt > wanted.before) return false;
  await updateConnection(tx, scope, { oldTokenId: null });
  await wipeToken(tx, scope, tokenId);
  await audit(tx, scope, actor, "connection.old_token_retired", `connection:${scope.environment}`, { token: tokenId });
  return true;
}

/** After a day in the old slot a token is forgotten. A second is grace for clocks. */
export function retireAfterADay(scope: CompanyScope, tokenId: string, now = new Date()): Promise<boolean> {
  return scope.write((tx) => retireSlot(tx, scope, { kind: "system" }, { tokenId, before: new Date(now.getTime() - oldTokenMs + 1_000) }));
}
