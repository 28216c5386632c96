import { describe, expect, it } from "vitest";
import { firstLook, stepToRetry } from "@/components/activity/replay-step";

const step = (name: string, state: string) => ({ name, state, at: "2026-11-22T10:00:00Z" });

describe("another try of a sending", () => {
  it("goes on at the first step that is not done", () => {
    expect(stepToRetry({ steps: [step("contact", "done"), step("create", "started")] })).toBe("create");
    expect(stepToRetry({ steps: [step("contact", "done"), step("create", "done")] })).toBe("create");
    expect(stepToRetry({ steps: [] })).toBeNull();
  });

  it("looks for our reference when a creation was begun, and for the object when it is known to exist", () => {
    const steps = [step("contact", "done"), step("create", "started")];
    expect(firstLook({ steps, holdedId: null })).toBe("reference");
    expect(firstLook({ steps: [step("create", "done"), step("attach", "refused")], holdedId: null })).toBe("written");
    expect(firstLook({ steps: [step("contact", "refused")], holdedId: null })).toBe("nothing");
    expect(firstLook({ steps: [], holdedId: "6724a1" })).toBe("written");
  });
});
