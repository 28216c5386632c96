import { z } from "zod";
import { created, endpoint, maybeCreated, pageOf, paging, text } from "@/lib/holded/endpoint";
import { cents, count, date, idOrNull, wordOf } from "@/lib/holded/endpoints/fields";

const reads = "accounting:banks.read";
const writes = "accounting:banks.write";

const statuses = ["pending", "reconciled", "partial", "forced_reconciled"] as const;

const bankMovement = z
  .object({
    id: z.string().min(1),
    banking_account_id: idOrNull,
    description: text,
    note: text,
    amount: cents("dot"),
    currency: text,
    balance: cents("dot"),
    booking_date: date,
    value_date: date,
    status: wordOf(statuses),
    reconciled_amount: cents("dot"),
    origin: text,
    flagged_at: text,
  })
  .transform((raw, context) => {
    if (raw.amount === null) {
      context.addIssue({ code: "custom", message: "a movement without amount" });
      return z.NEVER;
    }
    return {
      id: raw.id,
      accountId: raw.banking_account_id,
      description: raw.description ?? "",
      note: raw.note,
      /** Money out is negative. */
      amount: raw.amount,
      currency: raw.currency?.toUpperCase() ?? null,
      /** Of the account, after this movement. */
      balance: raw.balance,
      bookingDate: raw.booking_date,
      valueDate: raw.value_date,
      /** `forced_reconciled`: ticked off without anything behind it. Never to be taken for done. */
      status: raw.status,
      /** With the sign of the amount. */
      reconciledAmount: raw.reconciled_amount,
      origin: raw.origin,
      isFlagged: raw.flagged_at !== null,
    };
  });
export type BankMovement = z.infer<typeof bankMovement>;

/** Dates are value dates, both inclusive. There is no way to ask for one movement alone: take a window of its day. */
export const listBankMovements = endpoint({
  method: "GET",
  path: "/treasury/accounts/{accountId}/bank-movements",
  effect: "reads",
  permission: reads,
  query: paging.extend({
    start_date: z.iso.date().optional(),
    end_date: z.iso.date().optional(),
    /** Several with commas: `pending,partial`. */
    status: z
      .string()
      .regex(/^(?:pending|reconciled|partial|forced_reconciled)(?:,(?:pending|reconciled|partial|forced_reconciled))*$/)
      .optional(),
  }),
  numbers: "treasury",
  answer: () => pageOf(bankMovement),
});

const decimalText = z.string().regex(/^-?\d+\.\d{2}$/);

/** Movements by hand. `balance` is the account's after it. There is no way to change or delete one afterwards. */
export const createBankMovements = endpoint({
  method: "POST",
  path: "/treasury/accounts/{accountId}/bank-movements",
  effect: "creates",
  permission: writes,
  body: z
    .array(z.object({ amount: decimalText, description: z.string().min(1), balance: decimalText, value_date: z.iso.date() }))
    .min(1)
    .max(100),
  answer: () => maybeCreated,
});

/** What a movement can be matched with. */
const reconcilable = [
  "invoice",
  "salesreceipt",
  "purchase",
  "creditnote",
  "purchaserefund",
  "payroll",
  "payment",
  "remittance",
  "purchasereceipt",
  "collection",
  "receipt",
  "entry",
] as const;

/**
 * Matches a movement with documents and pays them. It cannot be undone, and its 200 proves nothing: list the movement
 * again and want `reconciled` or `partial` with an amount that is not zero, and read what is still pending of the
 * document. Never without a document: Holded would tick the movement off with nothing behind it.
 */
export const reconcileBankMovement = endpoint({
  method: "POST",
  path: "/treasury/accounts/{accountId}/bank-movements/{movementId}/reconcile",
  effect: "creates",
  permission: writes,
  body: z.object({
    documents: z.array(z.object({ document_id: z.string().min(1), document_type: z.enum(reconcilable) })).min(1),
  }),
});

const cashMovement = z
  .object({
    id: z.string().min(1),
    bankingAccountId: idOrNull,
    date,
    description: text,
    amount: cents("dot"),
    currency: text,
    accountingAccountNumber: z.union([z.string(), z.number()]).nullish(),
    sign: wordOf(["in", "out"]),
    entryNumber: count,
    entryType: text,
  })
  .transform((raw) => ({
    id: raw.id,
    accountId: raw.bankingAccountId,
    date: raw.date,
    description: raw.description ?? "",
    /** Without sign: `direction` tells. */
    amount: raw.amount,
    currency: raw.currency?.toUpperCase() ?? null,
    accountNumber:
      raw.accountingAccountNumber === undefined || raw.accountingAccountNumber === null ? null : String(raw.accountingAccountNumber),
    direction: raw.sign,
    entryNumber: raw.entryNumber,
    entryType: raw.entryType,
  }));
export type CashMovement = z.infer<typeof cashMovement>;

/** The side of the books: what accounting knows to have gone through a treasury account. */
export const listCashMovements = endpoint({
  method: "GET",
  path: "/treasury/accounts/{accountId}/cash-movements",
  effect: "reads",
  permission: reads,
  query: paging.extend({ start_date: z.iso.date().optional(), end_date: z.iso.date().optional() }),
  numbers: "treasury",
  answer: () => pageOf(cashMovement),
});

/** Collections through the bank. The shape of one was never published: only its id is relied on. */
export const listRemittances = endpoint({
  method: "GET",
  path: "/treasury/remittances",
  effect: "reads",
  permission: "accounting:remittances.read",
  query: paging.extend({ start_date: z.iso.date().optional(), end_date: z.iso.date().optional(), bank_id: z.string().optional() }),
  numbers: "treasury",
  answer: () => pageOf(remittance),
});
const remittance = created
  .extend({ name: text, type: text, status: text, total: cents("dot"), date })
  .partial()
  .required({ id: true });
export type Remittance = z.infer<typeof remittance>;

export const getRemittance = endpoint({
  method: "GET",
  path: "/treasury/remittances/{id}",
  effect: "reads",
  permission: "accounting:remittances.read",
  numbers: "treasury",
  answer: () => remittance,
});
