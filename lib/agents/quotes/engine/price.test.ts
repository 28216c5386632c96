import { describe, expect, it } from "vitest";
import { priceLine, pricesOf } from "@/lib/agents/quotes/engine/price";
import { customer, item } from "@/lib/testing/quotes";

const prices = pricesOf(
  [
    { id: "T0", name: "Tarifa general", type: "percent", percent: "0" },
    { id: "T1", name: "Instaladores", type: "percent", percent: "-6.5" },
    { id: "T2", name: "Pactada", type: "fixed", prices: { A: "8.1" } },
  ],
  [
    { item: "A", from: "50", price: "9" },
    { item: "A", from: "10", price: "9.5" },
  ],
);
const a = item({ key: "A", price: "10", category: "Cable" });
const ruleOf = (who: Parameters<typeof customer>[0] | null, quantity = "1", of = a) => {
  const { price, rule, ruleDetail } = priceLine(of, quantity, who && customer(who), prices);
  return [price, rule, ruleDetail];
};
const discountOf = (who: Parameters<typeof customer>[0], of = a) => {
  const { discount, discountRule } = priceLine(of, "1", customer(who), prices);
  return [discount, discountRule];
};
const taxesOf = (who: Parameters<typeof customer>[0] | null, of = a) => {
  const { vat, surcharge } = priceLine(of, "1", who && customer(who), prices);
  return [vat, surcharge];
};

describe("the price of a line", () => {
  it("is the agreed one before every other rule, and then no discount", () => {
    const who = { agreedPrices: { A: "7.25" }, priceList: "T2", discount: "10" };
    expect(ruleOf(who, "50")).toEqual(["7.25", "agreed", null]);
    expect(discountOf(who)).toEqual(["0", null]);
  });

  it("is the fixed one of the customer's list, before a quantity break", () => {
    expect(ruleOf({ priceList: "T2" }, "50")).toEqual(["8.1", "list", "Pactada"]);
  });

  it("follows the list's percentage to four decimals, also where it is nought", () => {
    expect(ruleOf({ priceList: "T1" }, "50", item({ key: "A", price: "0.123" }))).toEqual(["0.115", "list", "Instaladores"]);
    expect(ruleOf({ priceList: "T1" }, "1", item({ key: "A", price: "1.11" }))).toEqual(["1.0379", "list", "Instaladores"]);
    expect(ruleOf({ priceList: "T0" }, "50")).toEqual(["10", "list", "Tarifa general"]);
  });

  it("is that of the highest break reached where the list is silent or there is none", () => {
    const b = item({ key: "A", price: "10" });
    expect(ruleOf({ priceList: "T2" }, "49.5", item({ key: "B", price: "3" }))).toEqual(["3", "base", null]);
    expect(ruleOf(null, "49.99", b)).toEqual(["9.5", "break", "10"]);
    expect(ruleOf(null, "50", b)).toEqual(["9", "break", "50"]);
    expect(ruleOf({}, "9.99", b)).toEqual(["10", "base", null]);
  });

  it("is the base price when the customer's list is not known", () => {
    expect(ruleOf({ priceList: "gone" })).toEqual(["10", "base", null]);
  });

  it("takes no price from a key that is no item of the list", () => {
    expect(ruleOf({ priceList: "T2", agreedPrices: {} }, "1", item({ key: "constructor", price: "4" }))).toEqual(["4", "base", null]);
  });
});

describe("the discount of a line", () => {
  it("is the category's instead of the general one, also when it is nought", () => {
    expect(discountOf({ discount: "10", categoryDiscounts: { Cable: "20" } })).toEqual(["20", "category"]);
    expect(discountOf({ discount: "10", categoryDiscounts: { Cable: "0" } })).toEqual(["0", "category"]);
    expect(discountOf({ discount: "10", categoryDiscounts: { Tubo: "20" } })).toEqual(["10", "contact"]);
  });

  it("is never given on items of fixed price", () => {
    expect(
      discountOf({ discount: "10", categoryDiscounts: { Cable: "20" } }, item({ key: "A", category: "Cable", fixedPrice: true })),
    ).toEqual(["0", null]);
  });
});

describe("the taxes of a line", () => {
  it.each([
    ["21", "5.2"],
    ["10", "1.4"],
    ["4", "0.5"],
    ["0", "0"],
  ])("adds the recargo that belongs to %s %% for goods of a retailer, and none for services", (vat, surcharge) => {
    expect(taxesOf({ regime: "re" }, item({ key: "A", vat }))).toEqual([vat, surcharge]);
    expect(taxesOf({ regime: "re" }, item({ key: "A", vat, kind: "service" }))).toEqual([vat, "0"]);
  });

  it("charges nothing inside the Union and on exports", () => {
    expect(taxesOf({ regime: "intra" })).toEqual(["0", "0"]);
    expect(taxesOf({ regime: "export" })).toEqual(["0", "0"]);
  });

  it("charges the account's IGIC where the customer has one, else the rate of the item", () => {
    expect(taxesOf({ regime: "igic", igic: "7" })).toEqual(["7", "0"]);
    expect(taxesOf({ regime: "igic" }, item({ key: "A", vat: "3" }))).toEqual(["3", "0"]);
  });

  it("charges an unknown sender the general rate", () => {
    expect(taxesOf(null)).toEqual(["21", "0"]);
  });
});
