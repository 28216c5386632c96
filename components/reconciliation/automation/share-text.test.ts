import { describe, expect, it } from "vitest";
import { intervalText, shareText } from "@/components/reconciliation/automation/share-text";

describe("a share in words", () => {
  it("is rounded down, so that only all of them are 100 %", () => {
    expect(shareText({ right: 1999, of: 2000 })).toBe("99,9 %");
    expect(shareText({ right: 2000, of: 2000 })).toBe("100 %");
    expect(shareText({ right: 0, of: 7 })).toBe("0 %");
    expect(shareText({ right: 0, of: 0 })).toBeNull();
  });

  it("has the interval in which it lies", () => {
    expect(intervalText({ right: 599, of: 600 })).toBe("99 % – 99,9 %");
    expect(intervalText({ right: 0, of: 0 })).toBe("0 % – 100 %");
  });
});
