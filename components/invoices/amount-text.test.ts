import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountForEditing, readAmountText } from "@/components/invoices/amount-text";

describe("typing an amount", () => {
  it.each([
    ["1.234,56", "1234.56"],
    ["1234.56", "1234.56"],
    ["1,234.56", "1234.56"],
    ["1.234", "1234.00"],
    ["1.234.567,8", "1234567.80"],
    ["12,5", "12.50"],
    [" 18 204,55 € ", "18204.55"],
    ["-3,5", "-3.50"],
    ["−3,5", "-3.50"],
    ["0", "0.00"],
    ["-0", "0.00"],
    [",5", "0.50"],
  ])("reads %s as %s", (typed, value) => {
    expect(readAmountText(typed, 2)).toBe(value);
  });

  it.each([
    ["100+21-5", "116.00"],
    ["=3*12,50", "37.50"],
    ["3x12,50", "37.50"],
    ["(100+50)*1,21", "181.50"],
    ["100/3", "33.33"],
    ["1.000,10+0,20", "1000.30"],
    ["2,675*1", "2.68"],
  ])("works out the simple sum %s as %s", (typed, value) => {
    expect(readAmountText(typed, 2)).toBe(value);
  });

  it.each(["", "abc", "12,3,4", "1.23.4", "1+", "(2", "5/0", "--", "1.2345,6", "99999999999999"])("refuses %j", (typed) => {
    expect(readAmountText(typed, 2)).toBeNull();
  });

  it("keeps the decimals of a unit price when no number of places is fixed", () => {
    expect(readAmountText("0,12345")).toBe("0.12345");
    expect(readAmountText("21,00")).toBe("21");
  });

  it("reads back what it shows for editing, to the cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        const value = `${cents < 0 ? "-" : ""}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
        expect(readAmountText(amountForEditing(value, 2), 2)).toBe(value);
      }),
    );
  });

  it("never calls a grouped number a decimal when it is edited again", () => {
    expect(amountForEditing("1234.50", 2)).toBe("1234,50");
    expect(amountForEditing("1234.000")).toBe("1234");
    expect(amountForEditing(null)).toBe("");
  });
});
