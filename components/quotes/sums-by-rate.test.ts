import { describe, expect, it } from "vitest";
import { marginShare, sumsByRate } from "@/components/quotes/sums-by-rate";
import { lineOf, priceOf } from "@/lib/testing/quote-lines";

const line = (id: string, net: string, vat: string, surcharge = "0", isOptional = false) =>
  lineOf(id, { priced: priceOf({ net, vat, surcharge }), isOptional });

describe("the sums of a quote", () => {
  it("take each tax from the sum of its rate, not from each line", () => {
    const sums = sumsByRate([line("1", "0.10", "21"), line("2", "0.10", "21.00"), line("3", "0.10", "10")]);
    expect(sums.vat).toEqual([
      { rate: "21", base: "0.20", amount: "0.04" },
      { rate: "10", base: "0.10", amount: "0.01" },
    ]);
    expect(sums.total).toBe("0.35");
  });

  it("show the surcharge beside the tax, and leave out what is optional", () => {
    const sums = sumsByRate([line("1", "100.00", "21", "5.2"), line("2", "50.00", "21", "5.2", true)]);
    expect(sums).toMatchObject({ base: "100.00", total: "126.20", optional: "50.00" });
    expect(sums.surcharge).toEqual([{ rate: "5.2", base: "100.00", amount: "5.20" }]);
  });

  it("of nothing are nothing", () => {
    expect(sumsByRate([])).toEqual({ base: "0.00", vat: [], surcharge: [], total: "0.00", optional: null });
    expect(marginShare("1.00", "0.00")).toBeNull();
    expect(marginShare("-0.50", "92.50")).toBe("-0.5");
  });
});
