import { describe, expect, it } from "vitest";
import { detectPlan, planNames, plans } from "@/lib/holded/quota";

const nothing = { perMinute: null, perMonth: null, ceiling: null };

describe("the plan of an account", () => {
  it.each(planNames)("%s is known by its month, whatever was assumed before", (plan) => {
    const { perMinute, perMonth } = plans[plan];
    for (const known of planNames) {
      expect(detectPlan({ ...nothing, perMinute, perMonth }, known)).toBe(plan);
      expect(detectPlan({ ...nothing, perMinute, ceiling: perMonth }, known)).toBe(plan);
    }
  });

  it("stays what it was while the minute does not speak against it", () => {
    expect(detectPlan({ ...nothing, perMinute: 120 }, "avanzado")).toBe("avanzado");
    expect(detectPlan({ ...nothing, perMinute: 60 }, "basico")).toBe("basico");
    expect(detectPlan(nothing, "premium")).toBe("premium");
  });

  it("is the smallest with that minute when nothing else is known", () => {
    expect(detectPlan({ ...nothing, perMinute: 120 }, "plus")).toBe("estandar");
    expect(detectPlan({ ...nothing, perMinute: 60 }, "premium")).toBe("plus");
  });

  it("is not guessed from a ceiling that somebody bought, nor from a minute that no plan has", () => {
    expect(detectPlan({ ...nothing, perMinute: 120, ceiling: 2_000_000 }, "estandar")).toBe("estandar");
    expect(detectPlan({ ...nothing, perMinute: 77 }, "avanzado")).toBe("avanzado");
  });

  it("never has a ceiling of another minute: a bought month does not make a slow account a fast one", () => {
    expect(detectPlan({ ...nothing, perMinute: 60, ceiling: 100_000 }, "basico")).toBe("basico");
  });
});
