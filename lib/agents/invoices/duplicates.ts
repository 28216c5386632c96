import type { Reason } from "@/lib/kernel/evidence";
import { toCents } from "@/lib/kernel/money";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { foldName } from "@/lib/language/names";
import type { KnownProposal, KnownPurchase } from "./facts";
import type { InvoicePayload } from "./model";

export type Known = { readonly purchases: readonly KnownPurchase[]; readonly proposals: readonly KnownProposal[] };

/**
 * What may be the same invoice: the same file; the same supplier and number in any spelling; or the same supplier, date
 * and total under another number. Of two proposals the later one is the duplicate, and only it is told.
 */
export function findDuplicates(payload: InvoicePayload, known: Known): readonly Reason[] {
  return [...inHolded(payload, known.purchases), ...inConsole(payload, known.proposals)].slice(0, 6);
}

function inHolded(payload: InvoicePayload, purchases: readonly KnownPurchase[]): Reason[] {
  return purchases.flatMap((purchase): Reason[] => {
    const sameSupplier =
      payload.supplier.contactId !== null
        ? purchase.contactId === payload.supplier.contactId
        : sameName(purchase.contactName, payload.supplier.name);
    if (!sameSupplier) return [];
    const detail = { number: purchase.number ?? "–", date: purchase.date ?? "–", total: purchase.total, id: purchase.id };
    if (sameNumber(purchase.number, payload.number)) return [{ code: "duplicate.purchase", level: "doubt", path: "number", detail }];
    return sameTotal(purchase.total, payload.total) && purchase.date === payload.issueDate
      ? [{ code: "duplicate.purchase_alike", level: "doubt", path: "total", detail }]
      : [];
  });
}

function inConsole(payload: InvoicePayload, proposals: readonly KnownProposal[]): Reason[] {
  return proposals.flatMap((other): Reason[] => {
    if (!other.isOlder) return [];
    const detail = { file: other.fileName ?? "–", number: other.number ?? "–", id: other.id };
    if (other.isSameFile) return [{ code: "duplicate.file", level: "doubt", detail }];
    if (!sameSupplierAs(payload, other)) return [];
    if (sameNumber(other.number, payload.number)) return [{ code: "duplicate.proposal", level: "doubt", path: "number", detail }];
    return sameTotal(other.total, payload.total) && other.issueDate === payload.issueDate
      ? [{ code: "duplicate.proposal_alike", level: "doubt", path: "total", detail }]
      : [];
  });
}

function sameSupplierAs({ supplier }: InvoicePayload, other: KnownProposal): boolean {
  if (supplier.contactId && other.supplierContactId) return supplier.contactId === other.supplierContactId;
  if (supplier.taxId && other.supplierTaxId) return normalizeTaxId(supplier.taxId) === normalizeTaxId(other.supplierTaxId);
  return sameName(supplier.name, other.supplierName);
}

const sameName = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && foldName(a) !== "" && foldName(a) === foldName(b);

/** "F-2026/0012", "F 2026 12" and "F20260012" may all be one number: separators and leading zeros of groups do not count. */
export function sameNumber(a: string | null, b: string | null): boolean {
  if (!a || !b) return false;
  const joined = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const groups = (text: string) => (text.toUpperCase().match(/[A-Z]+|\d+/g) ?? []).map((part) => part.replace(/^0+(?=.)/, "")).join("-");
  return joined(a) !== "" && (joined(a) === joined(b) || groups(a) === groups(b));
}

function sameTotal(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && toCents(a) === toCents(b);
}
