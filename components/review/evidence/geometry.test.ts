import { describe, expect, it } from "vitest";
import {
  boxInPercent,
  naturalScale,
  pixelRatioFor,
  scaleOf,
  scrollFor,
  sizesOfPages,
  stepZoom,
  visiblePart,
} from "@/components/review/evidence/geometry";

const a4 = { width: 595, height: 842 };

describe("the page under the magnifying glass", () => {
  it("fills the width of the pane, or shows the page whole", () => {
    expect(scaleOf("width", a4, { width: 595, height: 400 }, naturalScale)).toBe(1);
    expect(scaleOf("page", a4, { width: 595, height: 421 }, naturalScale)).toBe(0.5);
    expect(scaleOf(2, a4, { width: 10, height: 10 }, naturalScale)).toBe(2 * naturalScale);
  });

  it("steps up and down from any fitted scale and stops at the ends", () => {
    expect(stepZoom(0.9, 1, 1)).toBe(1);
    expect(stepZoom(0.9, 1, -1)).toBe(0.8);
    expect(stepZoom(6, 1, 1)).toBe(6);
    expect(stepZoom(0.5, 1, -1)).toBe(0.5);
  });

  it("draws with all pixels of the screen until a canvas would grow too large", () => {
    expect(pixelRatioFor(a4, 1, 2)).toBe(2);
    const ratio = pixelRatioFor(a4, 8, 2);
    expect(a4.width * 8 * ratio * a4.height * 8 * ratio).toBeCloseTo(16_000_000, -3);
  });
});

describe("the box of a field", () => {
  it("has a little air and never leaves the page", () => {
    const rect = boxInPercent([0, 0, 595, 842], a4);
    expect(rect).toEqual({ left: 0, top: 0, width: 100, height: 100 });
    const small = boxInPercent([100, 100, 200, 110], a4);
    expect(small.left).toBeLessThan((100 / 595) * 100);
    expect(small.width).toBeGreaterThan((100 / 595) * 100);
  });
});

describe("following the focused field", () => {
  const view = { left: 0, top: 0, width: 600, height: 500 };

  it("leaves the page alone when the box is already in sight", () => {
    expect(scrollFor({ left: 10, top: 200, width: 50, height: 12 }, view)).toBeNull();
  });

  it("brings a box further down to above the middle of the pane", () => {
    const to = scrollFor({ left: 10, top: 900, width: 50, height: 12 }, view);
    expect(to).toMatchObject({ left: 0 });
    expect(to?.top).toBeGreaterThan(650);
    expect(to?.top).toBeLessThan(900);
  });
});

describe("the visible part of a page", () => {
  it("is measured from the page's own corner", () => {
    const page = { left: 20, top: 100, width: 400, height: 600 };
    expect(visiblePart(page, { left: 0, top: 300, width: 300, height: 200 })).toEqual({ left: 0, top: 200, width: 280, height: 200 });
    expect(visiblePart(page, { left: 0, top: 0, width: 300, height: 50 })).toBeNull();
  });
});

describe("the sizes of pages", () => {
  it("stand at their numbers, where one in between could not be read too", () => {
    const page = (number: number, width: number) => ({ number, width, height: 2 * width });
    expect(sizesOfPages([page(1, 100), page(3, 300)]).map(({ width }) => width)).toEqual([100, 100, 300]);
    expect(sizesOfPages([])).toHaveLength(1);
    expect(sizesOfPages([], { width: 70, height: 90 })).toEqual([{ width: 70, height: 90 }]);
  });
});
