import { afterEach, beforeEach, expect } from "vitest";
import type { SandboxOptions } from "./start-sandbox";
import { startWithClient, type TestClient } from "./test-client";

type ClientOfTest = TestClient & {
  /** Moves the clock of the local Holded, which stands still by itself. */
  pass(ms: number): void;
};

/**
 * A local Holded of its own for each test of a file, on the morning of 22 November 2026. By the end of each test it must
 * not have broken its own specification.
 */
export function clientForEachTest(options: Omit<SandboxOptions, "now"> = {}): ClientOfTest {
  let now: Date;
  let running: TestClient | undefined;
  const client = (): TestClient => {
    if (!running) throw new Error("no test is running");
    return running;
  };
  beforeEach(async () => {
    now = new Date("2026-11-22T09:00:00Z");
    running = await startWithClient({ ...options, now: () => now });
  });
  afterEach(async () => {
    const { ownMistakes } = client().sandbox.control.state();
    await client().sandbox.stop();
    expect(ownMistakes).toEqual([]);
  });
  return {
    get sandbox() {
      return client().sandbox;
    },
    call: (...input) => client().call(...input),
    upload: (...input) => client().upload(...input),
    items: (...input) => client().items(...input),
    contact: (...input) => client().contact(...input),
    purchase: (...input) => client().purchase(...input),
    pass: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
