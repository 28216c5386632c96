import { describe, expect, it } from "vitest";
import { Quota } from "./quota";

const start = new Date("2026-11-30T23:59:00Z");
const after = (ms: number): Date => new Date(start.getTime() + ms);

describe("the quota of an account", () => {
  it("refuses the call over the minute's limit until the oldest leaves the window", () => {
    const quota = new Quota(null, start);
    const windows = { second: null, minute: 2, month: null };
    expect(quota.take(windows, "a", after(0)).allowed).toBe(true);
    expect(quota.take(windows, "a", after(10_000)).standing).toMatchObject({ window: "minute", remaining: 0 });
    const refused = quota.take(windows, "a", after(20_000));
    expect(refused).toMatchObject({ allowed: false, standing: { window: "minute", limit: 2, resetAt: after(60_000).getTime() } });
    expect(quota.take(windows, "a", after(59_999)).allowed).toBe(false);
    expect(quota.take(windows, "a", after(60_001)).allowed).toBe(true);
  });

  it("counts the month by kind of call and begins anew with the next one", () => {
    const quota = new Quota(null, start);
    const windows = { second: null, minute: null, month: 2 };
    quota.take(windows, "list", after(0));
    quota.take(windows, "create", after(1));
    expect(quota.take(windows, "list", after(2))).toMatchObject({
      allowed: false,
      standing: { window: "month", resetAt: after(60_000).getTime() },
    });
    expect(quota.month).toEqual({ period: "2026-11", total: 2, byKey: { list: 1, create: 1 } });
    expect(quota.take(windows, "list", after(60_000)).allowed).toBe(true);
    expect(quota.month).toEqual({ period: "2026-12", total: 1, byKey: { list: 1 } });
  });

  it("watches the second only when told", () => {
    const quota = new Quota(null, start);
    const windows = { second: 1, minute: 100, month: null };
    expect(quota.take(windows, "a", after(0)).standing?.window).toBe("second");
    expect(quota.take(windows, "a", after(500)).allowed).toBe(false);
    expect(quota.take(windows, "a", after(1_001)).allowed).toBe(true);
  });
});
