import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import type { Reason } from "@/lib/kernel/evidence";
import { addAmounts, fromCents, toCents } from "@/lib/kernel/money";
import type { InvoiceLine, InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import { exemptionFor, kindForCode, reasonsForCode } from "./codes";
import type { StructuredInvoice } from "./structured-invoice";
import { amountAt, dateOf, decimalAt, firstText, ibanOf, perUnit, taxIdOf, textsAt } from "./values";

/** A UBL 2.1 Invoice or CreditNote (EN 16931, Peppol, the Spanish public platform). */
export function readUbl(root: XmlNode): StructuredInvoice {
  const currency = textAt(root, "DocumentCurrencyCode") ?? "EUR";
  const totals = nodeAt(root, "LegalMonetaryTotal|RequestedMonetaryTotal") ?? root;
  const taxTotal = taxTotalIn(nodesAt(root, "TaxTotal"), currency);
  const vat = (taxTotal ? nodesAt(taxTotal, "TaxSubtotal") : []).filter(isValueTax).map(vatRow);
  const { withholding, fromAllowances } = withheldIn(root);
  const statedNet = amountAt(totals, "TaxExclusiveAmount") ?? amountAt(totals, "LineExtensionAmount");
  const netTotal = statedNet === null ? null : addAmounts([statedNet, fromAllowances]);
  const vatTotal = taxTotal ? amountAt(taxTotal, "TaxAmount") : null;
  const inclusive = amountAt(totals, "TaxInclusiveAmount");
  const total =
    inclusive !== null
      ? addAmounts([inclusive, fromAllowances])
      : netTotal === null
        ? amountAt(totals, "PayableAmount")
        : addAmounts([netTotal, vatTotal ?? "0.00"]);
  const code = firstText(root, "InvoiceTypeCode", "CreditNoteTypeCode") ?? (root.name === "CreditNote" ? "381" : "380");
  const payload: InvoicePayload = {
    docType: root.name === "CreditNote" ? "credit_note" : kindForCode(code),
    number: textAt(root, "ID")?.slice(0, 60) ?? null,
    issueDate: dateOf(textAt(root, "IssueDate")),
    dueDate: dateOf(firstText(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")),
    currency,
    supplier: { ...partyOf(nodeAt(root, "AccountingSupplierParty/Party")), contactId: null },
    customer: partyOf(nodeAt(root, "AccountingCustomerParty/Party")),
    lines: nodesAt(root, "InvoiceLine|CreditNoteLine").map(lineOf),
    netTotal,
    vat,
    vatTotal: vatTotal ?? (vat.length > 0 ? addAmounts(vat.map(({ amount }) => amount)) : null),
    withholding,
    total,
    payable: amountAt(totals, "PayableAmount") ?? payableOf(total, withholding),
    iban: ibanOf(textsAt(root, "PaymentMeans/PayeeFinancialAccount/ID")),
  };
  const corrected = textAt(root, "BillingReference/InvoiceDocumentReference/ID");
  return {
    format: "ubl",
    profile: textAt(root, "CustomizationID"),
    payload,
    reasons: [...reasonsForCode(code, corrected), ...otherTaxes(taxTotal)],
  };
}

function payableOf(total: string | null, withholding: InvoicePayload["withholding"]): string | null {
  return total === null ? null : fromCents(toCents(total) - toCents(withholding?.amount ?? "0.00"));
}

/** The same tax may be told a second time in the currency of the books: the one in the invoice's own counts. */
function taxTotalIn(totals: readonly XmlNode[], currency: string): XmlNode | null {
  const own = totals.filter((one) => (nodeAt(one, "TaxAmount")?.attributes["currencyID"] ?? currency) === currency);
  return own.find((one) => nodesAt(one, "TaxSubtotal").length > 0) ?? own[0] ?? totals[0] ?? null;
}

const schemeOf = (subtotal: XmlNode) => (textAt(subtotal, "TaxCategory/TaxScheme/ID") ?? "VAT").toUpperCase();
const isValueTax = (subtotal: XmlNode): boolean => ["VAT", "IVA", "IGIC", "IPSI", "TVA", "GST"].includes(schemeOf(subtotal));

function otherTaxes(taxTotal: XmlNode | null): Reason[] {
  const others = taxTotal ? nodesAt(taxTotal, "TaxSubtotal").filter((one) => !isValueTax(one)) : [];
  return others.map((one) => ({ code: "structured.other_tax", level: "doubt", path: "vat", detail: { tax: schemeOf(one).slice(0, 20) } }));
}

function vatRow(subtotal: XmlNode): VatRow {
  const category = nodeAt(subtotal, "TaxCategory") ?? subtotal;
  const code = (textAt(category, "ID") ?? "").toUpperCase();
  const rate = decimalAt(category, "Percent") ?? decimalAt(subtotal, "Percent") ?? "0";
  const scheme = schemeOf(subtotal);
  const tax = code === "L" || scheme === "IGIC" ? "IGIC" : code === "M" || scheme === "IPSI" ? "IPSI" : null;
  const amount = amountAt(subtotal, "TaxAmount") ?? "0.00";
  return {
    rate,
    base: amountAt(subtotal, "TaxableAmount") ?? "0.00",
    amount,
    surchargeRate: null,
    surchargeAmount: null,
    ...(tax ? { tax } : {}),
    ...(rate === "0"
      ? exemptionFor(code, [...textsAt(category, "TaxExemptionReason"), ...textsAt(category, "TaxExemptionReasonCode")].join(" "))
      : {}),
  };
}

function partyOf(party: XmlNode | null): { name: string | null; taxId: string | null } {
  if (!party) return { name: null, taxId: null };
  const person = ["FirstName", "MiddleName", "FamilyName"].flatMap((part) => textAt(party, `Person/${part}`) ?? []).join(" ");
  const schemes = nodesAt(party, "PartyTaxScheme");
  const vat = schemes.find((one) => ["VAT", "IVA", "TVA"].includes((textAt(one, "TaxScheme/ID") ?? "").toUpperCase())) ?? schemes[0];
  return {
    name: firstText(party, "PartyLegalEntity/RegistrationName", "PartyName/Name", "PartyTaxScheme/RegistrationName") ?? (person || null),
    taxId: taxIdOf((vat ? textAt(vat, "CompanyID") : null) ?? spanishIdOf(party)),
  };
}

/** Spanish senders without a VAT registration name themselves by their NIF alone. */
function spanishIdOf(party: XmlNode): string | null {
  const candidates = [...textsAt(party, "PartyIdentification/ID"), ...textsAt(party, "PartyLegalEntity/CompanyID")];
  return candidates.find((text) => /^(?:ES)?[A-Z]?\d{7,8}[A-Z0-9]$/iu.test(text.replace(/[\s.-]/gu, ""))) ?? null;
}

type Withheld = { readonly withholding: InvoicePayload["withholding"]; readonly fromAllowances: string };

/** The Spanish extension has a total of its own; elsewhere withholding comes as an allowance that says so. */
function withheldIn(root: XmlNode): Withheld {
  const own = nodesAt(root, "WithholdingTaxTotal/TaxSubtotal").map((one) => ({
    rate: decimalAt(one, "TaxCategory/Percent") ?? decimalAt(one, "Percent") ?? "0",
    base: amountAt(one, "TaxableAmount") ?? "0.00",
    amount: absolute(amountAt(one, "TaxAmount") ?? "0.00"),
  }));
  const [first] = own;
  if (first) return { withholding: { ...first, amount: addAmounts(own.map(({ amount }) => amount)) }, fromAllowances: "0.00" };
  const told = nodesAt(root, "AllowanceCharge").filter(
    (one) =>
      textAt(one, "ChargeIndicator") === "false" && /\bIRPF\b|retenci[oó]n|withholding/iu.test(textAt(one, "AllowanceChargeReason") ?? ""),
  );
  const [allowance] = told;
  if (!allowance) return { withholding: null, fromAllowances: "0.00" };
  const amount = addAmounts(told.map((one) => amountAt(one, "Amount") ?? "0.00"));
  const rate = decimalAt(allowance, "MultiplierFactorNumeric") ?? "0";
  return { withholding: { rate, base: amountAt(allowance, "BaseAmount") ?? "0.00", amount }, fromAllowances: amount };
}

const absolute = (amount: string): string => amount.replace("-", "");

function lineOf(line: XmlNode): InvoiceLine {
  const allowances = nodesAt(line, "AllowanceCharge").filter((one) => textAt(one, "ChargeIndicator") === "false");
  const [only] = allowances;
  return {
    description: (firstText(line, "Item/Name", "Item/Description", "Note") ?? "").slice(0, 2000),
    quantity: decimalAt(line, "InvoicedQuantity|CreditedQuantity"),
    unitPrice: perUnit(decimalAt(line, "Price/PriceAmount"), decimalAt(line, "Price/BaseQuantity")),
    discount: only && allowances.length === 1 ? decimalAt(only, "MultiplierFactorNumeric") : null,
    net: amountAt(line, "LineExtensionAmount"),
    vatRate: decimalAt(line, "Item/ClassifiedTaxCategory/Percent") ?? decimalAt(line, "TaxTotal/TaxSubtotal/TaxCategory/Percent"),
    accountId: null,
  };
}
