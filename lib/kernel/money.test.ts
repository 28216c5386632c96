import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addAmounts,
  detectDecimalMark,
  formatAmount,
  fromCents,
  multiply,
  parseAmount,
  parseSpanishNumber,
  percentOf,
  roundAmount,
  toCents,
} from "@/lib/kernel/money";

const cents = fc.bigInt({ min: -99_999_999_999_99n, max: 99_999_999_999_99n });

describe("cents", () => {
  it("survive the way to text and back", () => {
    fc.assert(fc.property(cents, (c) => void expect(toCents(fromCents(c))).toBe(c)));
  });
  it("add up without losing one", () => {
    fc.assert(
      fc.property(fc.array(cents), (list) => void expect(toCents(addAmounts(list.map(fromCents)))).toBe(list.reduce((a, b) => a + b, 0n))),
    );
  });
  it("are read from one decimal or none", () => {
    expect([toCents("-3.5"), toCents("7"), toCents("0.05"), toCents("-0.05"), toCents("1.500")]).toEqual([-350n, 700n, 5n, -5n, 150n]);
  });
  it("refuse fractions of a cent and anything that is no decimal", () => {
    for (const bad of ["1.005", "1,00", "", "abc", "1e3", "Infinity"]) expect(() => toCents(bad)).toThrow();
  });
});

describe("rates", () => {
  it("round half a cent away from zero", () => {
    expect([
      roundAmount("0.005"),
      roundAmount("-0.005"),
      roundAmount("1.004999"),
      percentOf("0.50", "21"),
      percentOf("-0.50", "21"),
    ]).toEqual(["0.01", "-0.01", "1.00", "0.11", "-0.11"]);
  });
  it("take per cents with decimals", () => {
    expect([percentOf("100.00", "21"), percentOf("1234.56", "5.2"), percentOf("99.99", "0")]).toEqual(["21.00", "64.20", "0.00"]);
  });
  it("multiply exactly", () => {
    expect(multiply("0.1", "0.2")).toBe("0.02");
    expect(multiply("123456.12345678", "0.00000001")).toBe("0.0012345612345678");
  });
});

describe("a printed number", () => {
  it.each([
    ["1.234,56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1 234,56", "1234.56"],
    ["1\u00a0234,56", "1234.56"],
    ["1\u202f234,56", "1234.56"],
    ["1'234.56", "1234.56"],
    ["1’234.56", "1234.56"],
    ["-12,50", "-12.50"],
    ["12,50-", "-12.50"],
    ["(12,50)", "-12.50"],
    ["\u221212,50", "-12.50"],
    ["1.234,56 €", "1234.56"],
    ["€ 1.234,56", "1234.56"],
    ["1.234,56 EUR", "1234.56"],
    ["1.234,56 Euros", "1234.56"],
    ["-€12.50", "-12.50"],
    ["$1,000.00", "1000.00"],
    ["(1.000,00 €)", "-1000.00"],
    ["12,-", "12.00"],
    ["12,--", "12.00"],
    ["1.200,-", "1200.00"],
    ["0,123456", "0.123456"],
    ["1.234,5", "1234.5"],
    ["21", "21"],
    ["007", "7"],
    ["1.234.567", "1234567"],
    ["1.234.567,89", "1234567.89"],
    ["1,00,000.00", "100000.00"],
    ["0.125", "0.125"],
    ["1234.567", "1234.567"],
    [",50", "0.50"],
    ["-0,00", "0.00"],
    ["1 234", "1234"],
    ["12.50", "12.50"],
    ["12,50", "12.50"],
  ])("%s is %s", (text, value) => expect(parseAmount(text)?.value).toBe(value));

  it("keeps both readings where the text cannot decide, and lets the document decide", () => {
    expect(parseAmount("1.234")).toEqual({ value: null, readings: ["1234", "1.234"], proves: null });
    expect(parseAmount("1,234")).toEqual({ value: null, readings: ["1.234", "1234"], proves: null });
    expect(parseAmount("1.234", { decimal: "," })?.value).toBe("1234");
    expect(parseAmount("1.234", { decimal: "." })?.value).toBe("1.234");
    expect(parseAmount("-1,234", { decimal: "." })?.value).toBe("-1234");
    expect(parseSpanishNumber("1.234")).toBe("1234");
    expect(parseSpanishNumber("12.50")).toBe("12.50");
  });
  it.each([
    "",
    "-",
    "€",
    "abc",
    "14/10/2026",
    "14.10.2026",
    "1.23.456",
    "1,234,56",
    "12..5",
    "B12345674",
    "(12,50",
    "-12-",
    "12 5",
    "1 234 56",
    "1.234,",
    "9".repeat(16),
  ])("%j is none", (text) => expect(parseAmount(text)).toBeNull());
  it("reads back what Spanish and American programs print", () => {
    const print = (locale: string, amount: string) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: 2, useGrouping: "always" }).format(amount as Intl.StringNumericLiteral);
    fc.assert(
      fc.property(cents, fc.constantFrom("es-ES", "en-US", "fr-FR", "de-CH"), (c, locale) => {
        const amount = fromCents(c);
        expect(parseAmount(print(locale, amount))?.value).toBe(amount);
      }),
    );
  });
  it("never throws and answers only decimals", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,' €()-]{0,14}$/)), (text) => {
        for (const reading of parseAmount(text)?.readings ?? []) expect(reading).toMatch(/^-?\d{1,15}(\.\d{1,8})?$/);
      }),
    );
  });
});

describe("the convention of a document", () => {
  it("is voted by the numbers that can have one reading only", () => {
    expect(detectDecimalMark(["1.234", "12,50", "3,40", "1,500"])).toBe(",");
    expect(detectDecimalMark(["1,234", "12.50"])).toBe(".");
    expect(detectDecimalMark(["1.234.567"])).toBe(",");
    expect(detectDecimalMark(["1.234", "7", "hola", "14.10.2026"])).toBeNull();
    expect(detectDecimalMark(["12.50", "12,50"])).toBeNull();
  });
});

describe("an amount shown to a person", () => {
  it("is grouped from one thousand on, with a real minus", () => {
    expect(formatAmount("1234.5", "EUR", "es")).toBe("1.234,50\u00a0€");
    expect(formatAmount("-1234.50", "EUR", "es")).toBe("\u22121.234,50\u00a0€");
    expect(formatAmount("1234.50", "EUR", "ca")).toBe("1.234,50\u00a0€");
    expect(formatAmount("1234.50", "EUR", "en")).toBe("€1,234.50");
  });
  it("is parsed back to the same amount", () => {
    fc.assert(
      fc.property(
        cents,
        fc.constantFrom("es", "ca", "en"),
        (c, locale) => void expect(parseAmount(formatAmount(fromCents(c), "EUR", locale))?.value).toBe(fromCents(c)),
      ),
    );
  });
});
