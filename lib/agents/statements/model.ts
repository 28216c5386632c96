import { z } from "zod";
import { csvMapping } from "@/lib/documents/statements/csv/mapping";
import { statementWarnings } from "@/lib/documents/statements/model";
import { statementFacts } from "@/lib/kernel/statement-facts";

/** "121.00": exactly two decimals; money out is negative. */
const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/);
const words = (max: number) => z.string().max(max);

/**
 * Why a movement is taken or left: it is new; Holded has it already; an earlier import has it; something there is like it
 * and only a person can say whether it is the same; another import has an equal one of the day that may be the same; an
 * import had brought it and somebody deleted it in Holded; or it moves nothing.
 */
const whys = ["new", "in_holded", "imported", "alike", "equal", "deleted", "zero"] as const;
export type Why = (typeof whys)[number];

const statementLine = z.object({
  /** Of what it says; equal movements of an account have the same one and are told apart by `nth`. */
  key: z.string().regex(/^[0-9a-f]{32}$/),
  nth: z.int().min(1),
  /** Of the file. */
  line: z.int().min(1),
  valueDate: z.iso.date(),
  amount,
  /** Of the account after it; null: not known, and then Holded does not take it. */
  balance: amount.nullable(),
  text: words(2_000),
  take: z.enum(["yes", "no", "ask"]),
  why: z.enum(whys),
  /** The movement in Holded that is it, or is like it. */
  holdedId: words(100).nullable(),
  facts: statementFacts,
});
export type StatementLine = z.infer<typeof statementLine>;

/** So many movements in one proposal: five blocks of Holded's. A longer statement becomes several. */
export const maxLines = 500;
/** A table is read when a person has explained it, and stays one proposal. */
export const maxTableLines = 5_000;

/** What will become movements of an account in Holded. */
export const statementPayload = z.object({
  format: z.enum(["n43", "camt", "csv"]),
  account: z.object({
    /** Of the treasury account in Holded; null: nobody has said which yet. */
    id: words(100).nullable(),
    name: words(300).nullable(),
    /** As the file says it. */
    iban: words(40).nullable(),
    number: words(60).nullable(),
    holder: words(300).nullable(),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  /** What files of this kind are remembered by. */
  sourceKey: words(500),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  opening: amount.nullable(),
  closing: amount.nullable(),
  /** Of a statement that became several proposals; counts from 1. */
  part: z.object({ index: z.int().min(1), of: z.int().min(1) }),
  warnings: z
    .array(
      z.object({ code: z.enum(statementWarnings), line: z.int().nullable(), expected: z.string().optional(), got: z.string().optional() }),
    )
    .max(100),
  /** A table: its beginning as text, and how it is read. `mapping` null: no person has said so yet. */
  table: z.object({ head: words(10_000), guess: csvMapping.nullable(), mapping: csvMapping.nullable() }).nullable(),
  movements: z.array(statementLine).max(maxTableLines),
});
export type StatementPayload = z.infer<typeof statementPayload>;

export type StatementAccountChoice = {
  readonly id: string;
  readonly name: string;
  readonly iban: string | null;
  readonly currency: string;
};

/** A movement of the account as the copy of Holded has it. */
export type StandingMovement = {
  readonly id: string;
  readonly valueDate: string | null;
  readonly bookingDate: string | null;
  readonly amount: string;
  readonly balance: string | null;
  readonly description: string;
};

/** A movement of another import. */
export type KnownLine = Pick<StatementLine, "key" | "nth" | "balance"> & {
  /** Its import has it, or waits to bring it; false: it was left out there. */
  readonly isTaken: boolean;
};

/** Another import into the same account, in the order of its file. */
export type KnownImport = Pick<StatementPayload, "from" | "to" | "opening" | "closing"> & { readonly lines: readonly KnownLine[] };

/** What a statement is compared with. */
export type StatementComparison = {
  readonly accounts: readonly StatementAccountChoice[];
  /** In the days of the statement and a week around. */
  readonly standing: readonly StandingMovement[];
  /** What other imports have, or wait to bring, around the days of the statement. */
  readonly imports: readonly KnownImport[];
  /** "key#nth" of what an import had brought and is no longer in Holded. */
  readonly deleted: ReadonlySet<string>;
  /** Movements in Holded that an import is linked with, by id: its "key#nth". */
  readonly linked: ReadonlyMap<string, string>;
  /** The last balance that is known from before the statement; null: nothing is. */
  readonly before: { readonly date: string; readonly balances: readonly string[] } | null;
  /** Everything up to and including this day is closed. */
  readonly closedThrough: string | null;
  readonly today: string;
};
