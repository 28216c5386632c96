import { decimalOf } from "../amounts";
import { dayRangeOf, isOpen } from "../day-range";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, Problem, unprocessable } from "../problem";
import { between } from "../sorted-view";
import { refuseLocked } from "./documents";
import { accountByNumber, book, ledgerAccounts, ledgerLines, newLedgerAccount, type LedgerAccount, type LedgerLine } from "./ledger";
import { normalizeTag } from "./tags";

const digits = 8;

type NewChartAccount = {
  readonly prefix: number;
  readonly number?: number | null;
  readonly name: string;
  readonly description?: string | null;
  readonly color?: string | null;
};
type NewExpensesAccount = { readonly name: string; readonly account_num: number; readonly color?: string | null };
type NewEntry = {
  readonly date: string;
  readonly notes?: string | null;
  readonly contact_id?: string | null;
  readonly lines: readonly {
    readonly account: number;
    readonly debit: string;
    readonly credit: string;
    readonly description?: string | null;
    readonly tags?: readonly string[];
  }[];
};

export const accountingHandlers: Handlers = {
  // All at once: this list has no pages.
  "GET /accounting-accounts": (call) => {
    const { archived, include_empty } = call.query;
    const sums = sumsOf(call);
    const rows = call.read
      .in(ledgerAccounts)
      .all()
      .filter((one) => archived === undefined || one.archived === archived)
      .map((one) => shownAccount(one, sums(one)));
    return ok({ items: include_empty === false ? rows.filter((one) => one.debit !== "0.00" || one.credit !== "0.00") : rows });
  },
  "POST /accounting-accounts": (call) => {
    const input = bodyOf<NewChartAccount>(call);
    const number = chartNumber(call, input);
    const id = call.write.newId();
    const account = { ...newLedgerAccount(id, number, input.name), description: input.description ?? null, color: input.color ?? null };
    call.write.put(ledgerAccounts, account);
    return created(id);
  },
  "GET /expenses-accounts": (call) => {
    const reader = call.read.in(ledgerAccounts);
    const found = page(call, reader, { sorted: reader.all(), keep: (one) => one.isExpense });
    return ok({ ...found, items: found.items.map(shownExpense) });
  },
  "POST /expenses-accounts": (call) => {
    const { name, account_num, color } = bodyOf<NewExpensesAccount>(call);
    const number = checkedNumber(account_num);
    const known = accountByNumber(call.write, number);
    if (known?.isExpense) throw unprocessable(`account_num: ${number} already exists`);
    const id = known?.id ?? call.write.newId();
    call.write.put(ledgerAccounts, { ...(known ?? newLedgerAccount(id, number, name)), name, color: color ?? null, isExpense: true });
    return created(id);
  },
  "GET /expenses-accounts/{expensesAccountId}": (call) => {
    const account = call.read.in(ledgerAccounts).get(call.params["expensesAccountId"] ?? "");
    if (!account?.isExpense) throw notFound();
    return ok(shownExpense(account));
  },
  "PUT /expenses-accounts/{expensesAccountId}": (call) => {
    const account = expensesAccountToChange(call);
    const { name, color } = bodyOf<{ readonly name?: string | null; readonly color?: string | null }>(call);
    call.write.put(ledgerAccounts, { ...account, ...(name ? { name } : {}), ...(color === undefined ? {} : { color }) });
    return ok({ id: account.id });
  },
  "DELETE /expenses-accounts/{expensesAccountId}": (call) => {
    const account = expensesAccountToChange(call);
    // What was booked on it stays in the chart.
    if (account.debit === "0.00" && account.credit === "0.00") call.write.remove(ledgerAccounts, account.id);
    else call.write.put(ledgerAccounts, { ...account, isExpense: false });
    return noContent;
  },
  "GET /ledger-entries": (call) => {
    const days = dayRangeOf(call);
    if (days.from === null || days.to === null) throw new Problem(400, "start_date and end_date are required");
    const reader = call.read.in(ledgerLines);
    const sorted = between(reader.all("date"), (line) => line.date, days);
    const found = page(call, reader, { sorted });
    return ok({ ...found, items: found.items.map((line) => shownLine(call, line)) });
  },
  "POST /ledger-entries": (call) => {
    const input = bodyOf<NewEntry>(call);
    refuseLocked(call, input.date);
    const postings = input.lines.map((line, index) => {
      if (!accountByNumber(call.write, line.account)) throw unprocessable(`lines.${index}.account: ${line.account} is not in the chart`);
      const debit = decimalOf(`lines.${index}.debit`, line.debit, "positive");
      return {
        account: line.account,
        amount: debit.minus(decimalOf(`lines.${index}.credit`, line.credit, "positive")),
        description: line.description ?? null,
        tags: (line.tags ?? []).map(normalizeTag).filter((tag) => tag !== ""),
      };
    });
    const { date, notes } = input;
    const id = book(call.write, { date, type: "entry", description: notes ?? "", docDescription: null, sourceId: null, postings });
    if (id === null) throw unprocessable("lines: there is nothing to book");
    return created(id);
  },
};

