import { describe, expect, it } from "vitest";
import { bulkSummary, extend, isPreTicked, keepPresent, moved, noSelection, selectThrough, toggle } from "@/components/review/selection";
import type { QueueRow } from "@/lib/review/view";

const row = (id: string, patch: Partial<QueueRow> = {}): QueueRow => ({
  id,
  kind: "invoice",
  state: "open",
  version: 1,
  payloadHash: "h",
  standing: "clear",
  risk: "low",
  title: "F-1",
  party: "Ferretería Aldaba SL",
  amount: "100.10",
  currency: "EUR",
  documentDate: null,
  fileName: null,
  attention: null,
  failure: null,
  assignedTo: null,
  snoozedUntil: null,
  decidedBy: null,
  decidedAt: null,
  pushAfter: null,
  holdedId: null,
  signedBy: null,
  createdAt: "2026-11-22T09:00:00Z",
  ...patch,
});
const rows = [row("a"), row("b"), row("c"), row("d")];

describe("approving in bulk", () => {
  it("pre-ticks what is clear, and high risk never", () => {
    expect(isPreTicked(row("a"))).toBe(true);
    expect(isPreTicked(row("a", { standing: "needs_review" }))).toBe(false);
    expect(isPreTicked(row("a", { risk: "high" }))).toBe(false);
    expect(isPreTicked(row("a", { state: "reading", payloadHash: null }))).toBe(false);
  });

  it("counts and adds up exactly what will be sent", () => {
    const mixed = [
      row("a"),
      row("b", { amount: "-0.10" }),
      row("c", { risk: "high", amount: "9000.00" }),
      row("d", { currency: "USD", amount: "5.00" }),
      row("e", { risk: "medium", standing: "needs_review", amount: "700.00" }),
    ];
    const summary = bulkSummary(mixed, new Set(["a", "b", "c", "d", "e"]));
    expect(summary.rows.map(({ id }) => id)).toEqual(["a", "b", "d"]);
    expect(summary.totals).toEqual([
      { currency: "EUR", amount: "100.00" },
      { currency: "USD", amount: "5.00" },
    ]);
    expect(summary.leftOut).toBe(2);
  });
});

describe("moving and ticking with the keyboard", () => {
  it("starts at the first row and stops at the last", () => {
    expect(moved(rows, null, 1)).toBe("a");
    expect(moved(rows, "c", 1)).toBe("d");
    expect(moved(rows, "d", 1)).toBeNull();
    expect(moved(rows, "gone", -1)).toBe("a");
  });

  it("extends downwards from the row under the cursor", () => {
    const once = extend({ ...noSelection, cursor: "b" }, rows, 1);
    const twice = extend(once, rows, 1);
    expect([...twice.ids]).toEqual(["b", "c", "d"]);
    expect(extend(twice, rows, 1)).toBe(twice);
  });

  it("ticks everything between with Shift", () => {
    expect([...selectThrough(toggle(noSelection, "d"), rows, "b").ids].sort()).toEqual(["b", "c", "d"]);
  });

  it("forgets the ticks of rows that left", () => {
    const selection = toggle(toggle(noSelection, "a"), "c");
    expect(keepPresent(selection, [row("a")])).toEqual({ ids: new Set(["a"]), cursor: null });
    expect(keepPresent(selection, rows)).toBe(selection);
  });
});
