import { describe, expect, it } from "vitest";
import { snoozeChoices, snoozeUntilDay } from "@/components/review/snooze-choices";

const at = (iso: string) => snoozeChoices(new Date(iso)).map(({ name, until }) => `${name} ${until}`);

describe("when a snoozed item comes back", () => {
  it("is by Madrid's clock, in winter and in summer", () => {
    expect(at("2026-11-24T09:00:00Z")).toEqual([
      "afternoon 2026-11-24T15:00:00.000Z",
      "tomorrow 2026-11-25T08:00:00.000Z",
      "monday 2026-11-30T08:00:00.000Z",
      "week 2026-12-01T08:00:00.000Z",
    ]);
    expect(at("2026-07-15T05:00:00Z")[1]).toBe("tomorrow 2026-07-16T07:00:00.000Z");
  });

  it("offers no afternoon that has passed and no Monday that is tomorrow", () => {
    expect(at("2026-11-22T16:00:00Z").map((choice) => choice.split(" ")[0])).toEqual(["tomorrow", "week"]);
  });

  it("means the Madrid day even when it is still yesterday in London", () => {
    expect(at("2026-11-24T23:30:00Z")[0]).toBe("afternoon 2026-11-25T15:00:00.000Z");
  });

  it("takes a chosen day at nine", () => {
    expect(snoozeUntilDay("2026-12-24")).toBe("2026-12-24T08:00:00.000Z");
  });
});
