import { afterAll, beforeAll } from "vitest";
import { eurosToMicros } from "@/lib/claude/micros";
import { keepSetup } from "@/lib/claude/store";
import type { ClaudeMode, ClaudePlace, ClaudeSecret } from "@/lib/claude/setup";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { forgetEnv } from "@/lib/platform/env";
import { fakeMessages, type FakeMessages } from "@/lib/testing/fake-messages";

export const testModel = "claude-test-1";
/** A stand-in of the model for the calling test file, to which the application is pointed. */
export function testMessages(): () => FakeMessages {
  const held: { fake?: FakeMessages } = {};
  beforeAll(async () => {
    held.fake = await fakeMessages();
    process.env.CLAUDE_STANDIN_URL = held.fake.url;
    forgetEnv();
  });
  afterAll(async () => {
    delete process.env.CLAUDE_STANDIN_URL;
    forgetEnv();
    await held.fake?.close();
  });
  return () => {
    if (!held.fake) throw new Error("The stand-in exists from beforeAll on.");
    return held.fake;
  };
}

type Wanted = { readonly mode: ClaudeMode; readonly euros: string; readonly place: ClaudePlace; readonly secret: ClaudeSecret };
const usual: Wanted = {
  mode: "always",
  euros: "10",
  place: { provider: "anthropic", model: testModel },
  secret: { provider: "anthropic", apiKey: "sk-test-0123456789abcdef" },
};

/** A company that lets the model read: one euro for a million tokens in, five for a million out. */
export function withClaude(scope: CompanyScope, wanted: Partial<Wanted> = {}): Promise<void> {
  const { mode, euros, place, secret } = { ...usual, ...wanted };
  const prices = [{ model: place.model, inputMicros: "1000000", outputMicros: "5000000", since: "2026-01-01" }];
  const kept = { mode, place, prices, budgetMicros: eurosToMicros(euros), secret: { value: secret, hint: "…cdef" } };
  return scope.write((tx) => keepSetup(tx, scope, kept));
}
