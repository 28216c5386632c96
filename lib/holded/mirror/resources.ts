import type { Result } from "@/lib/kernel/result";
import type { HoldedClient } from "@/lib/holded/client";
import { listExpenseAccounts, listTreasuryAccounts, type ExpenseAccount, type TreasuryAccount } from "@/lib/holded/endpoints/accounts";
import { listContacts, type Contact } from "@/lib/holded/endpoints/contacts";
import { listPurchases, type Purchase } from "@/lib/holded/endpoints/purchases";
import { listTaxes, type HoldedTax } from "@/lib/holded/endpoints/taxes";
import type { Page } from "@/lib/holded/endpoint";
import { codeKeyOf, foldCompanyName, numberKeyOf } from "@/lib/holded/keys";

export const mirrorResources = ["tax", "expense_account", "treasury_account", "contact", "purchase"] as const;
export type MirrorResource = (typeof mirrorResources)[number];

/** One object as the mirror keeps it: the keys that agents search by, and the object. */
export type MirrorRow = {
  readonly holdedId: string;
  readonly code: string | null;
  readonly foldedName: string | null;
  readonly contactId: string | null;
  readonly numberKey: string | null;
  readonly objectDate: string | null;
  readonly total: string | null;
  readonly data: object;
};

export type MirrorPage = { readonly rows: readonly MirrorRow[]; readonly next: string | null; readonly unreadable: number };

export type MirrorSource = {
  /** Only objects dated from this day on are asked for, and only they can be found missing. */
  readonly from: string | null;
  readonly page: (cursor: string | undefined) => Promise<Result<MirrorPage>>;
};

/** How far back purchases are mirrored: what duplicates are looked for in. */
const purchaseMonths = 18;

/** Where each resource comes from and how it is keyed. */
export function sourceOf(resource: MirrorResource, client: HoldedClient, now: Date): MirrorSource {
  const from = resource === "purchase" ? monthsBefore(now, purchaseMonths) : null;
  const paged = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
  switch (resource) {
    case "tax":
      return { from, page: async () => rowsOf(await client.call(listTaxes, {}), taxRow) };
    case "expense_account":
      return { from, page: async (cursor) => rowsOf(await client.call(listExpenseAccounts, { query: paged(cursor) }), accountRow) };
    case "treasury_account":
      return { from, page: async (cursor) => rowsOf(await client.call(listTreasuryAccounts, { query: paged(cursor) }), treasuryRow) };
    case "contact":
      return { from, page: async (cursor) => rowsOf(await client.call(listContacts, { query: paged(cursor) }), contactRow) };
    case "purchase": {
      const window = from === null ? {} : { start_date: from };
      return {
        from,
        page: async (cursor) => rowsOf(await client.call(listPurchases, { query: { ...window, ...paged(cursor) } }), purchaseRow),
      };
    }
  }
}

function rowsOf<Item>(page: Result<Page<Item>>, row: (item: Item) => MirrorRow): Result<MirrorPage> {
  if (!page.ok) return page;
  const { items, next, unreadable } = page.value;
  return { ok: true, value: { rows: items.map(row), next, unreadable: unreadable.length } };
}

const bare = { code: null, foldedName: null, contactId: null, numberKey: null, objectDate: null, total: null };

const taxRow = (tax: HoldedTax): MirrorRow => ({ ...bare, holdedId: tax.id, code: tax.key, data: tax });
const accountRow = (account: ExpenseAccount): MirrorRow => ({
  ...bare,
  holdedId: account.id,
  code: account.number,
  foldedName: foldCompanyName(account.name),
  data: account,
});
const treasuryRow = (account: TreasuryAccount): MirrorRow => ({ ...bare, holdedId: account.id, code: account.iban, data: account });

export function contactRow(contact: Contact): MirrorRow {
  const code = codeKeyOf(contact.code) ?? codeKeyOf(contact.vatNumber);
  return { ...bare, holdedId: contact.id, code, foldedName: foldCompanyName(contact.name), data: contact };
}

export function purchaseRow(purchase: Purchase): MirrorRow {
  const { id, number, contactId, date, total } = purchase;
  const numberKey = number === null ? null : numberKeyOf(number);
  return { ...bare, holdedId: id, contactId, numberKey, objectDate: date, total, data: purchase };
}

function monthsBefore(now: Date, months: number): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}
