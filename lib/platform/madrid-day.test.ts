import { describe, expect, it } from "vitest";
import { dayEnd, dayStart } from "@/lib/platform/madrid-day";

describe("a day in Madrid", () => {
  it.each([
    ["2026-01-15", "2026-01-14T23:00:00.000Z", "2026-01-15T23:00:00.000Z"],
    ["2026-07-15", "2026-07-14T22:00:00.000Z", "2026-07-15T22:00:00.000Z"],
    // The night that summer time begins has 23 hours, the one that it ends 25.
    ["2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ])("%s begins and ends at midnight there", (day, start, end) => {
    expect(dayStart(day).toISOString()).toBe(start);
    expect(dayEnd(day).toISOString()).toBe(end);
  });
});
