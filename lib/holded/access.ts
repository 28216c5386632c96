import "server-only";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import type { NumberMode } from "@/lib/holded/numbers";
import type { Plan } from "@/lib/holded/quota";
import type { Purpose } from "@/lib/holded/retry";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { openToken } from "@/lib/platform/vault";

/** What one call needs: it lives as long as the call and is never stored or logged. */
export type Access = {
  readonly baseUrl: string;
  readonly token: string;
  readonly accountKey: string;
  readonly plan: Plan;
  readonly numberMode: NumberMode | null;
  /** False while a token is being tried out: what is learned then belongs to no connection yet. */
  readonly isSaved: boolean;
};

/** A refused key is not shown to Holded by every waiting job, only every so often; a person's test always goes out. */
const refusedPauseMs = 10 * 60_000;

/** The saved connection of the scope, its token opened. Refusals: `holded.not_connected`, `holded.key_refused`. */
export async function storedAccess(scope: CompanyScope, purpose: Purpose): Promise<Result<Access>> {
  const connection = await scope.read((tx) => loadConnection(tx, scope));
  if (!connection) return fail({ code: "holded.not_connected", retry: "later" });
  const { status, checkedAt, baseUrl, accountKey, plan } = connection;
  const checkedMs = checkedAt ? Date.now() - checkedAt.getTime() : Infinity;
  if (status === "refused" && purpose !== "person" && checkedMs < refusedPauseMs) {
    return fail({ code: "holded.key_refused", retry: "later", detail: { retryInMs: Math.ceil(refusedPauseMs - checkedMs) } });
  }
  const token = openToken(scope, { cipher: connection.tokenCipher, keyVersion: connection.keyVersion });
  return ok({ baseUrl, token, accountKey, plan, numberMode: connection.capabilities.numberFormat, isSaved: true });
}
