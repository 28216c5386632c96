import { describe, expect, it } from "vitest";
import { interval } from "@/lib/agents/reconciliation/automation/interval";
import { monthsBetween, sameAllocations, trialOf, type Matcher, type Paid } from "@/lib/agents/reconciliation/automation/trial";
import type { Allocation, Decision, Ledger, Movement } from "@/lib/agents/reconciliation/engine/model";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { documentOf, ledgerOf, movementOf } from "@/lib/testing/small-ledger";

const settled = (id: string, day: string, with_: readonly Allocation[] | null, cents = 10_000): Movement =>
  movementOf(id, { valueDate: day, bookingDate: day, cents, status: "reconciled", reconciledCents: cents, reconciledWith: with_ });
const all = (documentId: string, cents = 10_000): Allocation => ({ documentId, cents });

/** Clears every open movement with the first document that owes exactly its amount. */
const firstOfAmount: Matcher = (ledger) =>
  ledger.movements.flatMap((movement): Decision[] => {
    const found = ledger.documents.find(({ open, status }) => open === movement.cents && (status === "open" || status === "partial"));
    if (movement.status !== "pending" || !found) return [];
    const chosen = { kind: "exact", allocations: [all(found.id, movement.cents)], residual: null, probability: 1, evidence: [] } as const;
    return [
      { movementId: movement.id, status: "clear", probability: 1, margin: 9, chosen, alternatives: [], movementClass: null, blockedBy: [] },
    ];
  });

const paidOff = (id: string) => documentOf(id, { open: 0, status: "paid", issueDate: "2026-01-01" });
const books = (movements: readonly Movement[], documents = [paidOff("d1"), paidOff("d2")]): Ledger => ledgerOf(movements, documents, []);
const year = { from: "2026-01-01", until: "2026-12-31" };

describe("a trial over the past", () => {
  it("compares what would have been linked with what people linked", () => {
    const payments: Paid[] = [
      { documentId: "d1", date: "2026-02-10", cents: 10_000 },
      { documentId: "d2", date: "2026-03-10", cents: 10_000 },
    ];
    const ledger = books([settled("m1", "2026-02-10", [all("d1")]), settled("m2", "2026-03-10", [all("d1")])]);
    const trial = trialOf({ ledger, payments, ...year }, firstOfAmount, defaultPolicy);
    expect(trial.movements).toBe(2);
    expect(trial.lines).toEqual([
      { kind: "exact", cleared: 2, right: 1, mistakes: [{ movementId: "m2", proposed: [all("d2")], done: [all("d1")] }] },
    ]);
  });

  it("shows each month what was owed when it began, and nothing that came after", () => {
    const seen: Ledger[] = [];
    const spy: Matcher = (ledger) => (seen.push(ledger), []);
    const late = documentOf("late", { issueDate: "2026-03-02" });
    const payments: Paid[] = [
      { documentId: "d1", date: "2026-02-10", cents: 4_000 },
      { documentId: "d1", date: "2026-03-10", cents: 6_000 },
    ];
    const ledger = books(
      [settled("m1", "2026-02-10", [all("d1", 4_000)], 4_000), settled("m2", "2026-03-10", [all("d1", 6_000)], 6_000)],
      [paidOff("d1"), late],
    );
    trialOf({ ledger, payments, ...year }, spy, defaultPolicy);
    expect(seen.map(({ documents }) => documents.map(({ id, open, status }) => `${id} ${open} ${status}`))).toEqual([
      ["d1 10000 open"],
      ["d1 6000 partial", "late 10000 open"],
    ]);
    expect(
      seen.map(({ movements }) => movements.map(({ id, status, reconciledWith }) => `${id} ${status} ${reconciledWith?.length ?? "-"}`)),
    ).toEqual([["m1 pending -"], ["m1 reconciled 1", "m2 pending -"]]);
  });

  it("counts a movement that people said has no document, and leaves out those of which nobody knows", () => {
    const ledger = books(
      [settled("m1", "2026-02-10", []), settled("m2", "2026-02-11", null)],
      [documentOf("d1", { issueDate: "2026-01-01" })],
    );
    const trial = trialOf({ ledger, payments: [], ...year }, firstOfAmount, defaultPolicy);
    expect(trial.movements).toBe(1);
    expect(trial.lines[0]).toMatchObject({ cleared: 1, right: 0 });
  });

  it("runs from day to day in calendar months", () => {
    expect(monthsBetween("2025-11-15", "2026-01-10")).toEqual([
      ["2025-11-15", "2025-12-01"],
      ["2025-12-01", "2026-01-01"],
      ["2026-01-01", "2026-01-10"],
    ]);
    expect(monthsBetween("2026-01-10", "2026-01-10")).toEqual([]);
  });

  it("asks for the same amounts of the same documents, in any order", () => {
    expect(sameAllocations([all("a"), all("b", 5)], [all("b", 5), all("a")])).toBe(true);
    expect(sameAllocations([all("a")], [all("a", 9_999)])).toBe(false);
  });
});

describe("the interval of a share", () => {
  it("holds the share, narrows with observations, and claims nothing without any", () => {
    expect(interval({ right: 0, of: 0 })).toEqual([0, 1]);
    const [low, high] = interval({ right: 599, of: 600 });
    expect(low).toBeCloseTo(0.9906, 3);
    expect(high).toBeCloseTo(0.9997, 3);
    expect(interval({ right: 60, of: 60 })[0]).toBeLessThan(interval({ right: 600, of: 600 })[0]);
  });
});
