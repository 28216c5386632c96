import { describe, expect, it } from "vitest";
import { ageOf } from "@/components/quotes/age";
import { lineWarnings, unitFor } from "@/components/quotes/line-words";
import { shownFigure } from "@/components/quotes/shown-figures";
import { itemOf, lineOf, priceOf } from "@/lib/testing/quote-lines";

describe("words of a line", () => {
  it.each([
    ["caja", "3", "cajas"],
    ["caja", "1", "caja"],
    ["bidón", "2", "bidones"],
    ["kg", "12", "kg"],
    ["ud", "6", "ud"],
    ["rollos", "2", "rollos"],
  ])("%s × %s is %s", (unit, quantity, words) => {
    expect(unitFor(unit, quantity)).toBe(words);
  });

  it("warn below cost, below the company's margin, and when stock does not reach", () => {
    const at = (price: string, discount = "0") =>
      lineOf("1", { item: itemOf("A", { cost: "4", stock: "1" }), priced: priceOf({ price, discount }) });
    expect(lineWarnings(at("5", "25"), null)).toEqual(["below_cost", "short_stock"]);
    expect(lineWarnings(at("4.5"), "20")).toEqual(["below_limit", "short_stock"]);
    expect(lineWarnings(at("5"), "20")).toEqual(["short_stock"]);
    expect(lineWarnings(lineOf("1", { item: itemOf("A", { cost: null, stock: null }) }), "20")).toEqual([]);
  });

  it("show figures without the zeros that say nothing", () => {
    expect(["12.50", "3.0000", "1234567", "-0.5"].map(shownFigure)).toEqual(["12,5", "3", "1.234.567", "−0,5"]);
  });

  it("count how long somebody waits in the largest whole unit", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const ages = ["2026-11-22T11:59:40Z", "2026-11-22T11:15:00Z", "2026-11-21T12:00:00Z", "2026-11-19T12:00:00Z"];
    expect(ages.map((since) => ageOf(since, now))).toEqual([
      { unit: "now", count: 0 },
      { unit: "minutes", count: 45 },
      { unit: "hours", count: 24 },
      { unit: "days", count: 3 },
    ]);
  });
});
