import { describe, expect, it } from "vitest";
import { marksOutside, type Raster } from "./visibility";

const page = { width: 240, height: 240 };

/** Dark and light squares of that many pixels, a step further in each row: like those of a code, or the strokes of letters. */
function squares(side: number): Raster {
  const data = new Uint8Array(page.width * page.height * 4).fill(255);
  for (let y = 0; y < page.height; y++)
    for (let x = 0; x < page.width; x++)
      if (Math.floor((x + Math.floor(y / side)) / side) % 2 === 0) data.fill(0, (y * page.width + x) * 4, (y * page.width + x) * 4 + 3);
  return { ...page, data };
}

describe("print outside the words of a page", () => {
  it("is what is drawn in strokes as thin as those of letters", () => {
    const { count, spread } = marksOutside(squares(3), page, []);
    expect(count).toBeGreaterThan(1000);
    expect(spread).toBeGreaterThan(0.9);
  });

  it("is no large code, which nobody can read as words", () => {
    expect(marksOutside(squares(12), page, [])).toEqual({ count: 0, spread: 0 });
  });

  it("is nothing where the words of the file stand", () => {
    expect(marksOutside(squares(3), page, [[0, 0, 240, 240]]).count).toBe(0);
  });
});
