import { describe, expect, it } from "vitest";
import { measureRandomPapers } from "@/lib/testing/random-papers/measure";
import { randomPaper } from "@/lib/testing/random-papers/random-paper";

describe("papers of layouts, languages and deals by chance", () => {
  const measured = measureRandomPapers(1, 150, "2026-11-22");

  it("are never called clear while a posted value is wrong", () => {
    expect(measured.wrongClear).toEqual([]);
  });

  it("are read right, all posted values of 97 in 100", () => {
    expect(measured.right / measured.papers, JSON.stringify(measured.wrong)).toBeGreaterThanOrEqual(0.97);
  });

  it("are mostly clear, so that silence is the exception", () => {
    expect(measured.clear / measured.papers).toBeGreaterThanOrEqual(0.65);
  });

  it("are the same again for the same seed", () => {
    expect(randomPaper(7)).toEqual(randomPaper(7));
    expect(randomPaper(7).document).not.toEqual(randomPaper(8).document);
  });
});
