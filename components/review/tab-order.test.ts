import { describe, expect, it } from "vitest";
import { nextStop } from "@/components/review/tab-order";

const stops = [
  { element: "supplier", first: false },
  { element: "number", first: true },
  { element: "date", first: false },
  { element: "total", first: true },
];

describe("the Tab key on the review screen", () => {
  it("visits the doubtful fields first, then the others, each once", () => {
    const visited: (string | null)[] = [];
    for (let at = nextStop(stops, null, 1); at !== null; at = nextStop(stops, at, 1)) visited.push(at);
    expect(visited).toEqual(["number", "total", "supplier", "date"]);
  });

  it("goes back the same way with Shift", () => {
    expect(nextStop(stops, "supplier", -1)).toBe("total");
    expect(nextStop(stops, "number", -1)).toBeNull();
  });

  it("leaves the page to the browser at the end and outside the fields", () => {
    expect(nextStop(stops, "date", 1)).toBeNull();
    expect(nextStop(stops, "somewhere else", 1)).toBeNull();
  });
});
