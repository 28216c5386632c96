import { describe, expect, it } from "vitest";
import { readDate, showDate } from "@/components/ui/date-text";

describe("a date on screen", () => {
  it.each(["14/10/2026", "14-10-26", "14.10.2026", "141026", "14102026", "2026-10-14"])("reads %s", (typed) => {
    expect(readDate(typed)).toBe("2026-10-14");
  });

  it.each(["31/02/2026", "14/13/2026", "mañana", "", "1/1"])("does not guess at %s", (typed) => {
    expect(readDate(typed)).toBeNull();
  });

  it("shows what it reads", () => {
    expect(showDate(readDate("1/3/26"))).toBe("01/03/2026");
    expect(showDate(null)).toBeNull();
  });
});
