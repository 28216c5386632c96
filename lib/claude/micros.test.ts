import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costMicros, eurosToMicros, microsToEuros } from "./micros";

const prices = { inputMicros: eurosToMicros("2.70"), outputMicros: eurosToMicros("13.50") };

describe("money of tokens", () => {
  it("is exact to the micro-euro and rounded up, never down", () => {
    expect(costMicros(prices, 1_000_000, 0)).toBe(2_700_000n);
    expect(costMicros(prices, 0, 1_000_000)).toBe(13_500_000n);
    expect(costMicros(prices, 1, 0)).toBe(3n);
    expect(costMicros(prices, 0, 0)).toBe(0n);
  });

  it("never makes many calls cheaper than one with the same tokens", () => {
    const tokens = fc.integer({ min: 0, max: 5_000_000 });
    fc.assert(
      fc.property(tokens, tokens, (a, b) => costMicros(prices, a, b) + costMicros(prices, b, a) >= costMicros(prices, a + b, a + b)),
    );
  });

  it("is written in euros and read back without loss; what is no amount is thrown back", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), (n) => eurosToMicros(microsToEuros(n)) === n));
    expect(microsToEuros(12_345n)).toBe("0.012345");
    expect(microsToEuros(12_500_000n)).toBe("12.50");
    for (const bad of ["", "1,5", "-1", "1e3", "0.0000001"]) expect(() => eurosToMicros(bad)).toThrow("not an amount");
  });
});
