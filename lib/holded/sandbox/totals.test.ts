import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exact } from "./numbers";
import { totalsOf, type TotalsLine } from "./totals";

const rates = new Map(Object.entries({ iva21: 21, iva10: 10, ret15: -15, rec52: 5.2, intra: 0 }).map(([key, rate]) => [key, exact(rate)]));

function line(units: string, price: string, taxes: readonly string[], more: Partial<TotalsLine> = {}): TotalsLine {
  return { type: "product", units, price, taxes, discount: "0", retention: "0", supplied: false, ...more };
}

function inEuros(lines: readonly TotalsLine[], discount = "0"): Record<string, string> {
  const { subtotal, discount: less, tax, total } = totalsOf(lines, discount, rates);
  return Object.fromEntries(Object.entries({ subtotal, discount: less, tax, total }).map(([name, value]) => [name, value.toFixed(2)]));
}

describe("totals of a document", () => {
  it("add VAT and subtract withholding", () => {
    expect(inEuros([line("8", "45", ["iva21", "ret15"])])).toEqual({ subtotal: "360.00", discount: "0.00", tax: "21.60", total: "381.60" });
  });

  it("round half a cent away from zero, once per tax key and not per line", () => {
    const pennies = Array.from({ length: 10 }, () => line("1", "0.05", ["iva10"]));
    expect(inEuros(pennies)["tax"]).toBe("0.05");
    expect(inEuros([line("1", "0.05", ["iva10"])])["tax"]).toBe("0.01");
  });

  it("are exact where floating point is not", () => {
    expect(inEuros([line("3", "1.005", [])])["subtotal"]).toBe("3.02");
    expect(inEuros([line("1", "0.1", []), line("1", "0.2", [])])["total"]).toBe("0.30");
  });

  it("take a line's discount before, and the document's after the sum", () => {
    expect(inEuros([line("10", "10", ["iva21"], { discount: "5" })], "10")).toEqual({
      subtotal: "95.00",
      discount: "9.50",
      tax: "17.96",
      total: "103.46",
    });
  });

  it("count recargo, the line's own retention and self-assessed taxes", () => {
    expect(inEuros([line("1", "100", ["iva21", "rec52"])])["total"]).toBe("126.20");
    expect(inEuros([line("1", "100", ["iva21"], { retention: "15" })])["total"]).toBe("106.00");
    expect(inEuros([line("1", "100", ["intra"])])["total"]).toBe("100.00");
  });

  it("leave disbursements out of the base and titles out of everything", () => {
    expect(inEuros([line("1", "100", ["iva21"], { supplied: true })])["total"]).toBe("100.00");
    expect(inEuros([line("5", "100", ["iva21"], { type: "title" })])["total"]).toBe("0.00");
  });

  it("always satisfy subtotal − discount + tax = total to the cent", () => {
    const amount = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => exact(cents).dividedBy(10_000).toFixed());
    const anyLine = fc
      .record({
        units: amount,
        price: amount,
        discount: fc.integer({ min: 0, max: 100 }).map(String),
        taxes: fc.subarray([...rates.keys()]),
      })
      .map(({ units, price, taxes, discount }) => line(units, price, taxes, { discount }));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), fc.integer({ min: 0, max: 100 }), (lines, discount) => {
        const totals = totalsOf(lines, String(discount), rates);
        expect(totals.total.toFixed()).toBe(totals.subtotal.minus(totals.discount).plus(totals.tax).toFixed());
        expect(totals.total.decimalPlaces()).toBeLessThanOrEqual(2);
      }),
    );
  });
});
