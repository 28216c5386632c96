import "server-only";
import type { Access } from "@/lib/holded/access";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import { enoughMarkers, markersOf, namedMarkersOf } from "@/lib/holded/accounts/markers";
import {
  accountsKnowing,
  connectionsOf,
  joinAccounts,
  keepMarkers,
  namedAccountOf,
  oldestIds,
  oldestOf,
} from "@/lib/holded/accounts/store";
import { holdedClient } from "@/lib/holded/client";
import { getContact } from "@/lib/holded/endpoints/contacts";
import { systemScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";

export type Identity = {
  /** Whose windows the connection counts in. */
  readonly accountKey: string;
  /** The plan that another connection of the account is known to have. */
  readonly plan: string | null;
  /** Some object was met that is known to be of this account. */
  readonly isKnown: boolean;
};

type Candidate = {
  readonly baseUrl: string;
  readonly ids: readonly string[];
  /** Under which the check counted its calls: the connection's own, or one made for this token. */
  readonly ownKey: string;
  /** A connection of this scope to the same address, whose token is being changed. */
  readonly isRotation: boolean;
};

/**
 * Which Holded account a checked token opens, by the objects that were met in it. Nothing in the API names the account.
 * Refused: `holded.other_account` when a changed token opens another account than the connection's (what is on its way
 * would be looked for in the wrong books), `holded.sandbox_account_in_live` and `holded.live_account_in_sandbox` when the
 * account serves the other environment of any company.
 */
export function identify(scope: CompanyScope, { baseUrl, ids, ownKey, isRotation }: Candidate): Promise<Result<Identity>> {
  const markers = markersOf(baseUrl, ids);
  return systemScope(async (tx) => {
    const known = await accountsKnowing(tx, markers);
    const isOwn = known.some(({ accountKey }) => accountKey === ownKey);
    const other = known.find((one) => one.accountKey !== ownKey && one.markers >= enoughMarkers(markers.length));
    // A key must always be replaceable by another of its account, whoever else turned out to share that.
    if (!other || isOwn) return ok({ accountKey: ownKey, plan: null, isKnown: isOwn });
    if (isRotation) return refuse("holded.other_account");
    const sharing = (await connectionsOf(tx, other.accountKey)).filter(
      (one) => one.companyId !== scope.companyId || one.environment !== scope.environment,
    );
    if (sharing.some(({ environment }) => environment !== scope.environment)) {
      return refuse(scope.environment === "live" ? "holded.sandbox_account_in_live" : "holded.live_account_in_sandbox");
    }
    return ok({ accountKey: other.accountKey, plan: sharing[0]?.plan ?? null, isKnown: true });
  });
}

/** Enough to tell: one may have been deleted, three of the oldest have not. */
const askedFor = 3;

/**
 * Whether a token that met nothing known opens other books than the connection's copy came from: it is asked for contacts
 * of the copy by their ids. Without a copy, or when Holded does not say, nothing speaks against it.
 */
export async function opensOtherBooks(scope: CompanyScope, access: Access): Promise<boolean> {
  const ids = await scope.read((tx) => oldestOf(tx, scope, "contact", askedFor));
  const client = holdedClient(scope, { purpose: "person", access: () => Promise.resolve(ok(access)) });
  for (const id of ids) {
    const found = await client.call(getContact, { params: { id } });
    if (found.ok || found.error.code !== "holded.not_found") return false;
  }
  return ids.length > 0;
}

/**
 * Keeps by what the account of a connection is known, and joins it with every account that turns out to be the same. Also
 * run after each synchronisation with the oldest objects of the copy, which every token of the account meets.
 */
export async function recogniseAccount(scope: CompanyScope, ids: readonly string[] = []): Promise<void> {
  const found = await scope.read(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return null;
    const { baseUrl, accountKey } = connection;
    const markers = markersOf(baseUrl, [...ids, ...(await oldestIds(tx, scope))]);
    return { own: accountKey, markers, named: namedMarkersOf(baseUrl, await namedAccountOf(tx, scope)) };
  });
  if (!found || found.markers.length + found.named.length === 0) return;
  const { own, markers, named } = found;
  const same = await systemScope(async (tx) => {
    await keepUnknown(tx, own, [...markers, ...named]);
    const alike = (await accountsKnowing(tx, markers)).filter((one) => one.markers >= enoughMarkers(markers.length));
    return [...alike, ...(await accountsKnowing(tx, named))].map(({ accountKey }) => accountKey);
  });
  // Always towards the same one, so that two processes that find out at once agree.
  const [kept, ...rest] = [...new Set([own, ...same])].sort();
  for (const accountKey of rest) if (kept !== undefined) await joinAccounts(accountKey, kept);
}

/** After each synchronisation nearly always nothing is new: then nothing is written. */
async function keepUnknown(tx: Tx, accountKey: string, markers: readonly string[]): Promise<void> {
  const known = (await accountsKnowing(tx, markers)).reduce((sum, one) => sum + one.markers, 0);
  if (known < markers.length) await keepMarkers(tx, accountKey, markers);
}
