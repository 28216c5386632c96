import { describe, expect, it } from "vitest";
import { isSample, isToBeSwitchedOff, mayBeSwitchedOn, ruleKinds, type RuleOutcome } from "@/lib/agents/reconciliation/automation/rules";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { hypothesisKinds } from "@/lib/agents/reconciliation/engine/model";
import { sha256 } from "@/lib/kernel/hash";
import { codeOf } from "@/lib/testing/proposals";

describe("a kind of match that goes without a person", () => {
  it("is one that is ever called clear", () => {
    expect([...ruleKinds].sort()).toEqual(hypothesisKinds.filter((kind) => !defaultPolicy.off.includes(kind)).sort());
  });

  it("is switched on only when the company's own past has shown it: enough cases, at most one wrong in two hundred", () => {
    const code = (cleared: number, right: number) => codeOf(mayBeSwitchedOn({ cleared, right }));
    expect(codeOf(mayBeSwitchedOn(null))).toBe("automation.not_tried");
    expect([code(19, 19), code(20, 20), code(20, 19), code(199, 198), code(200, 199), code(400, 397)]).toEqual([
      "automation.not_tried", "ok", "automation.not_proven", "automation.not_proven", "ok", "automation.not_proven",
    ]); // prettier-ignore
  });

  it("is switched off by the second error among its last two hundred, not by older ones", () => {
    const right = (n: number): RuleOutcome[] => Array.from({ length: n }, () => "right");
    expect(isToBeSwitchedOff([...right(50), "wrong", "open"])).toBe(false);
    expect(isToBeSwitchedOff(["wrong", ...right(198), "wrong"])).toBe(true);
    expect(isToBeSwitchedOff(["wrong", ...right(199), "wrong"])).toBe(false);
  });

  it("leaves about its share to people, and always the same ones", () => {
    const digests = Array.from({ length: 20_000 }, (_, at) => sha256(`proposal ${at}`));
    const drawn = digests.filter((digest) => isSample(digest, 5));
    expect(drawn.length).toBeGreaterThan(850);
    expect(drawn.length).toBeLessThan(1150);
    expect(drawn.every((digest) => isSample(digest, 5) && isSample(digest, 6))).toBe(true);
    expect(digests.every((digest) => isSample(digest, 100))).toBe(true);
  });
});
