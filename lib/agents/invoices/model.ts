import { z } from "zod";

/** "121.00", "-3.5": a decimal with a dot, as a string. Never a float. */
export const decimalString = z.string().regex(/^-?\d{1,15}(\.\d{1,8})?$/);
/** "121.00": an amount of money with exactly two decimals. */
export const amountString = z.string().regex(/^-?\d{1,13}\.\d{2}$/);
/** "2026-10-14": a calendar date without a zone. */
export const plainDateString = z.iso.date();
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

export const invoiceDocType = z.enum(["invoice", "credit_note", "receipt"]);
export type InvoiceDocType = z.infer<typeof invoiceDocType>;

export const party = z.object({
  name: z.string().max(300).nullable(),
  /** Normalised: upper case, no separators; the ES prefix is dropped, other country prefixes stay. */
  taxId: z.string().max(30).nullable(),
});

export const invoiceLine = z.object({
  description: z.string().max(2000),
  quantity: decimalString.nullable(),
  unitPrice: decimalString.nullable(),
  /** Per cent. */
  discount: decimalString.nullable(),
  /** Base of the line after its discount, before tax. */
  net: amountString.nullable(),
  /** IVA per cent: "21", "10", "4", "0", "7.5". */
  vatRate: decimalString.nullable(),
  /** Holded id of the expense account; null: the company's default. */
  accountId: z.string().nullable().default(null),
});
export type InvoiceLine = z.infer<typeof invoiceLine>;

export const vatRow = z.object({
  rate: decimalString,
  base: amountString,
  amount: amountString,
  /** Recargo de equivalencia on the same base. */
  surchargeRate: decimalString.nullable().default(null),
  surchargeAmount: amountString.nullable().default(null),
  /** Which indirect tax; absent: IVA. Only IVA is deductible. */
  tax: z.enum(["IVA", "IGIC", "IPSI", "foreign"]).optional(),
  /** Why nothing is charged on a base at 0 per cent, where the paper says it. */
  exemption: z.enum(["intra_goods", "intra_services", "reverse_charge", "export", "exempt", "not_subject"]).optional(),
});
export type VatRow = z.infer<typeof vatRow>;

export const withholding = z.object({ rate: decimalString, base: amountString, amount: amountString });

/**
 * What will become a purchase in Holded. Unknown fields are null; `check.ts` says which of them block an approval.
 * `total` = net + IVA + recargo, before withholding; `payable` = total − retención.
 */
export const invoicePayload = z.object({
  docType: invoiceDocType,
  number: z.string().max(60).nullable(),
  issueDate: plainDateString.nullable(),
  dueDate: plainDateString.nullable(),
  currency: currencyCode,
  supplier: party.extend({
    /** Holded id of the mirrored contact; null: none found, a new contact is created on approval. */
    contactId: z.string().nullable().default(null),
    /** For the contact that is made of it; read from the paper. Holded takes no account number for a contact. */
    email: z.string().max(120).optional(),
    phone: z.string().max(40).optional(),
    address: z.string().max(200).optional(),
    postalCode: z.string().max(12).optional(),
    city: z.string().max(80).optional(),
  }),
  customer: party,
  lines: z.array(invoiceLine).max(500),
  netTotal: amountString.nullable(),
  vat: z.array(vatRow).max(20),
  vatTotal: amountString.nullable(),
  withholding: withholding.nullable(),
  total: amountString.nullable(),
  payable: amountString.nullable(),
  iban: z.string().max(34).nullable(),
  /** Tags of the purchase in Holded. */
  tags: z.array(z.string().trim().min(1).max(50)).max(10).optional(),
  /** Holded id of the project the expense belongs to. */
  projectId: z.string().min(1).max(64).optional(),
});
export type InvoicePayload = z.infer<typeof invoicePayload>;
