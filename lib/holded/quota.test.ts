import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideSlot, sliceMs, sliceOf, startOfMonth, usedInMinute, type QuotaState, type Slice } from "@/lib/holded/quota";

const noon = new Date("2026-10-14T12:00:00Z");
const after = (ms: number) => new Date(noon.getTime() + ms);
const state = (change: Partial<QuotaState> = {}): QuotaState => ({
  slices: [], minuteLimit: 60, month: { startsAt: startOfMonth(noon), used: 0 }, monthLimit: 500, hardMonth: true,
  blockedUntil: null, blockedSpan: "minute", ...change,
}); // prettier-ignore

describe("the windows of a Holded account", () => {
  it("never let more calls through in any sixty seconds than Holded allows", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 50, maxLength: 300 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 40 }), (waits, minuteLimit) => {
        const slices = new Map<number, Slice>();
        const made: number[] = [];
        let at = 0;
        for (const wait of waits) {
          at += wait;
          const verdict = decideSlot(state({ minuteLimit, slices: [...slices.values()], monthLimit: 1e9 }), "write", after(at));
          if (!verdict.granted) continue;
          made.push(at);
          const start = sliceOf(after(at));
          slices.set(start.getTime(), { startsAt: start, used: (slices.get(start.getTime())?.used ?? 0) + 1 });
        }
        for (const end of made) expect(made.filter((one) => one > end - 60_000 && one <= end).length).toBeLessThanOrEqual(minuteLimit);
      }),
    );
  });

  it("say exactly how long to wait: then the call fits, a moment before it does not", () => {
    const full = state({ slices: [{ startsAt: sliceOf(noon), used: 60 }] });
    const verdict = decideSlot(full, "write", noon);
    expect(verdict).toEqual({ granted: false, span: "minute", waitMs: 60_000 + sliceMs });
    expect(decideSlot(full, "write", after(60_000 + sliceMs))).toMatchObject({ granted: true });
    expect(decideSlot(full, "write", after(60_000 + sliceMs - 1))).toMatchObject({ granted: false });
  });

  it.each([
    ["write", 60], ["person", 54], ["scheduled", 42], ["refresh", 30],
  ] as const)("keep a reserve: a %s call is the last at %i of 60", (purpose, allowance) => {
    const used = (count: number) => state({ slices: [{ startsAt: sliceOf(noon), used: count }] });
    expect(decideSlot(used(allowance - 1), purpose, noon).granted).toBe(true);
    expect(decideSlot(used(allowance), purpose, noon).granted).toBe(false);
  }); // prettier-ignore

  it("hold back refreshes first when the month runs out, and approved writes last", () => {
    const at = (used: number) => state({ month: { startsAt: startOfMonth(noon), used } });
    expect(decideSlot(at(400), "refresh", noon)).toMatchObject({ granted: false, span: "month" });
    expect(decideSlot(at(400), "scheduled", noon).granted).toBe(true);
    expect(decideSlot(at(499), "write", noon).granted).toBe(true);
    expect(decideSlot(at(500), "write", noon)).toEqual({ granted: false, span: "month", waitMs: Date.UTC(2026, 10, 1) - noon.getTime() });
  });

  it("do not stop approved writes where a month beyond its calls is billed", () => {
    const beyond = state({ hardMonth: false, month: { startsAt: startOfMonth(noon), used: 10_000 } });
    expect([decideSlot(beyond, "write", noon).granted, decideSlot(beyond, "scheduled", noon).granted]).toEqual([true, false]);
  });

  it("begin anew with the month", () => {
    const spent = state({ month: { startsAt: startOfMonth(noon), used: 500 } });
    expect(decideSlot(spent, "refresh", new Date("2026-11-01T00:00:00Z")).granted).toBe(true);
  });

  it("let nobody through before a 429 says so", () => {
    const blocked = state({ blockedUntil: after(7_000), blockedSpan: "month" });
    expect(decideSlot(blocked, "write", noon)).toEqual({ granted: false, span: "month", waitMs: 7_000 });
    expect(decideSlot(blocked, "write", after(7_000)).granted).toBe(true);
  });

  it("forget a call when its whole slice is a minute old", () => {
    const slices = [{ startsAt: sliceOf(noon), used: 3 }];
    expect([usedInMinute(slices, after(60_000)), usedInMinute(slices, after(65_000))]).toEqual([3, 0]);
  });
});
