import { describe, expect, it } from "vitest";
import { readWindow, shownTime } from "@/components/settings/window-text";

describe("a limit of calls that somebody types", () => {
  it("is so many calls in so many seconds or minutes", () => {
    expect(readWindow({ limit: "10", every: "1", unit: "seconds" })).toEqual({ limit: 10, seconds: 1 });
    expect(readWindow({ limit: " 1.000 ", every: "5", unit: "minutes" })).toEqual({ limit: 1_000, seconds: 300 });
    expect(readWindow({ limit: "10.000", every: "1440", unit: "minutes" })).toEqual({ limit: 10_000, seconds: 86_400 });
  });

  it.each([
    ["", "1", ["limit"]], ["10", "", ["every"]], ["0", "0", ["limit", "every"]], ["-3", "1", ["limit"]], ["2,5", "1", ["limit"]],
    ["2.5", "1", ["limit"]], ["10001", "1", ["limit"]], ["10", "1441", ["every"]], ["diez", "un", ["limit", "every"]], ["1e3", "1", ["limit"]],
  ])("of %j calls in %j minutes is not understood, and the field is named", (limit, every, wrong) => {
    expect(readWindow({ limit, every, unit: "minutes" })).toEqual({ wrong });
  }); // prettier-ignore

  it("is shown in minutes where these are whole", () => {
    expect(shownTime(90)).toEqual({ every: 90, unit: "seconds" });
    expect(shownTime(120)).toEqual({ every: 2, unit: "minutes" });
  });
});
