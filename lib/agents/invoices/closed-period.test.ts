import { describe, expect, it } from "vitest";
import { closedPeriodReasons } from "./closed-period";
import { riskOfInvoice, standingOfInvoice } from "./propose";

const codes = (issueDate: string | null, facts: Parameters<typeof closedPeriodReasons>[1]) =>
  closedPeriodReasons({ issueDate }, facts).map(({ code }) => code);

describe("an invoice of a closed period", () => {
  it.each([
    ["2026-06-29", ["period.closed"]],
    ["2026-06-30", ["period.closed"]],
    ["2026-07-01", []],
    [null, []],
  ] as const)("dated %s with books closed through 30 June gives %j", (date, wanted) => {
    expect(codes(date, { closedThrough: "2026-06-30" })).toEqual(wanted);
  });

  it("is told from what Holded refused before, where nobody said a date", () => {
    expect(codes("2026-03-01", { closedThrough: null, refusedThrough: "2026-03-31" })).toEqual(["period.refused_before"]);
    expect(codes("2026-04-01", { closedThrough: "2025-12-31", refusedThrough: "2026-03-31" })).toEqual([]);
  });

  it("is told once where both are known", () => {
    expect(codes("2026-03-01", { closedThrough: "2026-03-31", refusedThrough: "2026-03-31" })).toEqual(["period.closed"]);
  });

  it("is never approved unread nor in bulk", () => {
    const reasons = closedPeriodReasons({ issueDate: "2026-01-01" }, { closedThrough: "2026-03-31" });
    expect([standingOfInvoice(reasons), riskOfInvoice(reasons)]).toEqual(["needs_review", "high"]);
  });
});
