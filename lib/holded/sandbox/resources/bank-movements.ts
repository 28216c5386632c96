import { decimalOf } from "../amounts";
import { plainDate } from "../check-call";
import type { Reader } from "../collection";
import { dayRangeOf, isOpen, isWithin, type DayRange } from "../day-range";
import { bodyOf, created, ok, type Call, type Handlers } from "../handler";
import { madridDay, utcMoment } from "../moments";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound, Problem, unprocessable } from "../problem";
import { between, byId } from "../sorted-view";
import type { Transaction } from "../store";
import { accountToChange } from "./treasury";
import { bankMovements, treasuryAccounts, type BankMovement, type TreasuryAccount } from "./treasury-model";

const maxMovements = 100;
const statuses: readonly string[] = ["pending", "reconciled", "partial", "forced_reconciled"] satisfies readonly BankMovement["status"][];

type MovementInput = {
  readonly amount: string;
  readonly description: string;
  readonly balance: string;
  readonly value_date?: string | null;
};

export const bankMovementHandlers: Handlers = {
  "GET /treasury/accounts/{id}/bank-movements": (call) => {
    const account = call.read.in(treasuryAccounts).get(call.params["id"] ?? "");
    if (!account) throw notFound();
    const reader = call.read.in(bankMovements);
    const asked = filtersOf(call);
    const found = page(call, reader, { sorted: candidates(account.id, asked, reader), keep: (one) => isAsked(one, asked) });
    return ok({ ...found, items: found.items.map((one) => shown(call, one)) });
  },
  // Of a whole list either all are taken or none, as the transaction is undone by the first that is refused.
  "POST /treasury/accounts/{bankingAccountId}/bank-movements": (call) => {
    const body = bodyOf<MovementInput | readonly MovementInput[]>(call);
    const inputs: readonly MovementInput[] = "amount" in body ? [body] : body;
    if (inputs.length === 0 || inputs.length > maxMovements)
      throw unprocessable(`Between 1 and ${maxMovements} movements are taken at a time`);
    const account = accountToChange(call, "bankingAccountId");
    const ids = inputs.map((input) => {
      const day = input.value_date ? plainDate(input.value_date) : madridDay(call.now);
      const movement = {
        amount: decimalOf("amount", input.amount).toFixed(2),
        balance: decimalOf("balance", input.balance).toFixed(2),
        description: input.description,
        booking_date: day,
        value_date: day,
        origin: "manual",
      };
      return addMovement(call.write, account.id, movement).id;
    });
    // One movement answers with its id. What a list answers with was never published: here the first.
    return created(ids[0] ?? "");
  },
};

type NewMovement = Pick<BankMovement, "amount" | "description" | "booking_date" | "value_date" | "origin"> & {
  readonly balance: string;
  readonly note?: string;
};

/** Puts a movement into an account, whose balance follows the youngest value date. */
export function addMovement(write: Transaction, accountId: string, given: NewMovement): BankMovement {
  const account = write.in(treasuryAccounts).get(accountId);
  if (!account) throw new Error(`no treasury account ${accountId}`);
  const movement: BankMovement = {
    note: "",
    ...given,
    id: write.newId(),
    banking_account_id: account.id,
    currency: account.currency,
    status: "pending",
    reconciled_amount: "0.00",
    flagged_at: null,
  };
  write.put(bankMovements, movement);
  if (account.balance_date === null || movement.value_date >= account.balance_date) {
    write.put(treasuryAccounts, { ...account, balance: given.balance, balance_date: movement.value_date });
  }
  return movement;
}

/** A line of a statement as a bank gives it. The running balance is worked out when it is left out. */
export type FeedMovement = {
  readonly amount: string;
  readonly description: string;
  /** `YYYY-MM-DD`; today when left out. */
  readonly value_date?: string;
  readonly booking_date?: string;
  readonly balance?: string;
  readonly note?: string;
};

/**
 * What Holded's daily connection with the bank does.
 * @param treasury id or name of the treasury account; the first bank account when left out
 * @returns the ids of the movements, in order
 */
export function feedBank(write: Transaction, now: Date, movements: readonly FeedMovement[], treasury?: string): readonly string[] {
  const account = feedAccount(write.in(treasuryAccounts).all(), treasury);
  const ids = movements.map(({ amount, description, value_date, booking_date, balance, note }) => {
    const value = plainDate(value_date ?? madridDay(now));
    const money = decimalOf("amount", amount);
    const before = write.in(treasuryAccounts).get(account.id)?.balance ?? "0.00";
    const after = balance === undefined ? exact(before).plus(money) : decimalOf("balance", balance);
    return addMovement(write, account.id, {
      amount: money.toFixed(2),
      description,
      booking_date: plainDate(booking_date ?? value),
      value_date: value,
      balance: after.toFixed(2),
      origin: "bank",
      ...(note === undefined ? {} : { note }),
    }).id;
  });
  const current = write.in(treasuryAccounts).get(account.id);
  if (current) write.put(treasuryAccounts, { ...current, synced_at: utcMoment(now) });
  return ids;
}

function feedAccount(all: readonly TreasuryAccount[], treasury: string | undefined): TreasuryAccount {
  const found =
    treasury === undefined
      ? all.find((one) => one.type === "bank" && !one.archived)
      : all.find((one) => one.id === treasury || one.name === treasury);
  if (!found) throw new Error(`no treasury account ${treasury ?? "of a bank"}; there are: ${all.map((one) => one.name).join(", ")}`);
  return found;
}

type Filters = { readonly days: DayRange; readonly statuses: readonly string[] | null };

function filtersOf(call: Call): Filters {
  const { status } = call.query;
  const words = typeof status === "string" && status !== "" ? status.split(",").map((word) => word.trim()) : null;
  const unknown = words?.find((word) => !statuses.includes(word));
  if (unknown !== undefined) throw new Problem(400, `Invalid value for status: "${unknown}". Expected one of: ${statuses.join(", ")}`);
  return { days: dayRangeOf(call), statuses: words };
}

/** Of the value date or the status, whichever leaves fewer over. */
function candidates(accountId: string, asked: Filters, reader: Reader<BankMovement>): readonly BankMovement[] {
  if (!isOpen(asked.days)) {
    const rows = between(reader.all("value_date"), (one) => one.value_date, asked.days);
    return rows.filter((one) => one.banking_account_id === accountId).sort(byId);
  }
  if (asked.statuses === null) return reader.by("banking_account_id", accountId);
  const found = [...new Set(asked.statuses)].map((status) => reader.by("account_status", `${accountId} ${status}`));
  return found.length === 1 ? (found[0] ?? []) : found.flat().sort(byId);
}

function isAsked(movement: BankMovement, { days, statuses: wanted }: Filters): boolean {
  return isWithin(days, movement.value_date) && (wanted === null || wanted.includes(movement.status));
}

function shown(call: Call, movement: BankMovement): unknown {
  const write = (text: string): string => call.numbers.treasury.amount(exact(text));
  return {
    ...movement,
    amount: write(movement.amount),
    balance: movement.balance === null ? null : write(movement.balance),
    accounting_amount: write(movement.amount),
    accounting_currency: movement.currency,
    booking_date: `${movement.booking_date}T00:00:00+00:00`,
    value_date: `${movement.value_date}T00:00:00+00:00`,
    reconciled_amount: write(movement.reconciled_amount),
  };
}
