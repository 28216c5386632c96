import { describe, expect, it } from "vitest";
import { ruleKey } from "@/lib/agents/reconciliation/engine/rule-key";

describe("what comes again in a bank's text", () => {
  it("is its words, without numbers, months, accents and case", () => {
    const january = ruleKey(["Nómina ENERO 2026", "Trab. 0012"]);
    expect(january).toBe("NOMINA TRAB");
    expect(ruleKey(["NOMINA FEBRERO 2026", "TRAB 0013"])).toBe(january);
  });

  it("is nothing where only numbers stand", () => {
    expect(ruleKey(["00123 / 2026-03-01", ""])).toBe("");
  });
});
