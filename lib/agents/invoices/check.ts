import { daysBetween, type PlainDate } from "@/lib/kernel/calendar";
import type { Reason } from "@/lib/kernel/evidence";
import { checkIban } from "@/lib/kernel/iban";
import { addAmounts, fromCents, percentOf, toCents } from "@/lib/kernel/money";
import { checkTaxId, normalizeTaxId } from "@/lib/kernel/tax-id";
import { fixed } from "@/lib/language/decimal";
import type { InvoicePayload, VatRow } from "./model";
import { companyWithholdingRates, rateIsPossible, surchargesFor, withholdingIsPossible } from "./vat-rates";

export type CheckContext = {
  /** "YYYY-MM-DD". */
  readonly today: string;
  /** Tax ids of the company that receives; empty when unknown. */
  readonly ownTaxIds?: readonly string[];
};

/**
 * Judges a payload by itself: what is missing, what does not add up, what the law of that day does not know. Works on
 * the payload alone, so that it can run again after every edit. `block` must be mended before an approval; the paper
 * itself may be wrong, so a sum that fails is a doubt.
 */
export function checkInvoice(payload: InvoicePayload, context: CheckContext): readonly Reason[] {
  return [
    ...missing(payload),
    ...kind(payload),
    ...parties(payload, context),
    ...sums(payload),
    ...rates(payload),
    ...withheld(payload),
    ...dates(payload, context),
    ...account(payload),
  ];
}

function missing({ number, issueDate, total, supplier, vat, netTotal }: InvoicePayload): Reason[] {
  const reasons: Reason[] = [];
  if (!number) reasons.push({ code: "number.missing", level: "block", path: "number" });
  if (!issueDate) reasons.push({ code: "issue_date.missing", level: "block", path: "issueDate" });
  if (total === null) reasons.push({ code: "total.missing", level: "block", path: "total" });
  if (netTotal === null && vat.length === 0 && total !== null) reasons.push({ code: "net.missing", level: "block", path: "netTotal" });
  if (!supplier.name && !supplier.contactId) reasons.push({ code: "supplier.name_missing", level: "block", path: "supplier.name" });
  if (!supplier.taxId && !supplier.contactId) reasons.push({ code: "supplier.tax_id_missing", level: "doubt", path: "supplier.taxId" });
  return reasons;
}

/** RD 1619/2012 art. 4: up to 400 €, in retail, transport, restaurants and the like up to 3,000 €, tax included. */
const simplifiedLimit = "3000.00";

function kind({ docType, total, currency }: InvoicePayload): Reason[] {
  const reasons: Reason[] = [];
  if (currency !== "EUR") reasons.push({ code: "currency.foreign", level: "doubt", path: "currency", detail: { currency } });
  if (total === null) return reasons;
  if (docType === "receipt" && toCents(total) > toCents(simplifiedLimit))
    reasons.push({ code: "receipt.over_limit", level: "doubt", path: "docType", detail: { total } });
  if (docType === "credit_note" && toCents(total) > 0n)
    reasons.push({ code: "credit_note.positive", level: "doubt", path: "total", detail: { total } });
  return reasons;
}

function parties({ supplier, customer, docType }: InvoicePayload, { ownTaxIds = [] }: CheckContext): Reason[] {
  const reasons: Reason[] = [];
  const own = new Set(ownTaxIds.map(normalizeTaxId));
  if (supplier.taxId && own.has(normalizeTaxId(supplier.taxId)))
    reasons.push({ code: "supplier.is_own_company", level: "block", path: "supplier.taxId", detail: { taxId: supplier.taxId } });
  else if (supplier.taxId && !checkTaxId(supplier.taxId).valid)
    reasons.push({ code: "supplier.tax_id_invalid", level: "doubt", path: "supplier.taxId", detail: { taxId: supplier.taxId } });
  if (own.size === 0) return reasons;
  if (customer.taxId && own.has(normalizeTaxId(customer.taxId)))
    reasons.push({ code: "customer.is_ours", level: "good", path: "customer.taxId", detail: { taxId: customer.taxId } });
  else if (customer.taxId)
    reasons.push({ code: "customer.not_ours", level: "doubt", path: "customer.taxId", detail: { taxId: customer.taxId } });
  else if (docType === "receipt") reasons.push({ code: "customer.receipt_without_tax_id", level: "doubt", path: "customer.taxId" });
  else reasons.push({ code: "customer.tax_id_missing", level: "doubt", path: "customer.taxId" });
  return reasons;
}

