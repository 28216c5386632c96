import type { Role } from "@/lib/platform/actor";

export const permissions = [
  "company.read",
  "invoices.read",
  "invoices.write",
  "invoices.approve",
  "reconciliation.read",
  "reconciliation.write",
  "reconciliation.approve",
  "quotes.read",
  "quotes.write",
  "quotes.approve",
  "activity.read",
  "integration.read",
  "settings.read",
  "settings.write",
  "people.write",
  "audit.verify",
] as const;
export type Permission = (typeof permissions)[number];

/** Who may do what in a company. The only place that says so; projects get their own permissions with their pages. */
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  admin: permissions,
  accountant: [
    "company.read",
    "invoices.read",
    "invoices.write",
    "invoices.approve",
    "reconciliation.read",
    "reconciliation.write",
    "reconciliation.approve",
    "quotes.read",
    "activity.read",
    "integration.read",
    "settings.read",
    "audit.verify",
  ],
  sales_rep: ["company.read", "quotes.read", "quotes.write", "quotes.approve"],
  project_owner: ["company.read", "invoices.read"],
  viewer: ["company.read", "invoices.read", "reconciliation.read", "quotes.read", "activity.read"],
};

export function can(role: Role, permission: Permission): boolean {
  return granted[role].includes(permission);
}
