import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentsOf } from "@/components/reconciliation/bank-segments";

describe("the matched parts of a bank's text", () => {
  it("are cut out where they stand", () => {
    expect(segmentsOf("TRANSF IBARRA F-31", [{ from: 14, to: 18 }, { from: 7, to: 13 }])).toEqual([
      { text: "TRANSF ", isMarked: false },
      { text: "IBARRA", isMarked: true },
      { text: " ", isMarked: false },
      { text: "F-31", isMarked: true },
    ]); // prettier-ignore
  });

  it("never change the text, however they overlap or lie outside", () => {
    const stretch = fc.record({ from: fc.integer({ min: -5, max: 40 }), to: fc.integer({ min: -5, max: 40 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(stretch, { maxLength: 6 }), (text, stretches) => {
        const segments = segmentsOf(text, stretches);
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        const marked = [...text].length === 0 ? [] : stretches.filter(({ from, to }) => Math.max(0, from) < Math.min(text.length, to));
        expect(segments.some(({ isMarked }) => isMarked)).toBe(marked.length > 0);
      }),
    );
  });
});
