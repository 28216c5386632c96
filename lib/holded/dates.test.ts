import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHoldedDate } from "@/lib/holded/dates";

const anyDate = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("reading a date of Holded", () => {
  it("gives back the calendar date in every form that names no offset", () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const [year, month, day] = date.split("-");
        expect(parseHoldedDate(date)).toBe(date);
        expect(parseHoldedDate(`${date}T23:59:59`)).toBe(date);
        expect(parseHoldedDate(`${day}/${month}/${year}`)).toBe(date);
        expect(parseHoldedDate(`${date}T00:00:00+00:00`)).toBe(date);
      }),
    );
  });

  it.each([
    ["2026-11-12T23:30:00+00:00", "2026-11-13"],
    ["2026-07-12T22:30:00Z", "2026-07-13"],
    ["2026-11-13T00:30:00+02:00", "2026-11-12"],
    ["2026-10-14T09:12:00", "2026-10-14"],
    ["2026-02-31", null],
    ["31/02/2026", null],
    ["14-10-2026", null],
    ["", null],
    ["0000-00-00", null],
    [null, null],
    [1792062060, "2026-10-15"],
    ["1792062060", "2026-10-15"],
    [0, null],
    [1792062060000, null],
    [1792062060.5, null],
  ])("%j is %s in Madrid", (value, expected) => expect(parseHoldedDate(value)).toBe(expected));
});
