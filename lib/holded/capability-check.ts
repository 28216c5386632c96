import "server-only";
import { ok, type Failure, type Result } from "@/lib/kernel/result";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import type { Access } from "@/lib/holded/access";
import type { Capabilities } from "@/lib/holded/account-store";
import { idsIn } from "@/lib/holded/accounts/markers";
import { getUsage } from "@/lib/holded/endpoints/account-settings";
import { listAccountingAccounts, listExpenseAccounts, listTreasuryAccounts } from "@/lib/holded/endpoints/accounts";
import { listContacts } from "@/lib/holded/endpoints/contacts";
import { listEmployees } from "@/lib/holded/endpoints/employees";
import { listEstimates } from "@/lib/holded/endpoints/estimates";
import { listEvents } from "@/lib/holded/endpoints/events";
import { listFunnels } from "@/lib/holded/endpoints/funnels";
import { listInbox } from "@/lib/holded/endpoints/inbox";
import { listInvoices } from "@/lib/holded/endpoints/invoices";
import { listLeads } from "@/lib/holded/endpoints/leads";
import { listNumberingSeries } from "@/lib/holded/endpoints/numbering-series";
import { listPayments } from "@/lib/holded/endpoints/payments";
import { listPriceLists } from "@/lib/holded/endpoints/price-lists";
import { listProducts } from "@/lib/holded/endpoints/products";
import { listProjects } from "@/lib/holded/endpoints/projects";
import { listPurchases } from "@/lib/holded/endpoints/purchases";
import { listServices } from "@/lib/holded/endpoints/services";
import { listTaxes } from "@/lib/holded/endpoints/taxes";
import { listWebhooks } from "@/lib/holded/endpoints/webhooks";
import { neededPermissions, type PermissionName, type PermissionState } from "@/lib/holded/needed-permissions";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type Checked = {
  readonly permissions: Capabilities["permissions"];
  readonly usage: Capabilities["usage"];
  /** Ids of objects of the account that the probes met: by them it is known again. */
  readonly ids: readonly string[];
};

type Probe = (client: HoldedClient) => Promise<Result<unknown>>;
const one = { limit: 1 } as const;

/** Nothing lists the permissions of a token: one read of one row each tells. Writes are not tried out. */
const probes: Readonly<Partial<Record<PermissionName, Probe>>> = {
  "contacts:contacts.read": (client) => client.call(listContacts, { query: one }),
  "accounting:taxes.read": (client) => client.call(listTaxes, {}),
  "accounting:expenses-accounts.read": (client) => client.call(listExpenseAccounts, { query: one }),
  "accounting:purchases.read": (client) => client.call(listPurchases, { query: one }),
  "accounting:banks.read": (client) => client.call(listTreasuryAccounts, { query: one }),
  "accounting:payments.read": (client) => client.call(listPayments, { query: one }),
  "accounting:chart-of-accounts.read": (client) => client.call(listAccountingAccounts, { query: { include_empty: false } }),
  "sales:invoices.read": (client) => client.call(listInvoices, { query: one }),
  "sales:estimates.read": (client) => client.call(listEstimates, { query: one }),
  "sales:services.read": (client) => client.call(listServices, { query: one }),
  "sales:invoicing-settings.read": (client) => client.call(listNumberingSeries, { params: { type: "estimate" } }),
  "inventory:products.read": (client) => client.call(listProducts, { query: one }),
  "inventory:rates.read": (client) => client.call(listPriceLists, {}),
  "inbox:inbox.read": (client) => client.call(listInbox, { query: one }),
  "projects:projects.read": (client) => client.call(listProjects, { query: one }),
  "team:time-tracking.read": (client) => client.call(listEmployees, { query: one }),
  "crm:funnels.read": (client) => client.call(listFunnels, { query: one }),
  "crm:deals.read": (client) => client.call(listLeads, { query: one }),
  "crm:events.read": (client) => client.call(listEvents, { query: one }),
  // The only permission that a read and a write share.
  "developers:webhooks.write": (client) => client.call(listWebhooks, { query: one }),
};

/** Kinds of objects that every account has of its own; catalogues of Holded's may be shared between accounts. */
const ownObjects: readonly PermissionName[] = [
  "contacts:contacts.read",
  "accounting:purchases.read",
  "accounting:banks.read",
  "accounting:payments.read",
  "sales:invoices.read",
  "sales:estimates.read",
  "inventory:products.read",
  "sales:services.read",
  "inventory:rates.read",
  "sales:invoicing-settings.read",
  "projects:projects.read",
  "team:time-tracking.read",
  "crm:funnels.read",
  "crm:deals.read",
  "crm:events.read",
];

/** Probes at once: a person waits for the answer. */
const atOnce = 4;

/**
 * Tries a token: which permissions it has, what the account has used this month, and which account it is. The first
 * question decides whether the token is any good: what it fails with comes back (`holded.key_refused`,
 * `holded.unreachable`, `holded.rate_limited`, …). Afterwards a trouble leaves its permission untested, but a refusal of
 * the key itself still ends the check.
 */
export async function checkCapabilities(scope: CompanyScope, access: Access): Promise<Result<Checked>> {
  const client = holdedClient(scope, { purpose: "person", access: () => Promise.resolve(ok(access)) });
  const found = new Map<PermissionName, PermissionState>(neededPermissions.map(({ name }) => [name, "untested"]));
  const ids: string[] = [];
  const usage = await client.call(getUsage, {});
  const first = verdictOf(usage);
  if (typeof first !== "string") return { ok: false, error: first };
  found.set("developers:usage.read", first);

  const waiting = Object.entries(probes) as [PermissionName, Probe][];
  for (let group = waiting.splice(0, atOnce); group.length > 0; group = waiting.splice(0, atOnce)) {
    const answers = await Promise.all(group.map(async ([name, probe]) => ({ name, result: await probe(client) })));
    for (const { name, result } of answers) {
      const verdict = verdictOf(result);
      if (typeof verdict === "string") found.set(name, verdict);
      if (result.ok && ownObjects.includes(name)) ids.push(...idsIn(result.value));
    }
    const last = answers.map(({ result }) => (result.ok ? null : result.error.code));
    const failed = answers.find(({ result }) => !result.ok && endsCheck.includes(result.error.code))?.result;
    if (failed && !failed.ok) return failed;
    if (last.some((code) => code !== null && spent.includes(code))) break;
  }
  const used = usage.ok && usage.value.used !== null ? { ...usage.value, used: usage.value.used } : null;
  return ok({ permissions: Object.fromEntries(found), usage: used, ids });
}

/** The key does not work, or Holded went away half way: what was found so far is not the whole. */
const endsCheck: readonly Failure["code"][] = ["holded.key_refused", "holded.unreachable"];
/** No calls left: what is not known yet stays untested, and the next check asks. */
const spent: readonly Failure["code"][] = ["holded.rate_limited", "holded.quota_spent"];

/** An answer or a missing permission is a verdict; anything else means that nothing is known. */
function verdictOf(result: Result<unknown>): PermissionState | Failure {
  if (result.ok) return "granted";
  if (result.error.code === "holded.permission_missing") return "missing";
  // Where the path is not served at all (an older account), the permission cannot be missed.
  return result.error.code === "holded.not_found" ? "granted" : result.error;
}
