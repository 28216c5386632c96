import { describe, expect, it } from "vitest";
import { parseXml } from "@/lib/documents/xml/parse-xml";
import { invoiceRoot } from "@/lib/documents/xml/invoice-root";
import { readStructured } from "./read-structured";

function invoicesOf(xml: string) {
  const parsed = parseXml(new TextEncoder().encode(xml));
  if (!parsed.ok) throw new Error(parsed.error.code);
  const root = invoiceRoot(parsed.value.root);
  return root ? readStructured(root) : [];
}
const only = (xml: string) => {
  const [first, ...others] = invoicesOf(xml);
  if (!first || others.length > 0) throw new Error("one invoice was expected");
  return first;
};
const codes = (xml: string) => only(xml).reasons.map(({ code }) => code);

const tax = (code: string, rate: string, base: string, amount: string, more = "") =>
  `<Tax><TaxTypeCode>${code}</TaxTypeCode><TaxRate>${rate}</TaxRate><TaxableBase><TotalAmount>${base}</TotalAmount></TaxableBase><TaxAmount><TotalAmount>${amount}</TotalAmount></TaxAmount>${more}</Tax>`;

type Parts = { header?: string; outputs?: string; withheld?: string; totals: string; lines?: string; payment?: string };
const facturaeInvoice = ({
  header = "<InvoiceNumber>7</InvoiceNumber><InvoiceSeriesCode>F26-</InvoiceSeriesCode><InvoiceClass>OO</InvoiceClass>",
  outputs = "",
  withheld = "",
  totals,
  lines = "",
  payment = "",
}: Parts) =>
  `<Invoice><InvoiceHeader>${header}</InvoiceHeader><InvoiceIssueData><IssueDate>2026-10-02</IssueDate><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode></InvoiceIssueData><TaxesOutputs>${outputs}</TaxesOutputs><TaxesWithheld>${withheld}</TaxesWithheld><InvoiceTotals>${totals}</InvoiceTotals><Items>${lines}</Items><PaymentDetails>${payment}</PaymentDetails></Invoice>`;
const facturae = (...invoices: readonly string[]) =>
  `<?xml version="1.0"?><namespace:Facturae xmlns:namespace="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"><FileHeader><SchemaVersion>3.2.2</SchemaVersion></FileHeader><Parties><SellerParty><TaxIdentification><TaxIdentificationNumber>ES12345678Z</TaxIdentificationNumber></TaxIdentification><Individual><Name>Aina</Name><FirstSurname>Roca</FirstSurname><SecondSurname>Pi</SecondSurname></Individual></SellerParty><BuyerParty><TaxIdentification><TaxIdentificationNumber>B12345674</TaxIdentificationNumber></TaxIdentification><LegalEntity><CorporateName>Ferretería Aldaba, S.L.</CorporateName></LegalEntity></BuyerParty></Parties><Invoices>${invoices.join("")}</Invoices></namespace:Facturae>`;

