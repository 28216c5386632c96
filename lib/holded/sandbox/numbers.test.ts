import { describe, expect, it } from "vitest";
import { exact, numberWriter } from "./numbers";

describe("numbers in answers", () => {
  it("are Spanish with a comma and grouped thousands", () => {
    const es = numberWriter(true);
    expect(es.amount(exact("1234567.5"))).toBe("1.234.567,50");
    expect(es.amount(exact("-1234.005"))).toBe("-1.234,01");
    expect(es.price(exact("4.1"))).toBe("4,10");
    expect(es.price(exact("0.0845"))).toBe("0,0845");
    expect(es.quantity(exact("1000"))).toBe("1.000");
    expect(es.quantity(exact("1.5"))).toBe("1,5");
  });

  it("are plain decimals with a dot as the specification shows them", () => {
    const spec = numberWriter(false);
    expect(spec.amount(exact("1234567.5"))).toBe("1234567.50");
    expect(spec.quantity(exact("21"))).toBe("21");
  });

  it("show nothing paid and no discount as 0", () => {
    expect(numberWriter(true).amountOrZero(exact(0))).toBe("0");
    expect(numberWriter(true).amountOrZero(exact("0.5"))).toBe("0,50");
  });
});
