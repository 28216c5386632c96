import type { AgentName } from "@/lib/platform/agent-names";

/** Who needs a permission, and for which of its functions. */
export type PermissionUse = {
  /** `connector`: what all of them stand on. */
  readonly agent: AgentName | "connector";
  /** Names the function; with the agent it is the key of its words in the catalogue. */
  readonly use: string;
  /** Without an essential one the agent does not work at all; the others switch one function off. */
  readonly isEssential: boolean;
};

type NeededPermission = { readonly name: string; readonly uses: readonly PermissionUse[] };

const vital = <A extends PermissionUse["agent"], U extends string>(agent: A, use: U) => ({ agent, use, isEssential: true }) as const;
const useful = <A extends PermissionUse["agent"], U extends string>(agent: A, use: U) => ({ agent, use, isEssential: false }) as const;

/** What the five agents need of a token, and what goes without where it is missing. */
export const neededPermissions = [
  {
    name: "contacts:contacts.read",
    uses: [
      vital("invoices", "find_supplier"),
      vital("quotes", "find_customer"),
      vital("leads", "find_contact"),
      useful("reconciliation", "name_parties"),
    ],
  },
  {
    name: "contacts:contacts.write",
    uses: [vital("invoices", "new_supplier"), useful("quotes", "new_customer"), useful("leads", "new_contact")],
  },
  { name: "accounting:taxes.read", uses: [vital("invoices", "taxes"), vital("quotes", "taxes")] },
  { name: "accounting:expenses-accounts.read", uses: [vital("invoices", "expense_accounts")] },
  { name: "accounting:purchases.read", uses: [vital("invoices", "duplicates"), useful("reconciliation", "open_purchases")] },
  { name: "accounting:purchases.write", uses: [vital("invoices", "book"), useful("reconciliation", "pay_purchases")] },
  { name: "inbox:inbox.read", uses: [useful("invoices", "scanner")] },
  { name: "inbox:inbox.write", uses: [useful("invoices", "scanner_done")] },
  { name: "accounting:banks.read", uses: [vital("reconciliation", "movements")] },
  { name: "accounting:banks.write", uses: [vital("reconciliation", "reconcile")] },
  { name: "accounting:payments.read", uses: [useful("reconciliation", "payments")] },
  { name: "accounting:payments.write", uses: [useful("reconciliation", "pay")] },
  { name: "accounting:chart-of-accounts.read", uses: [useful("reconciliation", "accounts")] },
  { name: "sales:invoices.read", uses: [useful("reconciliation", "open_invoices"), useful("quotes", "price_habits")] },
  { name: "sales:invoices.write", uses: [useful("reconciliation", "pay_invoices")] },
  { name: "sales:estimates.read", uses: [vital("quotes", "earlier_quotes")] },
  { name: "sales:estimates.write", uses: [vital("quotes", "write_quote")] },
  { name: "inventory:products.read", uses: [vital("quotes", "products")] },
  { name: "sales:services.read", uses: [useful("quotes", "services")] },
  { name: "inventory:rates.read", uses: [useful("quotes", "price_lists")] },
  { name: "sales:invoicing-settings.read", uses: [useful("quotes", "numbering")] },
  { name: "projects:projects.read", uses: [vital("hours", "projects")] },
  { name: "projects:projects.write", uses: [vital("hours", "write_hours")] },
  { name: "team:time-tracking.read", uses: [vital("hours", "people")] },
  { name: "crm:funnels.read", uses: [vital("leads", "funnels")] },
  { name: "crm:deals.read", uses: [vital("leads", "leads")] },
  { name: "crm:deals.write", uses: [vital("leads", "write_leads")] },
  { name: "crm:events.read", uses: [useful("leads", "agenda")] },
  { name: "crm:events.write", uses: [useful("leads", "plan_events")] },
  { name: "developers:webhooks.write", uses: [useful("connector", "webhooks")] },
  { name: "developers:usage.read", uses: [useful("connector", "usage")] },
] as const satisfies readonly NeededPermission[];

export type PermissionName = (typeof neededPermissions)[number]["name"];
type Use = (typeof neededPermissions)[number]["uses"][number];
/** The key of a function's words: `switchedOff.<agent>_<use>`. */
export type UseKey = Use extends infer U
  ? U extends { agent: infer A extends string; use: infer F extends string }
    ? `${A}_${F}`
    : never
  : never;

export type PermissionState = "granted" | "missing" | "untested";

/** `limited`: works, but without some function. `off`: lacks something it cannot work without. */
export type AgentAbility = "works" | "limited" | "off";

/** What an agent can do with a token of these permissions; what is untested counts as there. */
export function abilityOf(agent: AgentName, stateOf: (permission: PermissionName) => PermissionState): AgentAbility {
  const missing = neededPermissions.flatMap(({ name, uses }) =>
    stateOf(name) === "missing" ? (uses as readonly PermissionUse[]).filter((use) => use.agent === agent) : [],
  );
  if (missing.length === 0) return "works";
  return missing.some(({ isEssential }) => isEssential) ? "off" : "limited";
}
