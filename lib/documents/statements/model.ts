/**
 * What a file of a bank says. Amounts are whole minor units (cents) as bigint, money out is negative; dates are calendar
 * dates as printed, `yyyy-mm-dd`. Texts are the bank's: data, never instruction.
 */

export type StatementFormat = "n43" | "camt" | "csv";

export type StatementParty = {
  readonly name: string | null;
  readonly iban: string | null;
  readonly taxId: string | null;
};

/** One payer of a batch, or one payment of it. */
export type StatementPart = {
  readonly cents: bigint | null;
  readonly counterparty: StatementParty;
  readonly text: string;
  readonly references: readonly string[];
};

export type StatementMovement = {
  /** First and last line of the file that speak of it, from 1; of camt the line of its entry. */
  readonly line: number;
  readonly lastLine: number;
  readonly bookingDate: string;
  readonly valueDate: string;
  readonly cents: bigint;
  readonly currency: string;
  /** Of the account after it: as printed, or counted on from the opening balance; null where neither is known. */
  readonly balanceCents: bigint | null;
  /** As printed, blanks collapsed. */
  readonly text: string;
  /** The further lines as they stand in the file: people search by what the bank printed. */
  readonly printed: readonly string[];
  readonly counterparty: StatementParty;
  /** The one that owes or is owed, where the payment was made for somebody else. */
  readonly ultimateParty: string | null;
  /** Document numbers, payers' and creditors' references, as printed, each once. */
  readonly references: readonly string[];
  /** The bank's own id of the booking: the best key against importing it twice. */
  readonly bankReference: string | null;
  readonly documentNo: string | null;
  readonly mandate: string | null;
  readonly creditorId: string | null;
  /** Norma 43: common concept, and the bank's own. */
  readonly commonCode: string | null;
  readonly ownCode: string | null;
  /** camt: domain, family and sub-family, "PMNT/RCDT/ESCT", or the bank's own code. */
  readonly transactionCode: string | null;
  readonly purpose: string | null;
  /** In the currency of origin. */
  readonly original: { readonly currency: string; readonly cents: bigint } | null;
  /** What the bank kept of it; `isIncluded`: the amount is net of it. */
  readonly charges: { readonly cents: bigint; readonly isIncluded: boolean } | null;
  /** Undoes an earlier one. */
  readonly isReversal: boolean;
  readonly returnReason: string | null;
  /** How many payments the bank says it holds; `parts` may be fewer, where it did not itemise. */
  readonly batchSize: number | null;
  readonly parts: readonly StatementPart[];
};

export const statementWarnings = [
  "debit_count",
  "debit_sum",
  "credit_count",
  "credit_sum",
  "closing_differs",
  "closing_computed",
  "record_count",
  "no_end_record",
  "header_dates",
  "not_booked",
  "copy",
  "parts_differ",
  "balance_differs",
  "date_outside",
  "no_opening",
] as const;
type StatementWarningCode = (typeof statementWarnings)[number];

/** Something that does not agree, and the line that says so; null: nowhere in particular. */
export type StatementWarning = {
  readonly code: StatementWarningCode;
  readonly line: number | null;
  readonly expected?: string;
  readonly got?: string;
};

type StatementAccount = {
  readonly iban: string | null;
  /** As the file names it: bank, branch and account of Norma 43, or another id. */
  readonly number: string | null;
  readonly holder: string | null;
  readonly currency: string;
};

/** One account and one period of a file. */
export type Statement = {
  readonly format: StatementFormat;
  readonly line: number;
  readonly account: StatementAccount;
  readonly from: string | null;
  readonly to: string | null;
  readonly openingCents: bigint | null;
  readonly closingCents: bigint | null;
  /** Oldest first, as the account lived them. */
  readonly movements: readonly StatementMovement[];
  readonly warnings: readonly StatementWarning[];
};

/** What a movement of a plain format has nothing to say about. */
export const bareMovement = {
  printed: [],
  counterparty: { name: null, iban: null, taxId: null },
  ultimateParty: null,
  references: [],
  bankReference: null,
  documentNo: null,
  mandate: null,
  creditorId: null,
  commonCode: null,
  ownCode: null,
  transactionCode: null,
  purpose: null,
  original: null,
  charges: null,
  isReversal: false,
  returnReason: null,
  batchSize: null,
  parts: [],
} as const;

/** More than this in one file is refused, with the advice to ask the bank for shorter periods. */
export const maxMovements = 20_000;
