import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likenessOfNumbers, sameNumber } from "./same-number";

/** How a series writes its numbers: letters, maybe a year, a counter with or without zeros before it. */
const series = fc.record({
  prefix: fc.constantFrom("", "F", "FAC", "A", "B", "RECT", "TO"),
  year: fc.constantFrom(null, "2026", "2025", "26", "25"),
  separator: fc.constantFrom("-", "/", "", " ", "."),
  width: fc.integer({ min: 1, max: 7 }),
  counterFirst: fc.boolean(),
});
type Series = typeof series extends fc.Arbitrary<infer T> ? T : never;
const written = ({ prefix, year, separator, width, counterFirst }: Series, counter: number): string => {
  const figures = String(counter).padStart(width, "0");
  const parts = counterFirst ? [prefix, figures, year] : [prefix, year, figures];
  return parts.filter((part) => part !== null && part !== "").join(separator);
};
const counter = fc.integer({ min: 1, max: 99_999 });

describe("numbers of one series", () => {
  it("are never taken for one another", () => {
    fc.assert(
      fc.property(series, counter, counter, (one, a, b) => {
        // Without a mark between them, year and counter without zeros can truly be written alike.
        const isUnclear = one.separator === "" && one.year !== null && one.width < 6;
        fc.pre(a !== b && !isUnclear);
        expect(sameNumber(written(one, a), written(one, b))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("of two years or two prefixes are never taken for one another", () => {
    fc.assert(
      fc.property(series, counter, (one, n) => {
        const padded = { ...one, separator: one.separator || "-" };
        expect(sameNumber(written({ ...padded, year: "2026" }, n), written({ ...padded, year: "2025" }, n))).toBe(false);
        expect(sameNumber(written({ ...padded, prefix: "A" }, n), written({ ...padded, prefix: "B" }, n))).toBe(false);
      }),
    );
  });

  it("are the same however they are separated, cased and filled up with zeros", () => {
    fc.assert(
      fc.property(series, counter, fc.constantFrom("-", "/", " ", "."), fc.integer({ min: 1, max: 7 }), (one, n, separator, width) => {
        const marked = { ...one, separator: one.separator || "-" };
        expect(sameNumber(written(marked, n), written({ ...marked, separator, width }, n).toLowerCase())).toBe(true);
      }),
    );
  });

  it("are the same run together", () => {
    fc.assert(
      fc.property(series, counter, (one, n) => {
        const marked = written({ ...one, separator: "-" }, n);
        expect(sameNumber(marked, marked.replaceAll("-", ""))).toBe(true);
      }),
    );
  });

  it("relate the same way in both directions", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.string({ maxLength: 12 }),
        (a, b) => likenessOfNumbers(a, b) === likenessOfNumbers(b, a),
      ),
    );
  });
});

describe("how two numbers relate", () => {
  it.each([
    ["F-2026/0012", "F 2026 12", "same"],
    ["F-2026/0012", "f20260012", "same"],
    ["1/12", "11/2", "other"],
    ["FO-1205", "F0-1205", "confusable"],
    ["A-I05S", "A-1055", "confusable"],
    ["F-2026/12", "2026/12", "prefix"],
    ["A-12", "B-12", "other"],
    ["A-2291", "A-2297", "one_off"],
    ["A-2291", "A-22291", "one_off"],
    ["A-12", "A-13", "other"],
    [null, "A-1", "other"],
    ["-", "/", "other"],
  ] as const)("%s and %s: %s", (a, b, likeness) => {
    expect(likenessOfNumbers(a, b)).toBe(likeness);
    expect(likenessOfNumbers(b, a)).toBe(likeness);
  });
});
