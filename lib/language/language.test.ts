import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDates, foldKeepingLength, voteDateOrder } from "./dates";
import { fixed, formatCents, formatFixed, multiply, percentOf, roundCents } from "./decimal";
import { countTellTales, findTitle } from "./document-kinds";
import { findExemptions } from "./exemptions";
import { foldWords } from "./fold";
import { findLabels } from "./labels";
import { companyNameIn, foldName, isLegalForm, nameLikeness } from "./names";
import { currencyOf, readNumber, voteNumberStyle } from "./numbers";
import { findPaymentDays } from "./payment-terms";
import { findTaxIds } from "./tax-ids";

describe("folding", () => {
  it("drops accents, case and the dots of abbreviations, and keeps signs that mean something", () => {
    expect(foldWords("N.I.F.: Nº Façtura")).toEqual(["nif", "no", "factura"]);
    expect(foldWords("NUM.FACTURA")).toEqual(["num", "factura"]);
    expect(foldWords("%IVA Invoice #")).toEqual(["%", "iva", "invoice", "#"]);
  });
});

describe("decimals", () => {
  it("are exact and round half away from zero", () => {
    expect(formatCents(fixed("0.005"))).toBe("0.01");
    expect(formatCents(-fixed("0.005"))).toBe("-0.01");
    expect(formatFixed(multiply(fixed("0.1"), fixed("0.2")))).toBe("0.02");
    expect(formatCents(roundCents(percentOf(fixed("217.92"), fixed("21"))))).toBe("45.76");
  });

  it("come back as they went in", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (n) => {
        expect(fixed(formatFixed(BigInt(n)))).toBe(BigInt(n));
      }),
    );
  });
});

describe("printed numbers", () => {
  it.each([
    ["1.234,56", ",", "1234.56"],
    ["****781,07", ",", "781.07"],
    ["€9.50", ".", "9.50"],
    ["-36,00", ",", "-36.00"],
    ["(12,00)", ",", "-12.00"],
    ["12,00-", ",", "-12.00"],
    ["−5,10", ",", "-5.10"],
    ["1.047", ",", "1047"],
    ["5,910", ",", "5.910"],
    ["1,047", ".", "1047"],
    ["271,00;", ",", "271.00"],
  ] as const)("%s in a document with %s is %s", (text, style, value) => {
    expect(readNumber(text, style)?.value).toBe(value);
  });

  it.each(["26/8229", "B28015865", "23-sep-2026", "12:30", "A-1", "", "--", "S.L."])("%s is no number", (text) => {
    expect(readNumber(text, ",")).toBeNull();
  });

  it("know per cent and currency", () => {
    expect(readNumber("21,00%", ",")).toMatchObject({ value: "21.00", percent: true });
    expect(readNumber("$1,575.00", ".")).toMatchObject({ currency: "USD" });
    expect(currencyOf("Eur.")).toBe("EUR");
  });

  it("vote for the style of the document", () => {
    expect(voteNumberStyle(["1.234,56", "12,00", "3.50"])).toBe(",");
    expect(voteNumberStyle(["1,234.56", "12.00"])).toBe(".");
    expect(voteNumberStyle([])).toBe(",");
  });
});

describe("dates", () => {
  const first = (text: string) => findDates(foldKeepingLength(text), "day-first", true)[0]?.date;

  it.each([
    ["05/03/2026", "2026-03-05"],
    ["5-3-26", "2026-03-05"],
    ["05.03.2026", "2026-03-05"],
    ["2026-03-05", "2026-03-05"],
    ["2026/03/05", "2026-03-05"],
    ["5 de marzo de 2026", "2026-03-05"],
    ["31 d'octubre de 2026", "2026-10-31"],
    ["31 oct. 2023", "2023-10-31"],
    ["31OCT2023", "2023-10-31"],
    ["Oct. 31st, 2023", "2023-10-31"],
    ["Oct-31-2023", "2023-10-31"],
    ["2023-Oct-31", "2023-10-31"],
    ["Pos. 12 Oct 31, 2023", "2023-10-31"],
    ["5 de març de 2026", "2026-03-05"],
    ["2026ko martxoaren 5a", "2026-03-05"],
    ["5. März 2026", "2026-03-05"],
    ["March 5, 2026", "2026-03-05"],
    ["5 août 2026", "2026-08-05"],
    ["23-sep-2026", "2026-09-23"],
    ["05-MAR-26", "2026-03-05"],
    ["20181230", "2018-12-30"],
  ])("%s is %s", (text, date) => {
    expect(first(`Fecha: ${text} y más`)).toBe(date);
  });

  it.each(["26/8229", "12,50", "958 708 637", "31/02/2026", "1.234.567", "ES91 2100 0418"])("%s is none", (text) => {
    expect(first(text)).toBeUndefined();
  });

  it("are month first only where nothing else can be", () => {
    expect(voteDateOrder(["03/25/2026"])).toBe("month-first");
    expect(voteDateOrder(["03/25/2026", "25/03/2026"])).toBe("day-first");
    expect(voteDateOrder(["05/02/2026", "11.14.00"])).toBe("day-first");
    expect(findDates("usage oct 1 - oct 31 8", "day-first")).toEqual([]);
    expect(findDates("oct 1, 2023 - oct 31, 2023", "day-first").map(({ date }) => date)).toEqual(["2023-10-01", "2023-10-31"]);
    expect(findDates("03/05/2026", "month-first")[0]).toMatchObject({ date: "2026-03-05", ambiguous: true });
  });
});

