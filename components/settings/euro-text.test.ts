import { describe, expect, it } from "vitest";
import { euroText, readEuros } from "./euro-text";

describe("amounts of euros", () => {
  it("are read as people write them here, and with a point", () => {
    expect(["2,70", "2.70", "1.234,5", "20 €", "0,000001"].map(readEuros)).toEqual(["2.70", "2.70", "1234.5", "20", "0.000001"]);
    expect(["", "-1", "dos", "1,2,3", "0,0000001"].map(readEuros)).toEqual([null, null, null, null, null]);
  });

  it("are shown with all their places", () => {
    expect(["1234.50", "0.000540", "20"].map(euroText)).toEqual(["1.234,50", "0,000540", "20"]);
  });
});
