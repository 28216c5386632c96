import { describe, expect, it } from "vitest";
import { maxAttempts, silence, silentUntil, waitBeforeNext, type CallOutcome } from "./outcome";

const trouble = (outcome: CallOutcome, retryAfterMs: number | null = null) => ({ outcome, mayBeBilled: false, retryAfterMs });

describe("whether a request is made again", () => {
  it.each(["rate_limited", "overloaded", "server_error", "connection", "garbled"] as const)("is, after %s, a few times", (outcome) => {
    expect(waitBeforeNext(trouble(outcome), 1, 60_000, 0.5)).toBe(500);
    expect(waitBeforeNext(trouble(outcome), 2, 60_000, 0.5)).toBe(1000);
    expect(waitBeforeNext(trouble(outcome), maxAttempts, 60_000, 0.5)).toBeNull();
  });

  it.each(["key_refused", "rejected", "declined", "cut_short", "timeout", "cancelled"] as const)("is not, after %s", (outcome) => {
    expect(waitBeforeNext(trouble(outcome), 1, 60_000, 0.5)).toBeNull();
  });

  it("waits as long as the provider asks, unless that outlasts the patience of the caller", () => {
    expect(waitBeforeNext(trouble("rate_limited", 7000), 1, 60_000, 0.5)).toBe(7000);
    expect(waitBeforeNext(trouble("rate_limited", 7000), 1, 5000, 0.5)).toBeNull();
  });
});

describe("the silence after troubles", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const ended = (...outcomes: string[]) => outcomes.map((outcome, i) => ({ outcome, endedAt: new Date(now.getTime() - i * 1000) }));

  it("begins with several in a row and ends by itself", () => {
    expect(silentUntil(ended("overloaded", "timeout", "connection"), now)).toEqual(new Date(now.getTime() + silence.forMs));
    expect(silentUntil(ended("overloaded", "timeout", "connection"), new Date(now.getTime() + silence.forMs))).toBeNull();
  });

  it("does not begin while some answers come, or with answers that were merely bad", () => {
    expect(silentUntil(ended("overloaded", "answered", "connection"), now)).toBeNull();
    expect(silentUntil(ended("bad_answer", "declined", "cut_short"), now)).toBeNull();
    expect(silentUntil(ended("overloaded", "overloaded"), now)).toBeNull();
  });
});
