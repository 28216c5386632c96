import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import type { Reason } from "@/lib/kernel/evidence";
import { addAmounts, fromCents, toCents } from "@/lib/kernel/money";
import type { InvoiceLine, InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import type { StructuredInvoice } from "./structured-invoice";
import { amountAt, dateOf, decimalAt, firstText, ibanOf, taxIdOf, textsAt } from "./values";

/** Every invoice of a Facturae file, versions 3.2 to 3.2.2 (facturae.gob.es); a batch holds several. */
export function readFacturae(root: XmlNode): readonly StructuredInvoice[] {
  const profile = textAt(root, "FileHeader/SchemaVersion");
  const supplier = partyOf(nodeAt(root, "Parties/SellerParty"));
  const customer = partyOf(nodeAt(root, "Parties/BuyerParty"));
  return nodesAt(root, "Invoices/Invoice").map((invoice) => {
    const { payload, reasons } = invoiceOf(invoice, supplier, customer);
    return { format: "facturae", profile, payload, reasons };
  });
}

type Party = { readonly name: string | null; readonly taxId: string | null };
const nobody: Party = { name: null, taxId: null };

function partyOf(party: XmlNode | null): Party {
  if (!party) return nobody;
  const person = ["Name", "FirstSurname", "SecondSurname"].flatMap((part) => textAt(party, `Individual/${part}`) ?? []);
  const name = textAt(party, "LegalEntity/CorporateName") ?? (person.length > 0 ? person.join(" ") : null);
  return { name, taxId: taxIdOf(textAt(party, "TaxIdentification/TaxIdentificationNumber")) };
}

function invoiceOf(invoice: XmlNode, supplier: Party, customer: Party): Pick<StructuredInvoice, "payload" | "reasons"> {
  const totals = nodeAt(invoice, "InvoiceTotals") ?? invoice;
  const vat = nodesAt(invoice, "TaxesOutputs/Tax").map((tax) => outputTax(tax, invoice));
  const taxes = addAmounts(vat.flatMap(({ amount, surchargeAmount }) => [amount, surchargeAmount ?? "0.00"]));
  const netTotal = amountAt(totals, "TotalGrossAmountBeforeTaxes");
  const { withholding, reasons } = withheld(invoice, netTotal);
  const stated = amountAt(totals, "InvoiceTotal");
  // By the standard InvoiceTotal is after withholding; some writers put it before. What the parts give decides.
  const computed = netTotal === null ? null : addAmounts([netTotal, taxes]);
  const total = computed ?? (stated === null ? null : addAmounts([stated, withholding?.amount ?? "0.00"]));
  const afterWithholding = total === null ? null : fromCents(toCents(total) - toCents(withholding?.amount ?? "0.00"));
  const header = nodeAt(invoice, "InvoiceHeader") ?? invoice;
  const series = textAt(header, "InvoiceSeriesCode");
  const number = textAt(header, "InvoiceNumber");
  const payload: InvoicePayload = {
    docType: kindOf(header, total),
    number: number === null ? null : `${series ?? ""}${number}`.slice(0, 60),
    issueDate: dateOf(textAt(invoice, "InvoiceIssueData/IssueDate")),
    dueDate: dueDateOf(invoice),
    currency: textAt(invoice, "InvoiceIssueData/InvoiceCurrencyCode") ?? "EUR",
    supplier: { ...supplier, contactId: null },
    customer,
    lines: nodesAt(invoice, "Items/InvoiceLine").map(lineOf),
    netTotal,
    vat,
    vatTotal: taxes,
    withholding,
    total,
    payable: amountAt(totals, "TotalExecutableAmount") ?? amountAt(totals, "TotalOutstandingAmount") ?? afterWithholding,
    iban: ibanOf(textsAt(invoice, "PaymentDetails/Installment/AccountToBeCredited/IBAN")),
  };
  const isOff = stated !== null && total !== null && ![total, afterWithholding].some((one) => one !== null && isNear(one, stated));
  const doubts: Reason[] =
    isOff && total !== null
      ? [{ code: "structured.total_differs", level: "doubt", path: "total", detail: { stated: stated ?? "", parts: total } }]
      : [];
  return { payload, reasons: [...doubts, ...reasons, ...aboutHeader(header, invoice)] };
}

const isNear = (a: string, b: string): boolean => Math.abs(Number(toCents(a) - toCents(b))) <= 1;

function kindOf(header: XmlNode, total: string | null): InvoicePayload["docType"] {
  const isCorrective = ["OR", "CR"].includes(textAt(header, "InvoiceClass") ?? "");
  return isCorrective && total !== null && toCents(total) < 0n ? "credit_note" : "invoice";
}

function aboutHeader(header: XmlNode, invoice: XmlNode): Reason[] {
  const reasons: Reason[] = [];
  const invoiceClass = textAt(header, "InvoiceClass") ?? "OO";
  const corrected = nodeAt(header, "Corrective");
  if (corrected) {
    const number = `${textAt(corrected, "InvoiceSeriesCode") ?? ""}${textAt(corrected, "InvoiceNumber") ?? ""}`;
    reasons.push({
      code: "structured.corrects",
      level: "doubt",
      path: "docType",
      detail: { number, method: textAt(corrected, "CorrectionMethodDescription") ?? "" },
    });
  }
  if (invoiceClass.startsWith("C")) reasons.push({ code: "structured.is_copy", level: "doubt", path: "docType" });
  if (textAt(header, "InvoiceDocumentType") === "AF") reasons.push({ code: "structured.self_billed", level: "doubt", path: "docType" });
  const dues = nodesAt(invoice, "PaymentDetails/Installment");
  if (dues.length > 1) reasons.push({ code: "due_date.split", level: "info", path: "dueDate", detail: { count: dues.length } });
  const suplidos = amountAt(invoice, "InvoiceTotals/TotalReimbursableExpenses");
  if (suplidos !== null && toCents(suplidos) !== 0n)
    reasons.push({ code: "structured.disbursements", level: "doubt", path: "payable", detail: { amount: suplidos } });
  return reasons;
}

const taxNames: Readonly<Record<string, NonNullable<VatRow["tax"]>>> = { "01": "IVA", "02": "IPSI", "03": "IGIC" };

function outputTax(tax: XmlNode, invoice: XmlNode): VatRow {
  const rate = decimalAt(tax, "TaxRate") ?? "0";
  const name = taxNames[textAt(tax, "TaxTypeCode") ?? "01"] ?? "foreign";
  const surchargeRate = decimalAt(tax, "EquivalenceSurcharge");
  const hasSurcharge = surchargeRate !== null && surchargeRate !== "0";
  return {
    rate,
    base: amountAt(tax, "TaxableBase/TotalAmount") ?? "0.00",
    amount: amountAt(tax, "TaxAmount/TotalAmount") ?? "0.00",
    surchargeRate: hasSurcharge ? surchargeRate : null,
    surchargeAmount: hasSurcharge ? amountAt(tax, "EquivalenceSurchargeAmount/TotalAmount") : null,
    ...(name === "IVA" ? {} : { tax: name }),
    ...(rate === "0" ? exemptionOf(tax, invoice) : {}),
  };
}

/** 01 exempt, 02 not subject; what the sender wrote of it (art. 20, 25, 84 LIVA …) tells the kind. */
function exemptionOf(tax: XmlNode, invoice: XmlNode): Pick<VatRow, "exemption"> {
  const codes = [
    ...textsAt(tax, "SpecialTaxableEvent/SpecialTaxableEventCode"),
    ...textsAt(invoice, "Items/InvoiceLine/SpecialTaxableEvent/SpecialTaxableEventCode"),
  ];
  const words = [
    ...textsAt(tax, "SpecialTaxableEvent/SpecialTaxableEventReason"),
    ...textsAt(invoice, "Items/InvoiceLine/SpecialTaxableEvent/SpecialTaxableEventReason"),
    ...textsAt(invoice, "LegalLiterals/LegalReference"),
  ].join(" ");
  if (/inversi[oó]n\s+del\s+sujeto\s+pasivo|reverse\s+charge|art(?:[íi]culo|\.)?\s*84/iu.test(words))
    return { exemption: "reverse_charge" };
  if (/intracomunitari|art(?:[íi]culo|\.)?\s*25\b/iu.test(words)) return { exemption: "intra_goods" };
  if (/exportaci[oó]n|art(?:[íi]culo|\.)?\s*21\b/iu.test(words)) return { exemption: "export" };
  if (codes.includes("01")) return { exemption: "exempt" };
  return codes.includes("02") ? { exemption: "not_subject" } : {};
}

type Withheld = { readonly withholding: InvoicePayload["withholding"]; readonly reasons: readonly Reason[] };

/** All that is withheld as one: several rates on several bases do not fit a purchase of Holded and ask for a look. */
function withheld(invoice: XmlNode, netTotal: string | null): Withheld {
  const taxes = nodesAt(invoice, "TaxesWithheld/Tax").map((tax) => ({
    rate: decimalAt(tax, "TaxRate") ?? "0",
    base: amountAt(tax, "TaxableBase/TotalAmount") ?? netTotal ?? "0.00",
    amount: amountAt(tax, "TaxAmount/TotalAmount") ?? "0.00",
  }));
  const charged = taxes.filter(({ amount }) => toCents(amount) !== 0n);
  const [first, ...others] = charged;
  if (!first) return { withholding: null, reasons: [] };
  const amount = addAmounts(charged.map((one) => one.amount));
  if (others.every(({ rate }) => rate === first.rate))
    return { withholding: { ...first, base: addAmounts(charged.map((one) => one.base)), amount }, reasons: [] };
  return {
    withholding: { ...first, amount },
    reasons: [{ code: "structured.several_withholdings", level: "doubt", path: "withholding", detail: { count: charged.length } }],
  };
}

function dueDateOf(invoice: XmlNode): string | null {
  const dates = textsAt(invoice, "PaymentDetails/Installment/InstallmentDueDate").flatMap((text) => dateOf(text) ?? []);
  return [...dates].sort()[0] ?? null;
}

function lineOf(line: XmlNode): InvoiceLine {
  const discounts = nodesAt(line, "DiscountsAndRebates/Discount");
  const [discount] = discounts;
  const vat = nodesAt(line, "TaxesOutputs/Tax").find((tax) => ["01", "02", "03"].includes(textAt(tax, "TaxTypeCode") ?? "01"));
  const named = nodesAt(line, "TaxesOutputs/Tax").find((tax) => textAt(tax, "TaxTypeCode") === "01") ?? vat;
  return {
    description: (firstText(line, "ItemDescription", "AdditionalLineItemInformation") ?? "").slice(0, 2000),
    quantity: decimalAt(line, "Quantity"),
    unitPrice: decimalAt(line, "UnitPriceWithoutTax"),
    discount: discount && discounts.length === 1 ? decimalAt(discount, "DiscountRate") : null,
    net: amountAt(line, "GrossAmount") ?? amountAt(line, "TotalCost"),
    vatRate: named ? decimalAt(named, "TaxRate") : null,
    accountId: null,
  };
}
