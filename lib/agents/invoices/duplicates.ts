import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import type { Reason } from "@/lib/kernel/evidence";
import { toCents } from "@/lib/kernel/money";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";
import type { KnownContact, KnownProposal, KnownPurchase } from "./facts";
import type { InvoicePayload } from "./model";
import { likenessOfNumbers } from "./same-number";

export type Known = {
  readonly purchases: readonly KnownPurchase[];
  readonly proposals: readonly KnownProposal[];
  /** Absent: nobody is known to be one supplier under two contacts. */
  readonly contacts?: readonly KnownContact[];
};

/**
 * What may be the same invoice: the same file; the same supplier and number in any spelling; the same supplier and total
 * under a number that a scanner may have misread; or the same supplier, date and total under any number. Of two open
 * proposals the later one is the duplicate, and only it is told; once it was approved, the other one is.
 */
export function findDuplicates(payload: InvoicePayload, known: Known): readonly Reason[] {
  return [...inHolded(payload, known), ...inConsole(payload, known.proposals)].slice(0, 6);
}

function inHolded(payload: InvoicePayload, { purchases, contacts = [] }: Known): Reason[] {
  const { contactId, name } = payload.supplier;
  const taxId = contacts.find(({ id }) => id === contactId)?.taxId ?? null;
  // Several contacts of one tax id are one supplier.
  const own = new Set([contactId, ...contacts.filter((one) => taxId !== null && one.taxId === taxId).map(({ id }) => id)]);
  return purchases.flatMap((purchase): Reason[] => {
    const isSameSupplier = contactId === null ? sameName(purchase.contactName, name) : own.has(purchase.contactId);
    if (!isSameSupplier) return [];
    const detail = { number: purchase.number ?? "–", date: purchase.date ?? "–", total: purchase.total, id: purchase.id };
    // In Holded what is withheld is a negative tax: its total is what is to be paid.
    const total = payload.withholding !== null && sameTotal(payload.payable, purchase.total) ? payload.payable : payload.total;
    switch (compare({ ...payload, total }, purchase)) {
      case "number":
        return [{ code: "duplicate.purchase", level: "doubt", path: "number", detail }];
      case "spelling":
        return [{ code: "duplicate.purchase_misread", level: "doubt", path: "number", detail }];
      case "amount":
        return [{ code: "duplicate.purchase_alike", level: "doubt", path: "total", detail }];
      case null:
        return [];
    }
  });
}

/** States of what was approved: it is in Holded, or on its way there. */
const goesOut: ReadonlySet<string> = new Set(["approved", "sending", "failed", "settled"]);

function inConsole(payload: InvoicePayload, proposals: readonly KnownProposal[]): Reason[] {
  return proposals.flatMap((other): Reason[] => {
    if (!other.isOlder && !goesOut.has(other.state)) return [];
    const detail = { file: other.fileName ?? "–", number: other.number ?? "–", id: other.id };
    if (other.isSameFile) return [{ code: "duplicate.file", level: "doubt", detail }];
    if (!sameSupplierAs(payload, other)) return [];
    switch (compare(payload, { number: other.number, date: other.issueDate, total: other.total })) {
      case "number":
        return [{ code: "duplicate.proposal", level: "doubt", path: "number", detail }];
      case "spelling":
        return [{ code: "duplicate.proposal_misread", level: "doubt", path: "number", detail }];
      case "amount":
        // Whoever approved the later one was told of this pair, and took them for two.
        if (!other.isOlder) return [];
        return [{ code: "duplicate.proposal_alike", level: "doubt", path: "total", detail }];
      case null:
        return [];
    }
  });
}

type Compared = { readonly number: string | null; readonly date: string | null; readonly total: string | null };

/** Two invoices of one supplier: the same by number, by a number that was misread, by date and total, or not at all. */
function compare({ number, issueDate, total }: InvoicePayload, other: Compared): "number" | "spelling" | "amount" | null {
  const likeness = likenessOfNumbers(number, other.number);
  if (likeness === "same") return "number";
  if (!sameTotal(total, other.total)) return null;
  const isSameDay = issueDate === null || other.date === null || issueDate === other.date;
  // A fee that comes each month has the same total and the next number: one sign off counts only where the dates do not differ.
  const isNear = isSameDay || Math.abs(daysBetween(issueDate as PlainDate, other.date as PlainDate)) <= 3;
  if (likeness === "confusable" || (likeness === "prefix" && isNear) || (likeness === "one_off" && isSameDay)) return "spelling";
  return issueDate !== null && issueDate === other.date ? "amount" : null;
}

function sameSupplierAs({ supplier }: InvoicePayload, other: KnownProposal): boolean {
  if (supplier.taxId && other.supplierTaxId && normalizeTaxId(supplier.taxId) === normalizeTaxId(other.supplierTaxId)) return true;
  if (supplier.contactId && other.supplierContactId) return supplier.contactId === other.supplierContactId;
  if (supplier.taxId && other.supplierTaxId) {
    // Two that hold are two suppliers; one that fails its check was misread from a photo.
    if (checkTaxId(supplier.taxId).valid && checkTaxId(other.supplierTaxId).valid) return false;
  }
  return sameName(supplier.name, other.supplierName);
}

const sameName = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && foldName(a) !== "" && foldName(a) === foldName(b);

function sameTotal(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && toCents(a) === toCents(b);
}
