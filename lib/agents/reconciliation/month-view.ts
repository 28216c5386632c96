/** What keeps a movement from being done, for the close of a month. */
export const leftReasons = [
  "clear", "needs_review", "no_document", "undecided", "waiting", "snoozed", "sending", "failed", "forced", "unseen",
] as const; // prettier-ignore
export type LeftReason = (typeof leftReasons)[number];

export type TreasuryAccount = { readonly id: string; readonly name: string; readonly currency: string };

/** One line of the account as the bank has it, and what became of it. */
export type ExtractLine = {
  readonly id: string;
  /** YYYY-MM-DD, value date. */
  readonly date: string;
  readonly text: string;
  readonly amount: string;
  readonly currency: string;
  /** Of the account after the line, as the bank says; null: it does not. */
  readonly balance: string | null;
  readonly status: string | null;
  readonly proposalId: string | null;
  /** A person decided that there is no document for it. */
  readonly isDecided: boolean;
};

/** Of one account in one month: how many lines, how many are done, and what is left for which reason. */
export type MonthOfAccount = {
  readonly account: TreasuryAccount;
  readonly all: number;
  readonly done: number;
  /** Money in and out of what is left. */
  readonly leftIn: string;
  readonly leftOut: string;
  readonly reasons: readonly { readonly reason: LeftReason; readonly count: number }[];
};

/** "2026-11" and the months beside it. */
export function monthFrom(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** The days of a month, in order. */
export function daysOf(month: string): readonly string[] {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return Array.from({ length: last }, (_, at) => `${month}-${String(at + 1).padStart(2, "0")}`);
}

export const isMonth = (text: unknown): text is string => typeof text === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
