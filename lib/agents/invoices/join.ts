import type { Reason } from "@/lib/kernel/evidence";
import { normalizeTaxId } from "@/lib/kernel/tax-id";
import type { KnownProposal } from "./facts";
import type { InvoicePayload } from "./model";
import { isOneNumber } from "./split/is-one-number";

/**
 * Other items that look like the rest of this invoice: the same supplier and number, and a total on only one of the two,
 * as a first page or an annex of lines has none. Only said; a person merges.
 */
export function findRest(payload: InvoicePayload, proposals: readonly KnownProposal[]): readonly Reason[] {
  return proposals.filter((other) => other.state === "open" && !other.isSameFile && !other.isSibling && isRestOf(payload, other)).slice(0, 2).map(({ fileName, id }): Reason => ({
    code: "join.same_number", level: "doubt", detail: { file: fileName ?? "–", number: payload.number ?? "–", id },
  })); // prettier-ignore
}

function isRestOf({ number, total, supplier }: InvoicePayload, other: KnownProposal): boolean {
  if (!isOneNumber(number, other.number) || (total === null) === (other.total === null)) return false;
  const [own, its] = [supplier.taxId, other.supplierTaxId];
  // A page of lines may not name its supplier; one that names another is of somebody else.
  return own === null || its === null || normalizeTaxId(own) === normalizeTaxId(its);
}