function expensesAccountToChange(call: Call): LedgerAccount {
  const account = call.write.in(ledgerAccounts).get(call.params["expensesAccountId"] ?? "");
  if (!account?.isExpense) throw notFound();
  return account;
}

function checkedNumber(number: number): number {
  if (!Number.isSafeInteger(number) || String(number).length !== digits) throw unprocessable(`account_num: must have ${digits} digits`);
  return number;
}

/** Prefix and number filled up to eight digits; without a number the next free one. */
function chartNumber(call: Call, { prefix, number }: NewChartAccount): number {
  const stem = String(prefix);
  const room = digits - stem.length;
  if (!/^[1-9]\d*$/.test(stem) || room < 1) throw unprocessable(`prefix: must have fewer than ${digits} digits`);
  const last = 10 ** room - 1;
  const full = (count: number): number => Number(stem + String(count).padStart(room, "0"));
  if (typeof number === "number") {
    if (!Number.isSafeInteger(number) || number < 0 || number > last) throw unprocessable("number: does not fit behind the prefix");
    if (accountByNumber(call.write, full(number))) throw unprocessable(`number: ${full(number)} already exists`);
    return full(number);
  }
  for (let count = 1; count <= last; count += 1) if (!accountByNumber(call.write, full(count))) return full(count);
  throw unprocessable("prefix: no number is free behind it");
}

type Sums = Pick<LedgerAccount, "debit" | "credit">;

/** All that was ever booked, or what was booked between two days. */
function sumsOf(call: Call): (account: LedgerAccount) => Sums {
  const days = dayRangeOf(call);
  if (isOpen(days)) return ({ debit, credit }) => ({ debit, credit });
  const sums = new Map<number, Sums>();
  for (const line of between(call.read.in(ledgerLines).all("date"), (one) => one.date, days)) {
    const { debit, credit } = sums.get(line.account) ?? { debit: "0", credit: "0" };
    sums.set(line.account, { debit: exact(debit).plus(line.debit).toFixed(2), credit: exact(credit).plus(line.credit).toFixed(2) });
  }
  return (account) => sums.get(account.number) ?? { debit: "0.00", credit: "0.00" };
}

function shownExpense({ id, name, number, color }: LedgerAccount): unknown {
  return { id, name, account_num: number, color };
}

function shownAccount({ isExpense: _, ...account }: LedgerAccount, { debit, credit }: Sums): LedgerAccountShown {
  return { ...account, debit, credit, balance: exact(debit).minus(credit).toFixed(2) };
}
type LedgerAccountShown = Omit<LedgerAccount, "isExpense"> & { readonly balance: string };

function shownLine(call: Call, line: LedgerLine): unknown {
  const { entry_number, line: number, type, description, doc_description, account, debit, credit, tags, checked } = line;
  const [year = "", month = "", day = ""] = line.date.split("-");
  const date = call.switches.ledger_date_format === "iso" ? line.date : `${day}/${month}/${year}`;
  return { entry_number, line: number, date, type, description, doc_description, account, debit, credit, tags, checked };
}
