import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { auditKey } from "@/components/activity/audit-key";
import { stepOf, wayInto } from "@/components/review/way-into";
import { isStepName, stepWord, stepWords } from "@/lib/holded/push-steps";
import ca from "@/lib/platform/i18n/messages/ca.json";
import en from "@/lib/platform/i18n/messages/en.json";
import es from "@/lib/platform/i18n/messages/es.json";

const event = (kind: string, detail: Record<string, unknown> = {}) => ({
  id: kind,
  kind,
  at: "2026-11-22T10:00:00Z",
  person: null,
  detail,
});
const step = (name: string) => event("step", { step: name, id: "6724a1", how: "written" });

describe("every step on the way into Holded", () => {
  it.each(stepWords)("%s has words in the story, in the log and in the audit trail, in three languages", (word) => {
    for (const [locale, messages] of [
      ["es", es],
      ["en", en],
      ["ca", ca],
    ] as const) {
      const t = createTranslator({
        locale,
        messages,
        onError: (error) => {
          throw error;
        },
      });
      for (const kind of ["invoice", "any"]) expect(t(`review.history.step.${word}`, { kind, n: 2 })).toMatch(/^\p{Lu}/u);
      expect(t(`activity.steps.${word}`)).toMatch(/^\p{Lu}/u);
    }
    expect(auditKey(`push.${word}`)).not.toBeNull();
  });

  it("is known by its name, of several entries of hours each", () => {
    expect(stepWord("time-12")).toBe("time");
    expect(["contact", "time-1", "time", "time-", "time-x", "sent", 3].filter(isStepName)).toEqual(["contact", "time-1"]);
    expect(stepOf(step("pay"))).toBe("pay");
    expect(stepOf(step("newer-than-this-page"))).toBeNull();
    expect(stepOf(event("settled", { step: "pay" }))).toBeNull();
  });
});

describe("the way of a sending", () => {
  it("shows what is done in its order and then what is to come", () => {
    const events = [step("create"), event("sending"), step("contact"), step("create"), step("approve")];
    const legs = wayInto({ kind: "invoice", events });
    expect(legs.map(({ step: name, isDone }) => `${name}${isDone ? "" : "?"}`)).toEqual([
      "contact",
      "create",
      "approve",
      "attach?",
      "verify?",
    ]);
  });
});
