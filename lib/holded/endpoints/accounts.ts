import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { cents, flag, wordOf } from "@/lib/holded/endpoints/fields";

const accountNumber = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null ? null : String(value)));

const expenseAccount = z
  .object({ id: z.string().min(1), name: text, account_num: accountNumber })
  .transform((raw) => ({ id: raw.id, name: raw.name ?? "", number: raw.account_num }));
export type ExpenseAccount = z.infer<typeof expenseAccount>;

/** The accounts that a purchase line may be booked on. Lines name the id, not the number. */
export const listExpenseAccounts = endpoint({
  method: "GET",
  path: "/expenses-accounts",
  effect: "reads",
  permission: "accounting:expenses-accounts.read",
  query: paging,
  answer: () => pageOf(expenseAccount),
});

const accountingAccount = z
  .object({ id: z.string().min(1), number: accountNumber, name: text, archived: flag })
  .transform((raw) => ({ id: raw.id, number: raw.number, name: raw.name ?? "", isArchived: raw.archived === true }));
export type AccountingAccount = z.infer<typeof accountingAccount>;

/** The chart of accounts, all at once. `include_empty` brings accounts without movements. */
export const listAccountingAccounts = endpoint({
  method: "GET",
  path: "/accounting-accounts",
  effect: "reads",
  permission: "accounting:chart-of-accounts.read",
  query: z.object({ include_empty: z.boolean().default(true) }),
  answer: () => pageOf(accountingAccount),
});

const treasuryAccount = z
  .object({
    id: z.string().min(1),
    name: text,
    type: wordOf(["bank", "card", "gateway", "cash"]),
    currency: text,
    iban: text,
    balance: cents("dot"),
    archived: flag,
    synced_at: text,
  })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    type: raw.type,
    currency: raw.currency?.toUpperCase() ?? null,
    iban: raw.iban,
    balance: raw.balance,
    isArchived: raw.archived === true,
    syncedAt: raw.synced_at,
  }));
export type TreasuryAccount = z.infer<typeof treasuryAccount>;

/** Banks, cards, gateways and cash boxes. */
export const listTreasuryAccounts = endpoint({
  method: "GET",
  path: "/treasury/accounts",
  effect: "reads",
  permission: "accounting:banks.read",
  query: paging,
  numbers: "treasury",
  answer: () => pageOf(treasuryAccount),
});

export const getTreasuryAccount = endpoint({
  method: "GET",
  path: "/treasury/accounts/{id}",
  effect: "reads",
  permission: "accounting:banks.read",
  numbers: "treasury",
  answer: () => treasuryAccount,
});

/** The accounts that sales are booked on. */
export const listSalesChannels = endpoint({
  method: "GET",
  path: "/sales-channels",
  effect: "reads",
  permission: "sales:sales-channels.read",
  query: paging,
  answer: () => pageOf(expenseAccount),
});