function sums({ netTotal, vat, vatTotal, withholding, total, payable, lines }: InvoicePayload): Reason[] {
  const reasons: Reason[] = [];
  const tolerance = BigInt(Math.min(5, Math.max(2, lines.length)));
  const far = (a: string, b: string, cents: bigint) => absolute(toCents(a) - toCents(b)) > cents;
  const bases = addAmounts(vat.map((row) => row.base));
  if (netTotal !== null && vat.length > 0 && far(bases, netTotal, 1n))
    reasons.push({ code: "sum.bases_differ", level: "doubt", path: "netTotal", detail: { bases, net: netTotal } });
  vat.forEach((row, i) => {
    const expected = percentOf(row.base, row.rate);
    if (far(expected, row.amount, tolerance))
      reasons.push({
        code: "sum.tax_differs",
        level: "doubt",
        path: `vat.${i}.amount`,
        detail: { rate: row.rate, base: row.base, expected, tax: row.amount },
      });
  });
  const taxes = addAmounts(vat.flatMap((row) => [row.amount, row.surchargeAmount ?? "0.00"]));
  if (vatTotal !== null && vat.length > 0 && far(taxes, vatTotal, 1n))
    reasons.push({ code: "sum.taxes_differ", level: "doubt", path: "vatTotal", detail: { taxes, total: vatTotal } });
  const parts = netTotal === null ? null : addAmounts([netTotal, taxes]);
  if (parts !== null && total !== null && far(parts, total, 0n))
    reasons.push({ code: "sum.total_differs", level: "doubt", path: "total", detail: { parts, total } });
  else if (parts !== null && total !== null && vat.length > 0)
    reasons.push({ code: "sum.agrees", level: "good", path: "total", detail: { total } });
  if (withholding && far(absoluteText(percentOf(withholding.base, withholding.rate)), absoluteText(withholding.amount), 2n))
    reasons.push({
      code: "withholding.amount_differs",
      level: "doubt",
      path: "withholding.amount",
      detail: {
        rate: withholding.rate,
        base: withholding.base,
        expected: percentOf(withholding.base, withholding.rate),
        amount: withholding.amount,
      },
    });
  if (payable !== null && total !== null) {
    const expected = fromCents(toCents(total) - toCents(withholding?.amount ?? "0.00"));
    if (far(expected, payable, 1n))
      reasons.push({ code: "payable.other_parts", level: "info", path: "payable", detail: { expected, payable } });
  }
  const nets = lines.flatMap((line) => (line.net === null ? [] : [line.net]));
  if (nets.length > 0 && netTotal !== null && total !== null) {
    const linesTotal = addAmounts(nets);
    if (far(linesTotal, netTotal, tolerance) && far(linesTotal, total, tolerance))
      reasons.push({ code: "sum.lines_differ", level: "info", path: "lines", detail: { lines: linesTotal, net: netTotal } });
  }
  return reasons;
}

