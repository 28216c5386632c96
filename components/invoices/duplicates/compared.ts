import type { InvoicePayload } from "@/lib/agents/invoices/model";
import { likenessOfNumbers } from "@/lib/agents/invoices/same-number";
import { foldName } from "@/lib/language/names";

/** What an invoice may be a second copy of: a purchase of Holded, or another file. */
export type Other = { readonly id: string; readonly isInHolded: boolean; readonly name: string };

/** A purchase of Holded as the local copy has it. Amounts are decimal strings, dates YYYY-MM-DD. */
export type PurchaseInHolded = {
  readonly id: string;
  readonly number: string | null;
  readonly contactName: string | null;
  readonly date: string | null;
  readonly dueDate: string | null;
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly currency: string | null;
  readonly isApproved: boolean | null;
  readonly lines: readonly { readonly name: string; readonly units: string | null; readonly price: string | null }[];
};

const comparedFields = ["number", "supplier.name", "issueDate", "dueDate", "netTotal", "vatTotal", "total"] as const;
type ComparedField = (typeof comparedFields)[number];
type Side = Readonly<Record<ComparedField, string | null>>;
export type Compared = {
  readonly field: ComparedField;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly differs: boolean;
};

/** The fields of two invoices beside each other, and which of them tell them apart. A number in another spelling does not. */
export function compared(mine: Side, theirs: Side): readonly Compared[] {
  return comparedFields
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field], differs: !isSame(field, mine[field], theirs[field]) }))
    .filter((row) => row.mine !== null || row.theirs !== null);
}

function isSame(field: ComparedField, a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  if (field === "number") return likenessOfNumbers(a, b) === "same";
  return field === "supplier.name" ? foldName(a) === foldName(b) : a === b;
}

export function sideOfInvoice({ number, supplier, issueDate, dueDate, netTotal, vatTotal, total }: InvoicePayload): Side {
  return { number, "supplier.name": supplier.name, issueDate, dueDate, netTotal, vatTotal, total };
}

/** In Holded what is withheld is a negative tax: its total is what is to be paid. */
export function sideOfPurchase(purchase: PurchaseInHolded, payload: InvoicePayload): Side {
  const { number, contactName, date, dueDate, subtotal, tax, total } = purchase;
  const isNetOfWithholding = payload.withholding !== null && total === payload.payable;
  const whole = { vatTotal: isNetOfWithholding ? payload.vatTotal : tax, total: isNetOfWithholding ? payload.total : total };
  return { number, "supplier.name": contactName, issueDate: date, dueDate, netTotal: subtotal, ...whole };
}
