import { describe, expect, it } from "vitest";
import { marginOf, marginWarning } from "@/lib/agents/quotes/engine/margin";
import { lineNet, totalsOf } from "@/lib/agents/quotes/engine/totals";

const line = { quantity: "1", price: "10", discount: "0", vat: "21", surcharge: "0" };

describe("totals", () => {
  it("round a line once, half a cent up", () => {
    expect(lineNet({ quantity: "3", price: "0.115", discount: "0" })).toBe("0.35");
    expect(lineNet({ quantity: "2.5", price: "1.0379", discount: "12.5" })).toBe("2.27");
    expect(lineNet({ quantity: "1", price: "1.005", discount: "0" })).toBe("1.01");
  });

  it("reckon the tax on the sum of each rate and not line by line", () => {
    const cheap = { ...line, price: "0.02" };
    // Line by line the tax of 0.02 would be nothing, three times.
    expect(totalsOf([cheap, cheap, cheap])).toEqual({ base: "0.06", vat: "0.01", surcharge: "0.00", total: "0.07" });
  });

  it("keep goods with recargo apart from services without", () => {
    expect(totalsOf([{ ...line, surcharge: "5.2" }, line, { ...line, vat: "10", surcharge: "1.4" }])).toEqual({
      base: "30.00",
      vat: "5.20",
      surcharge: "0.66",
      total: "35.86",
    });
  });

  it("are nought without lines", () => {
    expect(totalsOf([])).toEqual({ base: "0.00", vat: "0.00", surcharge: "0.00", total: "0.00" });
  });

  it("stay exact beyond what a float holds", () => {
    const huge = { ...line, quantity: "9999999", price: "999999999.9999" };
    const { base, total } = totalsOf(Array.from({ length: 500 }, () => huge));
    expect(base).toBe("4999999499999500000.00");
    expect(total).toBe("6049999394999395000.00");
  });
});

describe("margin", () => {
  const sold = { quantity: "4", price: "10", discount: "25", cost: "6" };

  it("is what is left of the discounted net", () => {
    expect(marginOf(sold)).toEqual({ amount: "6.00", percent: "20.00" });
    expect(marginOf({ ...sold, cost: null })).toBeNull();
    expect(marginOf({ ...sold, price: "0" })).toEqual({ amount: "-24.00", percent: null });
  });

  it("warns below cost even where the cents hide it, and below the company's limit", () => {
    expect(marginWarning({ quantity: "1", price: "0.0012", discount: "0", cost: "0.0013" }, null)).toBe("below_cost");
    expect(marginWarning(sold, "20.01")).toBe("below_limit");
    expect(marginWarning(sold, "20")).toBeNull();
    expect(marginWarning({ ...sold, cost: null }, "20")).toBeNull();
  });
});
