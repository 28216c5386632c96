import type catalogue from "@/lib/platform/i18n/messages/es.json";

export type CapabilityKey = keyof typeof catalogue.settings.capabilityName;

/** Permissions of a Holded token that have words in the catalogue. */
const known: readonly CapabilityKey[] = [
  "contacts_contacts_read",
  "contacts_contacts_write",
  "accounting_taxes_read",
  "accounting_expenses-accounts_read",
  "accounting_purchases_read",
  "accounting_purchases_write",
  "accounting_banks_read",
  "developers_usage_read",
];

/** "contacts:contacts.read" → its key; null for one that is newer than the catalogue. */
export function capabilityKey(permission: string): CapabilityKey | null {
  const key = permission.replace(/[:.]/g, "_");
  return known.find((candidate) => candidate === key) ?? null;
}
