import type { CollectionDefinition } from "../collection";
import { ok, type Call, type Handlers } from "../handler";
import { exact } from "../numbers";
import { page } from "../page";
import { notFound } from "../problem";

export type TreasuryAccount = {
  readonly id: string;
  readonly name: string;
  readonly type: "bank" | "card" | "gateway" | "cash";
  readonly currency: string;
  /** Decimal with a dot. */
  readonly balance: string;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly account_number: string | null;
  readonly creditor_id: string | null;
  readonly issuer_id: string | null;
  readonly archived: boolean;
  readonly synced_at: string | null;
};

export const treasuryAccounts: CollectionDefinition<TreasuryAccount> = { name: "treasury-accounts" };

export const treasuryHandlers: Handlers = {
  "GET /treasury/accounts": (call) => {
    const { type, archived } = call.query;
    const reader = call.read.in(treasuryAccounts);
    const keep = (one: TreasuryAccount): boolean =>
      (type === undefined || one.type === type) && (archived === undefined || String(one.archived) === String(archived));
    const found = page(call, reader, { sorted: reader.all(), keep });
    return ok({ ...found, items: found.items.map((one) => shown(call, one)) });
  },
  "GET /treasury/accounts/{id}": (call) => {
    const account = call.read.in(treasuryAccounts).get(call.params["id"] ?? "");
    if (!account) throw notFound();
    return ok(shown(call, account));
  },
};

const shown = (call: Call, account: TreasuryAccount): unknown => ({
  ...account,
  balance: call.numbers.treasury.amount(exact(account.balance)),
});
