import { dayRangeOf, isWithin } from "../day-range";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";
import { ledgerAccounts, ledgerLines, type LedgerLine } from "./ledger";
import { addedLater, bankMovements, treasuryAccounts, type TreasuryAccount } from "./treasury-model";

type NewAccount = Pick<TreasuryAccount, "name" | "type"> &
  Partial<Pick<TreasuryAccount, "currency" | "iban" | "bic" | "account_number" | "creditor_id" | "issuer_id">>;
type ChangedAccount = Pick<TreasuryAccount, "name" | "currency" | "auto_sync"> & {
  readonly accounting_account_id: string;
  readonly default_account?: boolean;
} & Partial<Pick<TreasuryAccount, "iban" | "bic" | "creditor_id" | "issuer_id">>;

export const treasuryHandlers: Handlers = {
  "GET /treasury/accounts": (call) => {
    const { type, archived } = call.query;
    const reader = call.read.in(treasuryAccounts);
    const keep = (one: TreasuryAccount): boolean =>
      (type === undefined || one.type === type) && (archived === undefined || String(one.archived) === String(archived));
    const found = page(call, reader, { sorted: reader.all(), keep });
    return ok({ ...found, items: found.items.map((one) => shown(call, one)) });
  },
  "POST /treasury/accounts": (call) => {
    const input = bodyOf<NewAccount>(call);
    const id = call.write.newId();
    call.write.put(treasuryAccounts, newTreasuryAccount(id, { ...input, currency: input.currency?.toUpperCase() ?? "EUR" }));
    return created(id);
  },
  "GET /treasury/accounts/{id}": (call) => {
    const account = call.read.in(treasuryAccounts).get(call.params["id"] ?? "");
    if (!account) throw notFound();
    return ok(shown(call, account));
  },
  "PUT /treasury/accounts/{id}": (call) => {
    const old = accountToChange(call, "id");
    const { accounting_account_id, ...input } = bodyOf<ChangedAccount>(call);
    const ledger = call.write.in(ledgerAccounts).get(accounting_account_id);
    if (!ledger) throw unprocessable("accounting_account_id: Accounting account not found");
    const changed: TreasuryAccount = { ...old, ...input, currency: input.currency.toUpperCase(), accounting_account_number: ledger.number };
    call.write.put(treasuryAccounts, changed);
    return ok(shown(call, changed));
  },
  "POST /treasury/accounts/{id}/archive": (call) => {
    call.write.put(treasuryAccounts, { ...accountToChange(call, "id"), archived: true });
    return noContent;
  },
  "DELETE /treasury/accounts/{id}": (call) => {
    const account = accountToChange(call, "id");
    if (!account.archived) throw unprocessable("The account must be archived before it is deleted");
    for (const movement of call.write.in(bankMovements).by("banking_account_id", account.id)) call.write.remove(bankMovements, movement.id);
    call.write.remove(treasuryAccounts, account.id);
    return noContent;
  },
  "GET /treasury/accounts/{id}/cash-movements": (call) => {
    const account = call.read.in(treasuryAccounts).get(call.params["id"] ?? "");
    if (!account) throw notFound();
    const days = dayRangeOf(call);
    const keep = (line: LedgerLine): boolean => isWithin(days, line.date);
    const reader = call.read.in(ledgerLines);
    const found = page(call, reader, { sorted: reader.by("bank_account_id", account.id), keep });
    return ok({ ...found, items: found.items.map((line) => shownCash(call, account, line)) });
  },
  // Only Holded's own screens make remittances, so there are none. The shape of one was never published.
  "GET /treasury/remittances": () => ok({ items: [], cursor: null, has_more: false }),
  "GET /treasury/remittances/{remittanceId}": () => {
    throw notFound();
  },
};

/** An account as it is kept, with nothing in it. */
export function newTreasuryAccount(id: string, given: NewAccount & Partial<TreasuryAccount>): TreasuryAccount {
  return {
    id,
    name: given.name,
    type: given.type,
    currency: given.currency ?? "EUR",
    balance: given.balance ?? "0.00",
    iban: given.iban ?? null,
    bic: given.bic ?? null,
    account_number: given.account_number ?? null,
    creditor_id: given.creditor_id ?? null,
    issuer_id: given.issuer_id ?? null,
    archived: false,
    synced_at: given.synced_at ?? null,
    ...addedLater(given.type),
  };
}

/** @throws Problem 404 */
export function accountToChange(call: Call, param: string): TreasuryAccount {
  const account = call.write.in(treasuryAccounts).get(call.params[param] ?? "");
  if (!account) throw notFound();
  return account;
}

function shown(call: Call, account: TreasuryAccount): unknown {
  const { balance_date: _, accounting_account_number: __, auto_sync: ___, default_account: ____, ...facts } = account;
  return { ...facts, balance: call.numbers.treasury.amount(exact(account.balance)) };
}

/** The book's side of the account's money. */
function shownCash(call: Call, account: TreasuryAccount, line: LedgerLine): unknown {
  const comesIn = line.debit !== "0.00";
  return {
    id: line.id,
    bankingAccountId: account.id,
    date: line.date,
    description: line.description,
    amount: call.numbers.treasury.amount(exact(comesIn ? line.debit : line.credit)),
    currency: account.currency,
    accountingAccountNumber: line.account,
    sign: comesIn ? "in" : "out",
    entryNumber: line.entry_number,
    entryType: line.type,
  };
}