describe("Facturae", () => {
  it("gives header, taxes with surcharge, withholding, lines and account exactly", () => {
    const { format, profile, payload } = only(
      facturae(
        facturaeInvoice({
          outputs: tax(
            "01",
            "21.00",
            "1000.00",
            "210.00",
            "<EquivalenceSurcharge>5.20</EquivalenceSurcharge><EquivalenceSurchargeAmount><TotalAmount>52.00</TotalAmount></EquivalenceSurchargeAmount>",
          ),
          withheld: tax("04", "15.00", "1000.00", "150.00"),
          totals:
            "<TotalGrossAmountBeforeTaxes>1000.00</TotalGrossAmountBeforeTaxes><InvoiceTotal>1112.00</InvoiceTotal><TotalExecutableAmount>1112.00</TotalExecutableAmount>",
          lines: `<InvoiceLine><ItemDescription>Diseño del rótulo</ItemDescription><Quantity>2.5</Quantity><UnitPriceWithoutTax>400.000000</UnitPriceWithoutTax><GrossAmount>1000.000000</GrossAmount><TaxesOutputs>${tax("01", "21.00", "1000.00", "210.00")}</TaxesOutputs></InvoiceLine>`,
          payment:
            "<Installment><InstallmentDueDate>2026-12-01</InstallmentDueDate><AccountToBeCredited><IBAN>ES91 2100 0418 4502 0005 1332</IBAN></AccountToBeCredited></Installment><Installment><InstallmentDueDate>2026-11-01</InstallmentDueDate></Installment>",
        }),
      ),
    );
    expect([format, profile]).toEqual(["facturae", "3.2.2"]);
    expect(payload).toEqual({
      docType: "invoice",
      number: "F26-7",
      issueDate: "2026-10-02",
      dueDate: "2026-11-01",
      currency: "EUR",
      supplier: { name: "Aina Roca Pi", taxId: "12345678Z", contactId: null },
      customer: { name: "Ferretería Aldaba, S.L.", taxId: "B12345674" },
      lines: [
        {
          description: "Diseño del rótulo",
          quantity: "2.5",
          unitPrice: "400",
          discount: null,
          net: "1000.00",
          vatRate: "21",
          accountId: null,
        },
      ],
      netTotal: "1000.00",
      vat: [{ rate: "21", base: "1000.00", amount: "210.00", surchargeRate: "5.2", surchargeAmount: "52.00" }],
      vatTotal: "262.00",
      withholding: { rate: "15", base: "1000.00", amount: "150.00" },
      total: "1262.00",
      payable: "1112.00",
      iban: "ES9121000418450200051332",
    });
  });

  const parts = { outputs: tax("01", "21", "100", "21"), withheld: tax("04", "15", "100", "15") };
  const before = (total: string) =>
    facturae(
      facturaeInvoice({
        ...parts,
        totals: `<TotalGrossAmountBeforeTaxes>100</TotalGrossAmountBeforeTaxes><InvoiceTotal>${total}</InvoiceTotal>`,
      }),
    );

  it("is understood whether its writer put the total before or after the withholding", () => {
    for (const total of ["106.00", "121.00"]) {
      expect(only(before(total)).payload).toMatchObject({ total: "121.00", payable: "106.00" });
      expect(codes(before(total))).toEqual([]);
    }
  });

  it("whose total is neither asks for a look", () => {
    expect(codes(before("130.00"))).toContain("structured.total_differs");
  });

  it("gives every invoice of a batch", () => {
    const one = (n: number) =>
      facturaeInvoice({
        header: `<InvoiceNumber>${n}</InvoiceNumber>`,
        totals: `<TotalGrossAmountBeforeTaxes>${n}.00</TotalGrossAmountBeforeTaxes>`,
      });
    expect(invoicesOf(facturae(one(1), one(2), one(3))).map(({ payload }) => [payload.number, payload.netTotal])).toEqual([
      ["1", "1.00"],
      ["2", "2.00"],
      ["3", "3.00"],
    ]);
  });

  it("says what it corrects, that it is a copy, that the buyer wrote it, that there are suplidos", () => {
    const header = (more: string, kind = "OO") => `<InvoiceNumber>1</InvoiceNumber><InvoiceClass>${kind}</InvoiceClass>${more}`;
    const corrective = facturae(
      facturaeInvoice({
        header: header("<Corrective><InvoiceNumber>12</InvoiceNumber><InvoiceSeriesCode>A</InvoiceSeriesCode></Corrective>", "OR"),
        outputs: tax("01", "21", "-10", "-2.1"),
        totals: "<TotalGrossAmountBeforeTaxes>-10</TotalGrossAmountBeforeTaxes>",
      }),
    );
    expect(only(corrective).payload).toMatchObject({ docType: "credit_note", total: "-12.10" });
    expect(only(corrective).reasons).toContainEqual({
      code: "structured.corrects",
      level: "doubt",
      path: "docType",
      detail: { number: "A12", method: "" },
    });
    expect(codes(facturae(facturaeInvoice({ header: header("", "CO"), totals: "" })))).toContain("structured.is_copy");
    expect(codes(facturae(facturaeInvoice({ header: header("<InvoiceDocumentType>AF</InvoiceDocumentType>"), totals: "" })))).toContain(
      "structured.self_billed",
    );
    expect(codes(facturae(facturaeInvoice({ totals: "<TotalReimbursableExpenses>12.40</TotalReimbursableExpenses>" })))).toContain(
      "structured.disbursements",
    );
  });

  it("keeps IGIC and IPSI apart from IVA, and the reason for charging nothing", () => {
    const reason =
      "<SpecialTaxableEvent><SpecialTaxableEventCode>01</SpecialTaxableEventCode><SpecialTaxableEventReason>Inversión del sujeto pasivo, art. 84 LIVA</SpecialTaxableEventReason></SpecialTaxableEvent>";
    const { vat } = only(
      facturae(
        facturaeInvoice({
          outputs: tax("03", "7", "10", "0.7") + tax("02", "4", "10", "0.4") + tax("01", "0", "10", "0", reason),
          totals: "",
        }),
      ),
    ).payload;
    expect(vat.map((row) => [row.tax, row.exemption])).toEqual([
      ["IGIC", undefined],
      ["IPSI", undefined],
      [undefined, "reverse_charge"],
    ]);
  });

  it("with two kinds of withholding asks for a look", () => {
    expect(
      codes(facturae(facturaeInvoice({ withheld: tax("04", "15", "100", "15") + tax("04", "19", "50", "9.5"), totals: "" }))),
    ).toContain("structured.several_withholdings");
  });
});

