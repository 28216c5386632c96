import { describe, expect, it } from "vitest";
import { forecastOf } from "@/components/shell/quota-forecast";

describe("the forecast of a month's calls", () => {
  it.each([
    [100, "2026-11-10", 300],
    [280, "2026-02-28", 280],
    [290, "2028-02-29", 290],
    [0, "2026-12-01", 0],
    [31, "2026-12-31", 31],
  ])("after %i calls on %s ends at %i", (used, today, end) => {
    expect(forecastOf(used, today)).toBe(end);
  });
});
