import "server-only";
import { ok, type Failure, type Result } from "@/lib/kernel/result";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import type { Access } from "@/lib/holded/access";
import type { Capabilities } from "@/lib/holded/account-store";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { listExpenseAccounts, listTreasuryAccounts } from "@/lib/holded/endpoints/accounts";
import { listContacts } from "@/lib/holded/endpoints/contacts";
import { listPurchases } from "@/lib/holded/endpoints/purchases";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import type { CompanyScope } from "@/lib/platform/db/scope";

/** What the product needs today. Without an essential one a token is of no use; the others switch something off. */
export const neededPermissions = [
  { name: "contacts:contacts.read", isEssential: true },
  { name: "contacts:contacts.write", isEssential: true },
  { name: "accounting:taxes.read", isEssential: true },
  { name: "accounting:expenses-accounts.read", isEssential: true },
  { name: "accounting:purchases.read", isEssential: true },
  { name: "accounting:purchases.write", isEssential: true },
  { name: "accounting:banks.read", isEssential: false },
  { name: "developers:usage.read", isEssential: false },
] as const;

export type Checked = { readonly permissions: Capabilities["permissions"]; readonly usage: Capabilities["usage"] };

type Probe = (client: HoldedClient) => Promise<Result<unknown>>;
const one = { limit: 1 } as const;
/** Nothing lists the permissions of a token: one read of one row each tells. Writes are not tried out. */
const probes: Readonly<Record<string, Probe>> = {
  "contacts:contacts.read": (client) => client.call(listContacts, { query: one }),
  "accounting:taxes.read": (client) => client.call(listTaxes, {}),
  "accounting:expenses-accounts.read": (client) => client.call(listExpenseAccounts, { query: one }),
  "accounting:banks.read": (client) => client.call(listTreasuryAccounts, { query: one }),
  "accounting:purchases.read": (client) => client.call(listPurchases, { query: one }),
};

/**
 * Tries a token: which permissions it has and what the account has used this month. Fails with the first thing that is
 * no missing permission: `holded.key_refused`, `holded.unreachable`, `holded.rate_limited`, …
 */
export async function checkCapabilities(scope: CompanyScope, access: Access): Promise<Result<Checked>> {
  const client = holdedClient(scope, { purpose: "person", access: () => Promise.resolve(ok(access)) });
  const permissions: Record<string, "granted" | "missing" | "untested"> = {};
  for (const { name } of neededPermissions) permissions[name] = "untested";
  for (const [name, probe] of Object.entries(probes)) {
    const verdict = verdictOf(await probe(client));
    if (typeof verdict !== "string") return { ok: false, error: verdict };
    permissions[name] = verdict;
  }
  const usage = await client.call(getUsage, {});
  const verdict = verdictOf(usage);
  if (typeof verdict !== "string") return { ok: false, error: verdict };
  permissions["developers:usage.read"] = verdict;
  return ok({ permissions, usage: usage.ok && usage.value.used !== null ? { ...usage.value, used: usage.value.used } : null });
}

/** An answer that was understood or not, or a missing permission, is a verdict; anything else means that nothing is known. */
function verdictOf(result: Result<unknown>): "granted" | "missing" | Failure {
  if (result.ok) return "granted";
  if (result.error.code === "holded.permission_missing") return "missing";
  // Where the path is not served at all (an older account), the permission cannot be missed.
  return result.error.code === "holded.not_found" ? "granted" : result.error;
}
