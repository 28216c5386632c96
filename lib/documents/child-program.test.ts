import { describe, expect, it } from "vitest";
import { childProgram } from "@/lib/documents/child-program";

describe("the program of an isolated process", () => {
  it.each(["reading-process", "recognising-process", "writing-process"])("%s needs no loader: only packages are left to import", (name) => {
    const program = childProgram(`lib/documents/${name}.ts`);
    const imported = [...program.matchAll(/^import (?:[^"']* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gmu)].map(
      (found) => found[1] ?? found[2] ?? "",
    );
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((one) => /^(?:@\/|[./])/u.test(one))).toEqual([]);
  });

  it("is compiled once", () => {
    expect(childProgram("lib/documents/writing-process.ts")).toBe(childProgram("lib/documents/writing-process.ts"));
  });
});
