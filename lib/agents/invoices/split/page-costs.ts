import { normalizeTaxId } from "@/lib/kernel/tax-id";
import { isOneNumber } from "./is-one-number";
import type { PageFacts } from "./page-facts";

/**
 * What it costs to read a page as the beginning of an invoice of its own: little where it names itself one, much where
 * nothing on it says so or where it calls itself a later page.
 */
export function costOfStart(page: PageFacts): number {
  if (page.isBlank) return 9;
  const later = page.label && page.label.at > 1 ? 6 : 0;
  if (page.couldStart) return 3 + later;
  if (page.label?.at === 1) return 5;
  // Another paper than an invoice may begin a bundle, with the pages that belong to it after it.
  return (page.reading.isInvoice ? 8 : 6) + later;
}

/**
 * What it costs to read a page as one more of the invoice before it. `before` is the page right before it, `identity` the
 * last one of that invoice which had a number. Below zero where the two hold together.
 */
export function costOfJoining(page: PageFacts, before: PageFacts, identity: PageFacts | null): number {
  if (page.isBlank) return 0;
  const carried = before.goesOn || page.comesFrom ? -4 : 0;
  return carried + labelCost(page, before) + (identity ? identityCost(page, identity) : 0);
}

function labelCost({ label, couldStart }: PageFacts, before: PageFacts): number {
  // After the last of a count only pages that are no invoice are expected.
  if (!label) return couldStart && before.label && before.label.at === before.label.of ? 4 : 0;
  if (before.label && before.label.of === label.of && before.label.at + 1 === label.at) return -6;
  if (label.at > 1) return 0;
  // A count that begins anew after one that had ended, or after pages that did not count.
  return before.label === null || before.label.at === before.label.of ? 5 : 3;
}

function identityCost(page: PageFacts, identity: PageFacts): number {
  return numberCost(page, identity) + codeCost(page, identity) + supplierCost(page, identity) + whenAndHowMuchCost(page, identity);
}

const sureOf = ({ reading }: PageFacts, path: string): number => reading.confidence[path] ?? 0;
const bothSure = (a: PageFacts, b: PageFacts, path: string): boolean => Math.min(sureOf(a, path), sureOf(b, path)) > 0.9;

function numberCost(page: PageFacts, identity: PageFacts): number {
  const [number, known] = [page.reading.payload.number, identity.reading.payload.number];
  if (number === null || known === null) return 0;
  if (isOneNumber(number, known)) return isOtherOfSameNumber(page, identity) ? -1 : -4;
  if (!page.couldStart) return bothSure(page, identity, "number") && page.reading.isInvoice ? 1.5 : 0;
  return bothSure(page, identity, "number") ? 5 : 3.5;
}

/** Two suppliers may both call an invoice "1": two papers that each stand whole, with other totals, on other days or by others. */
function isOtherOfSameNumber(page: PageFacts, identity: PageFacts): boolean {
  const [a, b] = [page.reading.payload, identity.reading.payload];
  const isByOther = bothSure(page, identity, "supplier.taxId") && a.supplier.taxId !== b.supplier.taxId;
  return page.isWhole && identity.isWhole && a.total !== b.total && (a.issueDate !== b.issueDate || isByOther);
}

function codeCost(page: PageFacts, identity: PageFacts): number {
  if (page.codeNumbers.length === 0 || identity.codeNumbers.length === 0) return 0;
  return page.codeNumbers.some((one) => identity.codeNumbers.some((other) => isOneNumber(one, other))) ? -4 : 5;
}

function supplierCost(page: PageFacts, identity: PageFacts): number {
  const [taxId, known] = [page.reading.payload.supplier.taxId, identity.reading.payload.supplier.taxId];
  if (taxId === null || known === null) return 0;
  if (normalizeTaxId(taxId) === normalizeTaxId(known)) return page.couldStart ? 0 : -1;
  return bothSure(page, identity, "supplier.taxId") ? 3 : 1;
}

function whenAndHowMuchCost(page: PageFacts, identity: PageFacts): number {
  if (!page.couldStart || !identity.couldStart) return 0;
  const [a, b] = [page.reading.payload, identity.reading.payload];
  const days = a.issueDate !== b.issueDate && bothSure(page, identity, "issueDate") ? 1.5 : 0;
  const totals = page.isWhole && identity.isWhole && a.total !== b.total ? 2 : 0;
  return days + totals;
}
