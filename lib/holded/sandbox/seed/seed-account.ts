import type { ContactInput } from "../resources/contacts";
import type { ItemInput } from "../resources/documents-model";
import type { TreasuryAccount } from "../resources/treasury-model";
import type { CrmSeed } from "./seed-crm";
import type { TradeSeed } from "./seed-trade";
import type { SeedTax } from "./spanish-taxes";

export type SeedAccountLine = { readonly number: number; readonly name: string; readonly group: string; readonly isExpense: boolean };
export type SeedPurchase = {
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly number: string;
  readonly date: string;
  readonly due_date: string;
  /** `account` is the number of the chart here; it is replaced by its id. */
  readonly items: readonly (Omit<ItemInput, "account"> & { readonly account?: number })[];
  readonly tags?: readonly string[];
  /** Stays a draft unless approved; a payment needs approval. */
  readonly state: "draft" | "approved" | "paid";
};
type SeedTreasury = Pick<TreasuryAccount, "name" | "type" | "balance" | "iban" | "bic">;

/** A company of the local Holded before anybody has worked in it. */
export type SeedAccount = {
  readonly key: string;
  readonly name: string;
  readonly taxId: string;
  readonly tokens: readonly { readonly name: string; readonly secret: string; readonly access: "full" | "read" }[];
  readonly contacts: readonly ContactInput[];
  /** More contacts, entered after everything else. */
  readonly customers?: readonly ContactInput[];
  readonly taxes: readonly SeedTax[];
  readonly accounts: readonly SeedAccountLine[];
  readonly treasury: readonly SeedTreasury[];
  readonly purchases: readonly SeedPurchase[];
  /** Left out: an owner, and nothing else. */
  readonly crm?: CrmSeed;
  /** What it sells, and what went through its bank. Left out: series and a warehouse, and nothing else. */
  readonly trade?: TradeSeed;
};

/** The moment at which the sample data was entered. */
export const seededAt = new Date("2026-09-01T07:00:00Z");
