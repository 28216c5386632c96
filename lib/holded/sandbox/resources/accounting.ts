import type { CollectionDefinition } from "../collection";
import { ok, type Handlers } from "../handler";
import { page } from "../page";
import { notFound } from "../problem";

/** An account of the chart. Expense accounts are the ones offered for purchases; they share the id. */
export type LedgerAccount = {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly description: string | null;
  readonly group: string | null;
  readonly color: string | null;
  readonly archived: boolean;
  readonly non_deductible: boolean;
  readonly isExpense: boolean;
};

export const ledgerAccounts: CollectionDefinition<LedgerAccount> = { name: "accounts" };

export const accountingHandlers: Handlers = {
  "GET /expenses-accounts": (call) => {
    const reader = call.read.in(ledgerAccounts);
    const found = page(call, reader, { sorted: reader.all(), keep: (one) => one.isExpense });
    return ok({ ...found, items: found.items.map(shownExpense) });
  },
  "GET /expenses-accounts/{expensesAccountId}": (call) => {
    const account = call.read.in(ledgerAccounts).get(call.params["expensesAccountId"] ?? "");
    if (!account?.isExpense) throw notFound();
    return ok(shownExpense(account));
  },
  // All at once. Nothing is booked yet by this local Holded, so every account is empty.
  "GET /accounting-accounts": (call) => {
    const rows = call.query["include_empty"] === false ? [] : call.read.in(ledgerAccounts).all();
    const archived = call.query["archived"];
    return ok({ items: rows.filter((one) => archived === undefined || one.archived === archived).map(shownAccount) });
  },
};

function shownExpense({ id, name, number, color }: LedgerAccount): unknown {
  return { id, name, account_num: number, color };
}

function shownAccount({ isExpense: _, ...account }: LedgerAccount): unknown {
  return { ...account, debit: "0.00", credit: "0.00", balance: "0.00" };
}
