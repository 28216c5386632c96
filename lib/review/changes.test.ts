import { describe, expect, it } from "vitest";
import { carryOver, changedPaths, valueAt } from "@/lib/review/changes";

const before = { number: "A-1", supplier: { name: "Aldaba", taxId: null }, lines: [{ net: "10.00" }, { net: "20.00" }] };

describe("changed fields", () => {
  it("are named by their path, whatever the depth", () => {
    const after = { number: "A-2", supplier: { name: "Aldaba", taxId: "B1" }, lines: [{ net: "10.00" }, { net: "21.00" }] };
    expect(changedPaths(before, after)).toEqual(["number", "supplier.taxId", "lines.1.net"]);
    expect(changedPaths(before, structuredClone(before))).toEqual([]);
  });

  it("include what was added and what was removed", () => {
    expect(changedPaths(before, { ...before, lines: [{ net: "10.00" }] })).toEqual(["lines.1.net"]);
    expect(changedPaths({ ...before, lines: [] }, before)).toEqual(["lines.0.net", "lines.1.net"]);
  });

  it("are read back by path, and never from the prototype", () => {
    expect(valueAt(before, "lines.1.net")).toBe("20.00");
    expect(valueAt(before, "lines.7.net")).toBeUndefined();
    expect(valueAt(before, "constructor.name")).toBeUndefined();
  });
});

describe("what the agent knew, after an edit", () => {
  const box: [number, number, number, number] = [0, 0, 1, 1];
  const known = {
    evidence: ["number", "lines.0.net", "lines.1.net"].map((path) => ({ path, page: 1, box, text: path })),
    confidence: { number: 0.4, "lines.0.net": 0.9, "lines.1.net": 0.8 },
  };

  it("a field that a person wrote is certain and keeps its box", () => {
    const after = carryOver(known, before, { ...before, number: "A-2" });
    expect(after.confidence).toMatchObject({ number: 1, "lines.0.net": 0.9 });
    expect(after.evidence).toEqual(known.evidence);
  });

  it("a row that moved up does not take the box of the row that went", () => {
    const after = carryOver(known, before, { ...before, lines: [{ net: "20.00" }] });
    expect(after.evidence.map(({ path }) => path)).toEqual(["number"]);
    expect(after.confidence).toEqual({ number: 0.4, "lines.0.net": 1 });
  });
});
