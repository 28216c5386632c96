import { describe, expect, it } from "vitest";
import { csvLine } from "@/app/api/[company]/[environment]/csv-line";

describe("a line of the export", () => {
  it("keeps commas, quotes and line breaks inside their cell", () => {
    expect(csvLine(["a,b", 'dice "sí"', "dos\nlíneas", "llano"])).toBe('"a,b","dice ""sí""","dos\nlíneas",llano\r\n');
  });

  it("never begins a cell with what a spreadsheet would run", () => {
    expect(csvLine(["=HYPERLINK()", "+1", "-1", "@x", "1-1"])).toBe("'=HYPERLINK(),'+1,'-1,'@x,1-1\r\n");
  });
});
