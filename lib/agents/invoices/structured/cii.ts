import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import { addAmounts } from "@/lib/kernel/money";
import type { InvoiceLine, InvoicePayload, VatRow } from "@/lib/agents/invoices/model";
import { exemptionFor, kindForCode, reasonsForCode } from "./codes";
import type { StructuredInvoice } from "./structured-invoice";
import { amountAt, dateOf, decimalAt, firstText, ibanOf, perUnit, taxIdOf, textsAt } from "./values";

/** The names of ZUGFeRD 1 beside those of Factur-X and XRechnung: the same tree under other names. */
const agreementNames = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement";
const settlementNames = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement";
const summationNames = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation";
const percentNames = "RateApplicablePercent|ApplicablePercent";

/** A UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung. */
export function readCii(root: XmlNode): StructuredInvoice {
  const head = nodeAt(root, "ExchangedDocument|HeaderExchangedDocument") ?? root;
  const trade = nodeAt(root, "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction") ?? root;
  const agreement = nodeAt(trade, agreementNames) ?? trade;
  const settlement = nodeAt(trade, settlementNames) ?? trade;
  const totals = nodeAt(settlement, summationNames) ?? settlement;
  const currency = textAt(settlement, "InvoiceCurrencyCode") ?? currencyIn(totals) ?? "EUR";
  const vat = nodesAt(settlement, "ApplicableTradeTax").map(vatRow);
  const netTotal = amountAt(totals, "TaxBasisTotalAmount") ?? amountAt(totals, "LineTotalAmount");
  const vatTotal = taxTotalIn(totals, currency) ?? (vat.length > 0 ? addAmounts(vat.map(({ amount }) => amount)) : null);
  const code = textAt(head, "TypeCode") ?? "380";
  const payload: InvoicePayload = {
    docType: kindForCode(code),
    number: textAt(head, "ID")?.slice(0, 60) ?? null,
    issueDate: dateOf(firstText(head, "IssueDateTime/DateTimeString", "IssueDateTime/DateTime")),
    dueDate: dateOf(
      firstText(
        settlement,
        "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
        "SpecifiedTradePaymentTerms/DueDateDateTime/DateTime",
      ),
    ),
    currency,
    supplier: { ...partyOf(nodeAt(agreement, "SellerTradeParty")), contactId: null },
    customer: partyOf(nodeAt(agreement, "BuyerTradeParty")),
    lines: nodesAt(trade, "IncludedSupplyChainTradeLineItem").flatMap(linesOf),
    netTotal,
    vat,
    vatTotal,
    withholding: null,
    total: amountAt(totals, "GrandTotalAmount"),
    payable: amountAt(totals, "DuePayableAmount") ?? amountAt(totals, "GrandTotalAmount"),
    iban: ibanOf(textsAt(settlement, "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID")),
  };
  const corrected = textAt(settlement, "InvoiceReferencedDocument/IssuerAssignedID|ID");
  const profile = textAt(root, "ExchangedDocumentContext|SpecifiedExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID");
  return { format: "cii", profile, payload, reasons: reasonsForCode(code, corrected) };
}

const currencyIn = (totals: XmlNode): string | null => nodeAt(totals, "GrandTotalAmount")?.attributes["currencyID"] ?? null;

/** The total may stand twice, the second time in the currency of the books. */
function taxTotalIn(totals: XmlNode, currency: string): string | null {
  const all = nodesAt(totals, "TaxTotalAmount");
  const own = all.find((one) => (one.attributes["currencyID"] ?? currency) === currency) ?? all[0];
  return own ? amountAt({ ...totals, children: [own] }, "TaxTotalAmount") : null;
}

function vatRow(tax: XmlNode): VatRow {
  const category = (textAt(tax, "CategoryCode") ?? "").toUpperCase();
  const rate = decimalAt(tax, percentNames) ?? "0";
  const special = category === "L" ? ({ tax: "IGIC" } as const) : category === "M" ? ({ tax: "IPSI" } as const) : {};
  return {
    rate,
    base: amountAt(tax, "BasisAmount") ?? "0.00",
    amount: amountAt(tax, "CalculatedAmount") ?? "0.00",
    surchargeRate: null,
    surchargeAmount: null,
    ...special,
    ...(rate === "0" ? exemptionFor(category, [...textsAt(tax, "ExemptionReason"), ...textsAt(tax, "ExemptionReasonCode")].join(" ")) : {}),
  };
}

function partyOf(party: XmlNode | null): { name: string | null; taxId: string | null } {
  if (!party) return { name: null, taxId: null };
  const registrations = nodesAt(party, "SpecifiedTaxRegistration/ID");
  const vat = registrations.find((one) => one.attributes["schemeID"] === "VA") ?? registrations[0];
  return {
    name: firstText(party, "Name", "SpecifiedLegalOrganization/TradingBusinessName", "DefinedTradeContact/PersonName"),
    taxId: taxIdOf(vat?.text ?? null),
  };
}

/** Lines that only carry a text are remarks. */
function linesOf(line: XmlNode): InvoiceLine[] {
  const agreement = nodeAt(line, "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement");
  const delivery = nodeAt(line, "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery");
  const settlement = nodeAt(line, "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement");
  const net =
    settlement &&
    amountAt(settlement, "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/LineTotalAmount");
  const name = firstText(
    line,
    "SpecifiedTradeProduct/Name",
    "SpecifiedTradeProduct/Description",
    "AssociatedDocumentLineDocument/IncludedNote/Content",
  );
  const quantity = delivery && decimalAt(delivery, "BilledQuantity");
  if (net === null && quantity === null) return [];
  const price = agreement && nodeAt(agreement, "NetPriceProductTradePrice");
  return [
    {
      description: (name ?? "").slice(0, 2000),
      quantity,
      unitPrice: price && perUnit(decimalAt(price, "ChargeAmount"), decimalAt(price, "BasisQuantity")),
      discount: null,
      net,
      vatRate: settlement && decimalAt(settlement, `ApplicableTradeTax/${percentNames}`),
      accountId: null,
    },
  ];
}