const ubl = (root: string, inside: string) =>
  `<${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">${inside}</${root}>`;
const ublParty = (name: string, id: string) =>
  `<cac:Party><cac:PartyName><cbc:Name>Marca ${name}</cbc:Name></cac:PartyName><cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party>`;
const subtotal = (category: string, percent: string, base: string, amount: string, more = "") =>
  `<cac:TaxSubtotal><cbc:TaxableAmount>${base}</cbc:TaxableAmount><cbc:TaxAmount>${amount}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>${category}</cbc:ID><cbc:Percent>${percent}</cbc:Percent>${more}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>`;
const ublBody = (more: string, currency = "EUR") =>
  `<cbc:ID>INV 9</cbc:ID><cbc:IssueDate>2026-03-01</cbc:IssueDate><cbc:DueDate>2026-03-31+01:00</cbc:DueDate><cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode><cac:AccountingSupplierParty>${ublParty("Delta GmbH", "DE136695976")}</cac:AccountingSupplierParty><cac:AccountingCustomerParty>${ublParty("Aldaba SL", "ESB12345674")}</cac:AccountingCustomerParty>${more}`;

describe("UBL", () => {
  it("gives parties, taxes, totals and lines; the price is for one unit", () => {
    const { payload } = only(
      ubl(
        "Invoice",
        ublBody(
          `<cac:TaxTotal><cbc:TaxAmount currencyID="USD">99</cbc:TaxAmount></cac:TaxTotal><cac:TaxTotal><cbc:TaxAmount currencyID="EUR">2.1</cbc:TaxAmount>${subtotal("S", "21.0", "10", "2.1")}</cac:TaxTotal><cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>10</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>12.1</cbc:TaxInclusiveAmount><cbc:PrepaidAmount>2</cbc:PrepaidAmount><cbc:PayableAmount>10.1</cbc:PayableAmount></cac:LegalMonetaryTotal><cac:InvoiceLine><cbc:InvoicedQuantity>250</cbc:InvoicedQuantity><cbc:LineExtensionAmount>10.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Arandela</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>21</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount>4</cbc:PriceAmount><cbc:BaseQuantity>100</cbc:BaseQuantity></cac:Price></cac:InvoiceLine>`,
        ),
      ),
    );
    expect(payload).toMatchObject({
      number: "INV 9",
      dueDate: "2026-03-31",
      supplier: { name: "Delta GmbH", taxId: "DE136695976" },
      customer: { name: "Aldaba SL", taxId: "B12345674" },
      vat: [{ rate: "21", base: "10.00", amount: "2.10" }],
      vatTotal: "2.10",
      total: "12.10",
      payable: "10.10",
      lines: [{ description: "Arandela", quantity: "250", unitPrice: "0.04", net: "10.00", vatRate: "21" }],
    });
  });

  it("of the Spanish extension has its withholding in a total of its own", () => {
    const { payload } = only(
      ubl(
        "Invoice",
        ublBody(
          `<cac:WithholdingTaxTotal><cbc:TaxAmount>15</cbc:TaxAmount>${subtotal("S", "15", "100", "15")}</cac:WithholdingTaxTotal><cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>121</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>`,
        ),
      ),
    );
    expect(payload).toMatchObject({ withholding: { rate: "15", base: "100.00", amount: "15.00" }, total: "121.00", payable: "106.00" });
  });

  it("knows a credit note by its root, and why nothing is charged by its category", () => {
    const { payload } = only(
      ubl(
        "CreditNote",
        ublBody(
          `<cac:TaxTotal><cbc:TaxAmount>0</cbc:TaxAmount>${subtotal("AE", "0", "10", "0")}${subtotal("K", "0", "5", "0")}${subtotal("E", "0", "1", "0", "<cbc:TaxExemptionReason>Exento art. 20</cbc:TaxExemptionReason>")}</cac:TaxTotal>`,
        ),
      ),
    );
    expect(payload.docType).toBe("credit_note");
    expect(payload.vat.map(({ exemption }) => exemption)).toEqual(["reverse_charge", "intra_goods", "exempt"]);
  });

  it("inside an envelope is found", () => {
    expect(invoicesOf(`<StandardBusinessDocument><Header/>${ubl("Invoice", ublBody(""))}</StandardBusinessDocument>`)).toHaveLength(1);
  });
});