describe("labels", () => {
  const phrases = (text: string) => findLabels(text.split(" ")).map((label) => label.phrase);

  it("take the longest phrase", () => {
    expect(phrases("Fecha de vencimiento: 1/2/2026")).toEqual(["fecha de vencimiento"]);
    expect(phrases("Total IVA")).toEqual(["total iva"]);
    expect(phrases("BASE IMP. %IVA CUOTA IVA")).toEqual(["base imp", "% iva", "cuota iva"]);
  });

  it("take nº for a label and no for a word", () => {
    expect(phrases("Nº 123")).toEqual(["no"]);
    expect(phrases("cliente que no paga")).toEqual(["cliente"]);
  });

  it.each([
    ["Rechnungsnummer:", "number"],
    ["Núm. factura:", "number"],
    ["Faktura zk.", "number"],
    ["Date d'échéance :", "dueDate"],
    ["Zerga-oinarria", "base"],
    ["Retenció IRPF", "withholding"],
    ["Net à payer", "payable"],
    ["Base impoñible", "base"],
    ["Totale documento", "total"],
    ["Qtd.", "quantity"],
  ] as const)("%s is a label of %s", (text, kind) => {
    expect(findLabels(text.split(" ")).some((label) => label.kinds.has(kind))).toBe(true);
  });
});

describe("papers", () => {
  it.each([
    ["FACTURA PROFORMA", "proforma"],
    ["Factura rectificativa", "credit_note"],
    ["FRA. SIMPLIF.: 4367", "receipt"],
    ["Albarán nº 5", "delivery_note"],
    ["Extracto de cuenta de cliente", "statement"],
    ["Recibo individual justificativo del pago de salarios", "payslip"],
    ["Rechnung", "invoice"],
  ])("%s calls itself %s", (text, kind) => {
    expect(findTitle(text)?.kind).toBe(kind);
  });

  it("are told by phrases found on no other", () => {
    expect(countTellTales("Total devengado 1 contingencias comunes 2").get("payslip")).toBe(2);
  });
});

describe("tax ids in a text", () => {
  it.each([
    ["NIF: B12345674", "B12345674", true],
    ["C.I.F. B-12.345.674", "B12345674", true],
    ["VAT ESB12345674", "B12345674", true],
    ["NIF: (PT) 514329874", "PT514329874", true],
    ["N° TVA : FR 34 999 888 779 RCS", "FR34999888779", null],
    ["12345678A", "12345678A", false],
  ])("%s holds %s", (text, id, valid) => {
    const [found] = findTaxIds(text);
    expect(found?.taxId).toBe(id);
    if (valid !== null) expect(found?.valid).toBe(valid);
  });

  it("are not seen in other numbers", () => {
    expect(findTaxIds("CUPS ES005077606565878930KL0F")).toEqual([]);
    expect(findTaxIds("Tel. 958 708 637")).toEqual([]);
  });
});

describe("names", () => {
  it("end with their legal form", () => {
    expect(companyNameIn("Rotulación Rueda y Nadal, S.L. · NIF B93689958")).toBe("Rotulación Rueda y Nadal, S.L.");
    expect(companyNameIn("Calle Mayor, 3")).toBeNull();
    expect(isLegalForm("S.L.U.")).toBe(true);
    expect(isLegalForm("Coop.")).toBe(false);
  });

  it("are equal without accents and legal form, and alike by their letters", () => {
    expect(foldName("Ferretería Aldaba, S.L.U.")).toBe(foldName("FERRETERIA ALDABA SL"));
    expect(nameLikeness("Ferretería Aldaba", "Ferretería Aldava")).toBeGreaterThan(0.8);
    expect(nameLikeness("Ferretería Aldaba", "Talleres Roca")).toBeLessThan(0.4);
  });
});

describe("terms and reasons", () => {
  it.each([
    ["Condiciones de pago: 60 días fecha factura", 60],
    ["Zahlbar innerhalb von 30 Tagen netto", 30],
    ["Payment terms: 14 days", 14],
    ["Conditions de règlement : 30 jours net", 30],
  ])("%s is %s days", (text, days) => {
    expect(findPaymentDays([text])?.days).toBe(days);
  });

  it("no term is invented", () => {
    expect(findPaymentDays(["Garantía de 30 días", "Cambios 15 días con este ticket"])).toBeNull();
  });

  it("the words for charging no tax", () => {
    expect([...findExemptions("Inversión del sujeto pasivo según art. 84.Uno.2º")]).toContain("reverse_charge");
    expect([...findExemptions("Tax-free intra-community supply, Art. 138")]).toContain("intra_goods");
    expect([...findExemptions("Operación exenta, art. 20.Uno")]).toContain("exempt");
  });
});
