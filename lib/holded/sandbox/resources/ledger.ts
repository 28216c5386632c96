import type { Decimal } from "decimal.js";
import type { CollectionDefinition } from "../collection";
import { exact, zero } from "../numbers";
import { unprocessable } from "../problem";
import type { Database, Transaction } from "../store";
import { takeCount } from "./counters";

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
  /** All that was ever booked on it, so that the chart need not add up the journal. */
  readonly debit: string;
  readonly credit: string;
};

export const ledgerAccounts: CollectionDefinition<LedgerAccount> = {
  name: "accounts",
  indexes: { number: (one) => String(one.number) },
  upgrade: (one) => ({ ...{ debit: "0.00", credit: "0.00" }, ...one }),
};

export type EntryType = "entry" | "purchase" | "purchaserefund" | "invoice" | "salesreceipt" | "creditnote" | "payment" | "collect";

/** One line of the journal. Lines of one entry share its number. */
export type LedgerLine = {
  readonly id: string;
  readonly entry_number: number;
  readonly line: number;
  readonly date: string;
  readonly type: EntryType;
  readonly description: string;
  readonly doc_description: string | null;
  readonly account: number;
  readonly debit: string;
  readonly credit: string;
  readonly tags: readonly string[];
  readonly checked: boolean;
  /** The document or payment that was booked; null for an entry made by hand. */
  readonly source_id: string | null;
  /** The treasury account whose money moved. */
  readonly bank_account_id: string | null;
};

export const ledgerLines: CollectionDefinition<LedgerLine> = {
  name: "ledger-lines",
  indexes: {
    account: (line) => String(line.account),
    bank_account_id: (line) => line.bank_account_id,
    source_id: (line) => line.source_id,
  },
  orders: { date: (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) },
};

/** Accounts that bookings use by themselves, made when a company's chart lacks them. */
export const standardAccounts = {
  suppliers: [40000000, "Proveedores"],
  creditors: [41000000, "Acreedores por prestaciones de servicios"],
  customers: [43000000, "Clientes"],
  inputVat: [47200000, "Hacienda Pública, IVA soportado"],
  withheldByClients: [47300000, "Hacienda Pública, retenciones y pagos a cuenta"],
  withheldFromSuppliers: [47510000, "Hacienda Pública, acreedora por retenciones practicadas"],
  outputVat: [47700000, "Hacienda Pública, IVA repercutido"],
  unknown: [55500000, "Partidas pendientes de aplicación"],
  cash: [57000000, "Caja, euros"],
  banks: [57200000, "Bancos e instituciones de crédito c/c vista, euros"],
  otherExpenses: [62900000, "Otros servicios"],
  goodsSold: [70000000, "Ventas de mercaderías"],
  servicesSold: [70500000, "Prestaciones de servicios"],
} as const satisfies Readonly<Record<string, readonly [number: number, name: string]>>;

/** One side of an entry: a positive amount is a debit, a negative one a credit. */
export type Posting = {
  readonly account: number;
  readonly amount: Decimal;
  readonly description?: string | null;
  readonly tags?: readonly string[];
  readonly bankAccountId?: string | null;
};
export type Entry = {
  readonly date: string;
  readonly type: EntryType;
  readonly description: string;
  readonly docDescription: string | null;
  readonly sourceId: string | null;
  readonly postings: readonly Posting[];
};

/**
 * Writes an entry into the journal.
 * @returns the id of its first line, or null when there was nothing to book
 * @throws Problem 422 when debit and credit differ
 */
export function book(write: Transaction, entry: Entry): string | null {
  const postings = entry.postings.filter((one) => !one.amount.isZero());
  const difference = postings.reduce((sum, one) => sum.plus(one.amount), zero);
  if (!difference.isZero()) throw unprocessable("lines: debit and credit are not equal");
  if (postings.length === 0) return null;
  const number = takeCount(write, "ledger-entry");
  const lines = postings.map((one, index): LedgerLine => {
    const side = one.amount.abs().toFixed(2);
    return {
      id: write.newId(),
      entry_number: number,
      line: index + 1,
      date: entry.date,
      type: entry.type,
      description: one.description ?? entry.description,
      doc_description: entry.docDescription,
      account: one.account,
      debit: one.amount.isPositive() ? side : "0.00",
      credit: one.amount.isPositive() ? "0.00" : side,
      tags: one.tags ?? [],
      checked: false,
      source_id: entry.sourceId,
      bank_account_id: one.bankAccountId ?? null,
    };
  });
  for (const line of lines) {
    write.put(ledgerLines, line);
    move(write, line, 1);
  }
  return lines[0]?.id ?? null;
}

/** Takes back what was booked for a payment that is deleted or changed. */
export function unbook(write: Transaction, sourceId: string): void {
  for (const line of write.in(ledgerLines).by("source_id", sourceId)) {
    write.remove(ledgerLines, line.id);
    move(write, line, -1);
  }
}

export function accountByNumber(database: Database, number: number): LedgerAccount | undefined {
  return database.in(ledgerAccounts).by("number", String(number))[0];
}

export function newLedgerAccount(id: string, number: number, name: string): LedgerAccount {
  return {
    id,
    number,
    name,
    description: null,
    group: String(number).slice(0, 2),
    color: null,
    archived: false,
    non_deductible: false,
    isExpense: false,
    debit: "0.00",
    credit: "0.00",
  };
}

function move(write: Transaction, line: LedgerLine, sign: 1 | -1): void {
  const account = accountByNumber(write, line.account) ?? newLedgerAccount(write.newId(), line.account, nameOf(line.account));
  write.put(ledgerAccounts, {
    ...account,
    debit: exact(account.debit).plus(exact(line.debit).times(sign)).toFixed(2),
    credit: exact(account.credit).plus(exact(line.credit).times(sign)).toFixed(2),
  });
}

function nameOf(number: number): string {
  return Object.values(standardAccounts).find(([known]) => known === number)?.[1] ?? `Cuenta ${number}`;
}
