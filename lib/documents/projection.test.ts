import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxAsShown } from "@/lib/documents/box-as-shown";
import { apply, chain, ontoQuad, scaling, turning, unturning, type Quad } from "@/lib/documents/projection";

describe("a projection", () => {
  it("lays the corners of a sheet where the camera saw them", () => {
    const nudge = fc.integer({ min: -80, max: 80 });
    const quads = fc.array(nudge, { minLength: 8, maxLength: 8 }).map(([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]): Quad => [
      [a, b],
      [600 + c, d],
      [600 + e, 800 + f],
      [g, 800 + h],
    ]);
    fc.assert(
      fc.property(quads, (quad) => {
        const map = ontoQuad(300, 400, quad);
        for (const [i, corner] of (
          [
            [0, 0],
            [300, 0],
            [300, 400],
            [0, 400],
          ] as const
        ).entries()) {
          const [x, y] = apply(map, corner);
          expect([x, y]).toEqual([expect.closeTo(quad[i]?.[0] ?? 0, 6), expect.closeTo(quad[i]?.[1] ?? 0, 6)]);
        }
      }),
    );
  });
  it("turns back what was turned by quarters", () => {
    // A point near the top left of a 600 × 800 page is near the top right after a turn clockwise.
    expect(apply(unturning(1, 600, 800), [790, 20])).toEqual([20, 10]);
    expect(apply(unturning(2, 600, 800), [580, 790])).toEqual([20, 10]);
    expect(apply(unturning(3, 600, 800), [10, 580])).toEqual([20, 10]);
    expect(apply(unturning(0, 600, 800), [20, 10])).toEqual([20, 10]);
  });
  it("chains in the order it is written", () => {
    expect(apply(chain(scaling(2), turning(90, [0, 0])), [1, 0]).map(Math.round)).toEqual([0, 2]);
  });
});

describe("a box as shown", () => {
  it("is the same on a page that was level", () => expect(boxAsShown({}, [1, 2, 3, 4])).toEqual([1, 2, 3, 4]));
  it("surrounds the place on a page that was not", () => {
    const [x0, y0, x1, y1] = boxAsShown({ asShown: unturning(1, 600, 800) }, [780, 10, 800, 110]);
    expect([x0, y0, x1, y1]).toEqual([10, 0, 110, 20]);
  });
});
