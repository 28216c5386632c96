import { describe, expect, it } from "vitest";
import type { Effect } from "@/lib/holded/endpoint";
import { failureFor, scrub, type CallOutcome } from "@/lib/holded/outcome";
import { nextStep, policies, type Step } from "@/lib/holded/retry";

const answered = (status: number, effect: Effect, more: Partial<Extract<CallOutcome, { kind: "answered" }>> = {}): CallOutcome => ({
  kind: "answered", effect, status, problem: null, retryAfterMs: null, window: null, ...more,
}); // prettier-ignore
const said = (status: number, detail: string, effect: Effect = "creates") =>
  answered(status, effect, { problem: { status, type: null, detail } });
const step = (outcome: CallOutcome, attempt = 1): Step => nextStep(outcome, attempt, policies.write, 0.5);
const told = (outcome: CallOutcome, attempt = 1): string => {
  const next = step(outcome, attempt);
  return next.kind === "stop" ? next.failure.code : next.kind === "wait" ? `wait ${next.ms}` : "look first";
};

describe("the next step after a call", () => {
  it.each<[string, CallOutcome, string]>([
    ["a read that met a server error is repeated", answered(500, "reads"), "wait 500"],
    ["a create that met a server error is looked for", answered(500, "creates"), "look first"],
    ["a change that met a server error is looked for", answered(502, "changes"), "look first"],
    ["a create whose answer never came is looked for", { kind: "lost", effect: "creates", sent: "maybe" }, "look first"],
    ["a create that never left is repeated", { kind: "lost", effect: "creates", sent: "no" }, "wait 500"],
    ["a read whose answer never came is repeated", { kind: "lost", effect: "reads", sent: "maybe" }, "wait 500"],
    ["a create answered with a page is looked for", { kind: "garbled", effect: "creates", why: "html" }, "look first"],
    ["a create answered with half a body is looked for", { kind: "garbled", effect: "creates", why: "json" }, "look first"],
    ["a read answered with a page is repeated", { kind: "garbled", effect: "reads", why: "html" }, "wait 500"],
    ["a read of an unknown shape is not repeated", { kind: "garbled", effect: "reads", why: "shape" }, "holded.bad_answer"],
    ["a read that is too large is not repeated", { kind: "garbled", effect: "reads", why: "size" }, "holded.bad_answer"],
    ["a no inside a 200 is final", { kind: "denied", effect: "creates", info: "no" }, "holded.rejected"],
    ["a 429 waits as long as it says", answered(429, "creates", { retryAfterMs: 4_000, window: "minute" }), "wait 4000"],
    ["a 429 that says nothing waits a little", answered(429, "creates"), "wait 500"],
    ["a long 429 goes back to the caller", answered(429, "creates", { retryAfterMs: 60_000, window: "minute" }), "holded.rate_limited"],
    ["a month's 429 is not waited for", answered(429, "reads", { retryAfterMs: 1_000, window: "month" }), "holded.quota_spent"],
    ["a locked movement is tried again", answered(423, "changes"), "wait 500"],
    ["our own full window is waited for", { kind: "no_slot", effect: "creates", span: "minute", waitMs: 3_000 }, "wait 3000"],
    ["our own spent month goes back to the caller", { kind: "no_slot", effect: "reads", span: "month", waitMs: 9e8 }, "holded.quota_spent"],
    ["a refused key is final", said(403, "Access denied."), "holded.key_refused"],
    ["no key is final", answered(401, "reads"), "holded.key_refused"],
    [
      "a missing permission is named",
      said(403, "Insufficient permissions: accounting:purchases.write required."),
      "holded.permission_missing",
    ],
    ["a locked period is final", said(422, "This date has been locked"), "holded.period_locked"],
    ["any other validation is final", said(422, "The date has been locked by somebody"), "holded.rejected"],
    ["an unknown id is final", answered(404, "reads"), "holded.not_found"],
    ["a bad request is final", answered(400, "creates"), "holded.rejected"],
    ["a redirect of a create is looked for", answered(302, "creates"), "look first"],
  ])("%s", (_, outcome, expected) => expect(told(outcome)).toBe(expected));

  it("waits longer each time, and stops after the last attempt", () => {
    const outcome = answered(503, "reads");
    expect([1, 2].map((attempt) => told(outcome, attempt))).toEqual(["wait 500", "wait 1000"]);
    expect(told(outcome, policies.write.maxAttempts)).toBe("holded.server_error");
  });

  it("uses up no attempt while it waits for a slot", () => {
    const full: CallOutcome = { kind: "no_slot", effect: "reads", span: "minute", waitMs: 10 };
    expect(told(full, 99)).toBe("wait 10");
  });

  it("keeps many processes from knocking at once", () => {
    const pauses = [0, 0.5, 1].map((chance) => nextStep(answered(500, "reads"), 1, policies.write, chance));
    expect(pauses).toEqual([375, 500, 625].map((ms) => ({ kind: "wait", ms })));
  });
});

describe("what a failure says", () => {
  it("names the missing permission", () => {
    const outcome = said(403, "Insufficient permissions: accounting:purchases.write required.");
    expect(failureFor(outcome).detail).toEqual({ status: 403, permission: "accounting:purchases.write" });
  });

  it.each([
    ["El contacto con CIF B12345674 no existe", "El contacto con CIF • no existe"],
    ["IBAN ES91 2100 0418 4502 0005 1332 inválido", "IBAN •inválido"],
    ["mail ana@aldaba.example", "mail •"],
    ["key pat_123_abc", "key •"],
    ["items.0.taxes: unknown key", "items.0.taxes: unknown key"],
  ])("repeats %j without what could be somebody's", (given, shown) => expect(scrub(given)).toBe(shown));
});
