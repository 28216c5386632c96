import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount, showAmount } from "@/components/ui/amount-text";

describe("an amount on screen", () => {
  it.each([
    ["1234.5", "1.234,50", "€"],
    ["-12", "−12,00", "€"],
    ["0", "0,00", "€"],
    ["0.125", "0,125", "€"],
  ])("shows %s as %s", (value, figures, symbol) => {
    expect(showAmount(value, "EUR")).toEqual({ figures, symbol });
  });

  it("shows nothing for an absent or unreadable value", () => {
    expect(showAmount(null, "EUR")).toBeNull();
    expect(showAmount("mil", "EUR")).toBeNull();
  });

  it.each([
    ["1.234,56", "1234.56"],
    ["1234.56", "1234.56"],
    ["1.234", "1234.00"],
    ["12.5", "12.50"],
    ["1 234,5 €", "1234.50"],
    ["−12", "-12.00"],
    ["100+21,5-3", "118.50"],
    ["1,234.56", "1234.56"],
    ["0,005", "0.01"],
    [",5", "0.50"],
  ])("reads %s as %s", (typed, value) => {
    expect(readAmount(typed)).toBe(value);
  });

  it.each(["", "abc", "1,2,3", "12e3", "1..2", "+", "=1+1", ","])("does not guess at %s", (typed) => {
    expect(readAmount(typed)).toBeNull();
  });

  it("reads back exactly what it shows", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (cents) => {
        const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
        const value = `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(readAmount(showAmount(value, null)?.figures ?? "")).toBe(value);
      }),
    );
  });
});