function rates({ vat, issueDate, supplier, netTotal }: InvoicePayload): Reason[] {
  const reasons: Reason[] = [];
  const spanish = !supplier.taxId || checkTaxId(supplier.taxId).country === "ES";
  vat.forEach((row, i) => {
    const path = `vat.${i}.rate`;
    const tax = row.tax ?? "IVA";
    if (tax === "foreign") reasons.push({ code: "vat.foreign", level: "doubt", path, detail: { rate: row.rate } });
    else if (tax !== "IVA") reasons.push({ code: "vat.not_deductible_here", level: "info", path, detail: { tax, rate: row.rate } });
    if (issueDate && !rateIsPossible(tax, row.rate, issueDate))
      reasons.push({ code: "vat.rate_impossible", level: "doubt", path, detail: { rate: row.rate, date: issueDate } });
    else if (!spanish && tax === "IVA" && Number(row.rate) > 0)
      reasons.push({ code: "vat.foreign", level: "doubt", path, detail: { rate: row.rate } });
    if (row.surchargeRate !== null && !surchargesFor(fixed(row.rate), issueDate).includes(fixed(row.surchargeRate)))
      reasons.push({
        code: "vat.surcharge_mismatch",
        level: "doubt",
        path: `vat.${i}.surchargeRate`,
        detail: { rate: row.rate, surcharge: row.surchargeRate },
      });
    reasons.push(...exemptions(row, path));
  });
  if (vat.length === 0 && netTotal !== null) reasons.push({ code: "vat.none_without_reason", level: "doubt", path: "vat" });
  return reasons;
}

function exemptions(row: VatRow, path: string): Reason[] {
  if (Number(row.rate) !== 0 || toCents(row.base) === 0n) return [];
  if (!row.exemption) return [{ code: "vat.none_without_reason", level: "doubt", path }];
  if (row.exemption === "exempt" || row.exemption === "not_subject") return [{ code: `vat.${row.exemption}`, level: "info", path }];
  return [{ code: `vat.${row.exemption}`, level: row.exemption === "export" ? "doubt" : "info", path }];
}

function withheld({ withholding, supplier, docType, vat, issueDate }: InvoicePayload): Reason[] {
  const check = supplier.taxId ? checkTaxId(supplier.taxId) : null;
  if (!withholding) {
    const asksWhy = check?.personType === "person" && docType === "invoice" && vat.every((row) => row.surchargeRate === null);
    return asksWhy ? [{ code: "withholding.none_from_person", level: "info", path: "withholding" }] : [];
  }
  const detail = { rate: withholding.rate };
  if (!withholdingIsPossible(withholding.rate, issueDate))
    return [{ code: "withholding.rate_unknown", level: "doubt", path: "withholding.rate", detail }];
  const company = check?.personType === "entity" && !/^[EJ]/.test(check.normalized);
  if (company && !companyWithholdingRates.some((rate) => fixed(rate) === fixed(withholding.rate)))
    return [{ code: "withholding.unusual_for_company", level: "doubt", path: "withholding.rate", detail }];
  return [];
}

function dates({ issueDate, dueDate }: InvoicePayload, { today }: CheckContext): Reason[] {
  const reasons: Reason[] = [];
  if (!issueDate) return reasons;
  const age = daysBetween(issueDate as PlainDate, today as PlainDate);
  if (age < 0) reasons.push({ code: "issue_date.future", level: "doubt", path: "issueDate", detail: { date: issueDate } });
  if (age > 4 * 365) reasons.push({ code: "issue_date.old", level: "doubt", path: "issueDate", detail: { date: issueDate } });
  if (!dueDate) return reasons;
  const term = daysBetween(issueDate as PlainDate, dueDate as PlainDate);
  if (term < 0) reasons.push({ code: "due_date.before_issue", level: "doubt", path: "dueDate", detail: { issueDate, dueDate } });
  if (term > 90) reasons.push({ code: "due_date.far", level: "doubt", path: "dueDate", detail: { days: term } });
  return reasons;
}

function account({ iban }: InvoicePayload): Reason[] {
  return iban && !checkIban(iban).valid ? [{ code: "iban.invalid", level: "doubt", path: "iban", detail: { iban } }] : [];
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const absoluteText = (amount: string): string => amount.replace("-", "");
