import type { CollectionDefinition } from "../collection";
import { standardAccounts } from "./ledger";

type TreasuryType = "bank" | "card" | "gateway" | "cash";

export type TreasuryAccount = {
  readonly id: string;
  readonly name: string;
  readonly type: TreasuryType;
  readonly currency: string;
  /** Decimal with a dot. Follows the movements: it is what the youngest of them says. */
  readonly balance: string;
  /** Value date of the movement that said so. */
  readonly balance_date: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly account_number: string | null;
  readonly creditor_id: string | null;
  readonly issuer_id: string | null;
  readonly archived: boolean;
  readonly synced_at: string | null;
  /** Where its money is booked. */
  readonly accounting_account_number: number;
  readonly auto_sync: boolean;
  readonly default_account: boolean;
};

export const treasuryAccounts: CollectionDefinition<TreasuryAccount> = {
  name: "treasury-accounts",
  upgrade: (one) => ({ ...addedLater(one.type), ...one }),
};

type MovementStatus = "pending" | "reconciled" | "partial" | "forced_reconciled";

/** One line of a bank statement. */
export type BankMovement = {
  readonly id: string;
  readonly banking_account_id: string;
  readonly description: string;
  readonly note: string;
  /** Decimals with a dot; money out is negative. */
  readonly amount: string;
  readonly balance: string | null;
  readonly currency: string;
  readonly booking_date: string;
  readonly value_date: string;
  readonly status: MovementStatus;
  /** With the sign of the amount. */
  readonly reconciled_amount: string;
  readonly origin: string;
  readonly flagged_at: string | null;
};

export const bankMovements: CollectionDefinition<BankMovement> = {
  name: "bank-movements",
  indexes: {
    banking_account_id: (movement) => movement.banking_account_id,
    account_status: (movement) => `${movement.banking_account_id} ${movement.status}`,
  },
  orders: { value_date: (a, b) => (a.value_date < b.value_date ? -1 : a.value_date > b.value_date ? 1 : 0) },
};

/** What an account is given without being asked. */
export function addedLater(
  type: TreasuryType,
): Pick<TreasuryAccount, "balance_date" | "accounting_account_number" | "auto_sync" | "default_account"> {
  return { balance_date: null, accounting_account_number: accountingNumberOf(type), auto_sync: type === "bank", default_account: false };
}

function accountingNumberOf(type: TreasuryType): number {
  return type === "cash" ? standardAccounts.cash[0] : standardAccounts.banks[0];
}