const cii = (names: { root: string; head: string; trade: string; agreement: string; settlement: string; sum: string; rate: string }) =>
  `<rsm:${names.root} xmlns:rsm="urn:r" xmlns:ram="urn:a" xmlns:udt="urn:u"><rsm:${names.head}><ram:ID>471102</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260305</udt:DateTimeString></ram:IssueDateTime></rsm:${names.head}><rsm:${names.trade}><ram:${names.agreement}><ram:SellerTradeParty><ram:Name>Lieferant GmbH</ram:Name><ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113</ram:ID></ram:SpecifiedTaxRegistration><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE 136695976</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty></ram:${names.agreement}><ram:${names.settlement}><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode><ram:ApplicableTradeTax><ram:CalculatedAmount>19.00</ram:CalculatedAmount><ram:BasisAmount>100.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:${names.rate}>19.00</ram:${names.rate}></ram:ApplicableTradeTax><ram:${names.sum}><ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount><ram:GrandTotalAmount>119.00</ram:GrandTotalAmount><ram:DuePayableAmount>119.00</ram:DuePayableAmount></ram:${names.sum}></ram:${names.settlement}></rsm:${names.trade}></rsm:${names.root}>`;

describe("CII", () => {
  it.each([
    [
      "Factur-X",
      {
        root: "CrossIndustryInvoice",
        head: "ExchangedDocument",
        trade: "SupplyChainTradeTransaction",
        agreement: "ApplicableHeaderTradeAgreement",
        settlement: "ApplicableHeaderTradeSettlement",
        sum: "SpecifiedTradeSettlementHeaderMonetarySummation",
        rate: "RateApplicablePercent",
      },
    ],
    [
      "ZUGFeRD 1",
      {
        root: "CrossIndustryDocument",
        head: "HeaderExchangedDocument",
        trade: "SpecifiedSupplyChainTradeTransaction",
        agreement: "ApplicableSupplyChainTradeAgreement",
        settlement: "ApplicableSupplyChainTradeSettlement",
        sum: "SpecifiedTradeSettlementMonetarySummation",
        rate: "ApplicablePercent",
      },
    ],
  ])("is read under the names of %s", (_, names) => {
    expect(only(cii(names)).payload).toMatchObject({
      number: "471102",
      issueDate: "2026-03-05",
      supplier: { name: "Lieferant GmbH", taxId: "DE136695976" },
      vat: [{ rate: "19", base: "100.00", amount: "19.00" }],
      total: "119.00",
      payable: "119.00",
    });
  });
});

describe("XML of another kind", () => {
  it("holds no invoice", () => {
    for (const xml of ["<html/>", "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", "<Invoice><Foo/></Invoice>"])
      expect(invoicesOf(xml)).toEqual([]);
  });
});
