import "server-only";
import { fail, ok, type Failure, type Result } from "@/lib/kernel/result";
import { loadConnection, type Connection } from "@/lib/holded/account-store";
import type { NumberMode } from "@/lib/holded/numbers";
import type { Plan } from "@/lib/holded/quota";
import type { Purpose } from "@/lib/holded/retry";
import { loadToken } from "@/lib/holded/tokens/store";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { open, type Sealed } from "@/lib/platform/vault";

/** What one call needs: it lives as long as the call and is never stored or logged. */
export type Access = {
  readonly baseUrl: string;
  readonly token: string;
  readonly accountKey: string;
  readonly plan: Plan;
  readonly numberMode: NumberMode | null;
  /** False while a token is being tried out: what is learned then belongs to no connection yet. */
  readonly isSaved: boolean;
  /** Which slot's token this is; absent while it is being tried out. */
  readonly tokenId?: string;
};

/** A refused key is not shown to Holded by every waiting job, only every so often; a person's test always goes out. */
const refusedPauseMs = 10 * 60_000;

/** The saved connection of the scope, its token opened. Refusals: `holded.not_connected`, `holded.key_refused`. */
export async function storedAccess(scope: CompanyScope, purpose: Purpose): Promise<Result<Access>> {
  const found = await scope.read((tx) => connectionInUse(tx, scope));
  if (!found) return fail({ code: "holded.not_connected", retry: "later" });
  const { status, checkedAt } = found.connection;
  const checkedMs = checkedAt ? Date.now() - checkedAt.getTime() : Infinity;
  if (status === "refused" && purpose !== "person" && checkedMs < refusedPauseMs) {
    return fail({ code: "holded.key_refused", retry: "later", detail: { retryInMs: Math.ceil(refusedPauseMs - checkedMs) } });
  }
  return ok(accessWith(scope, found.connection, found.sealed));
}

/** What Holded says before it looks at the request itself: nothing was read and nothing written. */
const saidBeforeActing: readonly Failure["code"][] = ["holded.key_refused", "holded.permission_missing"];

/**
 * A call that began with a token which meanwhile gave way to another goes on with the new one, if its failure proves that
 * Holded did nothing. Null: there is no newer token for the same address, or this one was only being tried out: the
 * failure stands.
 */
export async function newerAccess(scope: CompanyScope, refused: Access, failure: Failure): Promise<Access | null> {
  if (!refused.isSaved || !saidBeforeActing.includes(failure.code)) return null;
  const found = await scope.read((tx) => connectionInUse(tx, scope));
  if (!found || found.connection.tokenId === refused.tokenId || found.connection.baseUrl !== refused.baseUrl) return null;
  return accessWith(scope, found.connection, found.sealed);
}

type InUse = { readonly connection: Connection; readonly sealed: Sealed };

async function connectionInUse(tx: Tx, scope: CompanyScope): Promise<InUse | null> {
  const connection = await loadConnection(tx, scope);
  const token = connection && (await loadToken(tx, scope, connection.tokenId));
  return connection && token?.sealed ? { connection, sealed: token.sealed } : null;
}

function accessWith(scope: CompanyScope, connection: Connection, sealed: Sealed): Access {
  const { baseUrl, accountKey, plan, tokenId, capabilities } = connection;
  return { baseUrl, token: open(scope, "token", sealed), accountKey, plan, numberMode: capabilities.numberFormat, isSaved: true, tokenId };
}
