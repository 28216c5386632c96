import "server-only";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import type { Access } from "@/lib/holded/access";
import { loadConnection, updateConnection } from "@/lib/holded/account-store";
import { checkCapabilities } from "@/lib/holded/capability-check";
import { viewOf, type ConnectionView } from "@/lib/holded/connection-view";
import { learnPlan } from "@/lib/holded/learn-plan";
import { enqueueRetirement } from "@/lib/holded/tokens/jobs";
import { wakeNowAndAgain } from "@/lib/holded/outbox/wake";
import { lockConnection, retireSlot } from "@/lib/holded/tokens/slots";
import { loadToken } from "@/lib/holded/tokens/store";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { open } from "@/lib/platform/vault";

/** Forgets the token in the old slot before its day is over. Refused (`holded.no_old_token`) when the slot is empty. */
export async function retireOldToken(scope: CompanyScope, actor: Actor): Promise<Result<ConnectionView>> {
  const isRetired = await scope.write((tx) => retireSlot(tx, scope, actor, {}));
  return isRetired ? viewOrFail(scope, actor) : refuse("holded.no_old_token");
}

/**
 * Goes back to the token in the old slot, after trying it out; the two change places. Refused: `holded.no_old_token`, and
 * what its check fails with, such as `holded.key_refused`: then the present one stays in use.
 */
export async function rollBackToken(scope: CompanyScope, actor: Actor): Promise<Result<ConnectionView>> {
  const access = await scope.read((tx) => oldAccess(tx, scope));
  if (!access) return refuse("holded.no_old_token");
  const checked = await checkCapabilities(scope, { ...access, isSaved: false });
  if (!checked.ok) return checked;
  const present = await scope.read((tx) => loadConnection(tx, scope));
  if (!present) return refuse("holded.no_old_token");
  const found = await learnPlan(scope, present, checked.value);
  const now = new Date();
  const isBack = await scope.write(async (tx) => {
    await lockConnection(tx, scope);
    const connection = await loadConnection(tx, scope);
    if (!connection || connection.oldTokenId !== access.tokenId) return false;
    const leaving = connection.tokenId;
    const slots = { tokenId: access.tokenId, oldTokenId: leaving, rotatedAt: now };
    await updateConnection(tx, scope, { ...slots, ...found, status: "ok", checkedAt: now });
    await enqueueRetirement(tx, scope, leaving, now);
    await wakeNowAndAgain(tx, scope, now);
    await audit(tx, scope, actor, "connection.token_rolled_back", `connection:${scope.environment}`, {
      token: access.tokenId,
      oldToken: leaving,
    });
    return true;
  });
  return isBack ? viewOrFail(scope, actor) : refuse("holded.no_old_token");
}

async function oldAccess(
  tx: Parameters<typeof loadConnection>[0],
  scope: CompanyScope,
): Promise<(Access & { readonly tokenId: string }) | null> {
  const connection = await loadConnection(tx, scope);
  const old = connection?.oldTokenId ? await loadToken(tx, scope, connection.oldTokenId) : null;
  if (!connection || !old?.sealed) return null;
  const { baseUrl, accountKey, plan, capabilities } = connection;
  const token = open(scope, "token", old.sealed);
  return { baseUrl, token, accountKey, plan, numberMode: capabilities.numberFormat, isSaved: true, tokenId: old.id };
}

async function viewOrFail(scope: CompanyScope, viewer: Actor): Promise<Result<ConnectionView>> {
  const view = await viewOf(scope, viewer);
  return view ? ok(view) : fail({ code: "holded.not_connected", retry: "later" });
}
