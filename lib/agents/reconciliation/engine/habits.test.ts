import { expect, test } from "vitest";
import { Habits } from "@/lib/agents/reconciliation/engine/habits";

test("who pays in batches is expected to, who never does is not, and a stranger is as all are", () => {
  const habits = new Habits();
  for (let at = 0; at < 20; at++) {
    habits.learn(1, { isBatch: true, hasFee: false });
    habits.learn(2, { isBatch: false, hasFee: false });
  }
  expect(habits.weigh(1, "batch", false)).toBeGreaterThan(1);
  expect(habits.weigh(2, "batch", false)).toBeLessThan(-0.5);
  expect(habits.weigh(3, "batch", false)).toBe(0);
  expect(habits.weigh(1, "exact", false)).toBe(0);
});

test("people's decisions count like settled movements, and no habit decides alone", () => {
  const habits = new Habits();
  habits.recall(1, { partyId: "p", paysInBatches: 0, quotesReferences: 40, keepsFee: 40, of: 40 });
  expect(habits.weigh(1, "fee", true)).toBe(1.5);
  expect(habits.weigh(1, "exact", false)).toBeLessThan(0);
});
