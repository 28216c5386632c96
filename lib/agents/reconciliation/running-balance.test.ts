import { describe, expect, it } from "vitest";
import { daysOf, monthFrom, type ExtractLine } from "@/lib/agents/reconciliation/month-view";
import { withBalances } from "@/lib/agents/reconciliation/running-balance";

const line = (id: string, date: string, amount: string, balance: string | null): ExtractLine => ({
  id, date, text: id, amount, currency: "EUR", balance, status: "pending", proposalId: null, isDecided: false,
}); // prettier-ignore

describe("an account with its balance", () => {
  it("puts the lines of a day in the bank's order, whatever order they came in", () => {
    const lines = [
      line("c", "2026-11-02", "-30.00", "1070.00"),
      line("a", "2026-11-01", "100.00", "1100.00"),
      line("b", "2026-11-02", "0.00", "1100.00"),
    ];
    const ordered = withBalances([...lines].reverse());
    expect(ordered.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(ordered.some(({ isBroken }) => isBroken)).toBe(false);
  });

  it("begins the month with the line that no other leads to", () => {
    const day = [
      line("2", "2026-11-01", "-5.00", "95.00"),
      line("1", "2026-11-01", "20.00", "100.00"),
      line("3", "2026-11-01", "1.00", "96.00"),
    ];
    expect(withBalances(day).map(({ id }) => id)).toEqual(["1", "2", "3"]);
  });

  it("says where a balance does not follow, and goes on from there", () => {
    const lines = [
      line("a", "2026-11-01", "10.00", "110.00"),
      line("b", "2026-11-03", "10.00", "150.00"),
      line("c", "2026-11-04", "-50.00", "100.00"),
    ];
    expect(withBalances(lines).map(({ isBroken }) => isBroken)).toEqual([false, true, false]);
  });

  it("reckons a balance that the bank does not give, and says that it did", () => {
    const lines = [
      line("a", "2026-11-01", "10.00", "110.00"),
      line("b", "2026-11-02", "-4.50", null),
      line("c", "2026-11-03", "1.00", null),
    ];
    expect(withBalances(lines).map(({ running, isReckoned }) => [running, isReckoned])).toEqual([["110.00", false], ["105.50", true], ["106.50", true]]); // prettier-ignore
    expect(withBalances([line("x", "2026-11-01", "1.00", null)])[0]?.running).toBeNull();
  });
});

describe("months", () => {
  it("follow one another over the end of a year, each with its days", () => {
    expect([monthFrom("2026-12", 1), monthFrom("2026-01", -1), monthFrom("2026-05", -14)]).toEqual(["2027-01", "2025-12", "2025-03"]);
    expect([daysOf("2026-02").length, daysOf("2028-02").at(-1)]).toEqual([28, "2028-02-29"]);
  });
});
