import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modeOf, parseHoldedAmount, parseHoldedCents, parseHoldedNumber, type NumberMode } from "@/lib/holded/numbers";

/** Cents written as Holded writes them in either style, grouped or not. */
function written(cents: bigint, mode: NumberMode, isGrouped: boolean, decimals: number): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  const whole = digits.slice(0, -2);
  const fraction = digits.slice(-2).padEnd(decimals, "0");
  const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, mode === "es" ? "." : ",") : whole;
  return `${cents < 0n ? "-" : ""}${grouped}${mode === "es" ? "," : "."}${fraction}`;
}

const anyCents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const anyMode = fc.constantFrom<NumberMode>("es", "dot");

describe("reading a number of Holded", () => {
  it("gives back the cents that were written, in either style and whatever mode is expected", () => {
    fc.assert(
      fc.property(anyCents, anyMode, anyMode, fc.boolean(), (cents, style, expected, isGrouped) => {
        expect(parseHoldedCents(written(cents, style, isGrouped, 2), expected)).toBe(cents);
      }),
    );
  });

  it("gives back a number with three decimals when the mode is the one it was written in", () => {
    fc.assert(
      fc.property(anyCents, anyMode, fc.boolean(), (cents, style, isGrouped) => {
        expect(parseHoldedCents(written(cents, style, isGrouped, 3), style)).toBe(cents);
      }),
    );
  });

  it("never turns into another number: what it accepts is a plain decimal", () => {
    fc.assert(
      fc.property(fc.string(), anyMode, (text, mode) => {
        const parsed = parseHoldedNumber(text, mode);
        if (parsed !== null) expect(parsed).toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });

  it.each<[unknown, NumberMode, string | null]>([
    ["1.234,56", "dot", "1234.56"],
    ["1,234.56", "es", "1234.56"],
    ["4,10", "dot", "4.10"],
    ["-3.77", "es", "-3.77"],
    ["121.00", "es", "121.00"],
    ["1,234", "es", "1.234"],
    ["1,234", "dot", "1234"],
    ["1.234", "es", "1234"],
    ["1.234", "dot", "1.234"],
    ["0.125", "es", "0.125"],
    ["1234.567", "es", "1234.567"],
    ["1.234.567", "dot", "1234567"],
    ["1.234.567,891", "es", "1234567.891"],
    ["0", "es", "0"],
    ["-0,00", "es", "0.00"],
    ["007", "es", "7"],
    ["\u22123,77", "es", "-3.77"],
    ["1\u00a0234,56", "es", "1234.56"],
    [21, "es", "21"],
    [0.1, "es", "0.1"],
    [1e-7, "es", "0.0000001"],
    [Number.NaN, "es", null],
    ["", "es", null],
    [null, "es", null],
    ["12,34,56", "es", null],
    ["1.23.456", "es", null],
    ["1,2,3.4", "dot", null],
    ["12,", "es", null],
    ["12 €", "es", null],
    ["1e5", "es", null],
    ["abc", "es", null],
    ["1234567890123456", "es", null],
    [1e15, "es", null],
    ["999999999999999", "es", "999999999999999"],
  ])("%j in mode %s is %s", (value, mode, expected) => expect(parseHoldedNumber(value, mode)).toBe(expected));

  it.each([
    ["1.234", null],
    ["1,234", null],
    ["-1.234", null],
    ["0.125", "0.125"],
    ["1234.567", "1234.567"],
    ["1.234,5", "1234.5"],
    ["12,50", "12.50"],
    ["1.234.567", "1234567"],
  ])("%j is %s where nobody knows the format of the account", (value, expected) => expect(parseHoldedNumber(value, null)).toBe(expected));

  it("rounds to cents only where an amount is asked for, and refuses fractions of a cent as cents", () => {
    expect(parseHoldedAmount("10,005", "es")).toBe("10.01");
    expect(parseHoldedCents("10,005", "es")).toBeNull();
  });
});

describe("the number format of an answer", () => {
  it.each<[readonly unknown[], NumberMode | null]>([
    [["100,00", "21,00"], "es"],
    [["100.00", "1.234"], "dot"],
    [["1.234", "1.000"], null],
    [["1.234,5"], "es"],
    [["1,234.5"], "dot"],
    [["0", "21", null], null],
    [["100,00", "100.00"], null],
    [["1.234.567"], null],
  ])("%j gives away %s", (values, expected) => expect(modeOf(values)).toBe(expected));
});
