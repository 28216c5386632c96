import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { eraseRules } from "@/lib/documents/erase-rules";
import { inkGroups } from "@/lib/documents/ink-groups";
import { toGray, type Gray } from "@/lib/documents/picture";

const drawn = (inside: string): Promise<Gray> =>
  toGray(
    sharp(
      Buffer.from(`<svg width="1200" height="300" font-family="sans-serif"><rect width="1200" height="300" fill="#fff"/>${inside}</svg>`),
    ),
  );

const inkOf = ({ data, width }: Gray, from: number, to: number): number =>
  data.subarray(from * width, to * width).reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);

const line = (dashes: string) => `<line x1="50" y1="200" x2="1150" y2="200" stroke="#000" stroke-width="2" stroke-dasharray="${dashes}"/>`;
const print = '<text x="60" y="100" font-size="30">Retención IRPF 15 % .......... 151,20 --- nnnnnnmmmmmm</text>';

describe("the lines of a table", () => {
  it.each([
    ["drawn through", "none"],
    ["dotted", "2 4"],
    ["dashed", "8 6"],
  ])("%s are erased, the print above is not", async (_how, dashes) => {
    const [plain, ruled] = [await drawn(print), await drawn(print + line(dashes))];
    expect(inkOf(ruled, 190, 210)).toBeGreaterThan(500);
    const clean = eraseRules(ruled);
    expect(inkOf(clean, 190, 210)).toBe(0);
    expect(inkOf(clean, 60, 130)).toBeGreaterThan(0.95 * inkOf(plain, 60, 130));
  });
});

describe("print that no word covers", () => {
  const row =
    '<text x="60" y="100" font-size="30">Tornillo</text><text x="900" y="100" font-size="30">3</text><text x="1000" y="100" font-size="30">1.331,00</text>';
  const tornillo = { x0: 58, y0: 70, x1: 200, y1: 108 };

  it("is found cell by cell, the largest first", async () => {
    const groups = inkGroups(await drawn(row), [tornillo], 28);
    expect(groups).toHaveLength(2);
    const [amount, digit] = groups;
    expect([amount?.x0, amount?.y0]).toEqual([expect.closeTo(1_000, -1), expect.closeTo(76, -1)]);
    expect(digit?.x0).toBeCloseTo(900, -1);
  });

  it("is neither a logo nor a speck", async () => {
    const noise = '<rect x="300" y="20" width="120" height="200"/><circle cx="700" cy="150" r="3"/>';
    expect(inkGroups(await drawn(noise), [], 28)).toEqual([]);
  });
});
