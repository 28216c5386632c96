import { expect, test } from "vitest";
import { chooseJointly } from "@/lib/agents/reconciliation/engine/joint";
import { pricedOut } from "@/lib/agents/reconciliation/engine/prices";
import { solve, type Option } from "@/lib/agents/reconciliation/engine/solve";

const takes = (weight: number, ...documents: readonly number[]): Option => ({ weight, documents, cents: documents.map(() => 100) });
const left = new Float64Array(400).fill(100);

test("two payments of one document leave neither certain", () => {
  const joint = chooseJointly([[takes(9, 0)], [takes(9, 0)]], left);
  expect([joint.margin(0), joint.margin(1)]).toEqual([0, 0]);
});

test("who has another document to go to gives way to who has none", () => {
  const joint = chooseJointly([[takes(9, 0), takes(8, 1)], [takes(7, 0)]], left);
  expect([...joint.picks]).toEqual([1, 0]);
  expect(joint.margin(1)).toBeCloseTo(6);
});

test("parts of one document go together up to what is left of it", () => {
  const part = (cents: number): readonly Option[] => [{ weight: 5, documents: [0], cents: [cents] }];
  expect([...chooseJointly([part(40), part(60)], left).picks]).toEqual([0, 0]);
  const over = chooseJointly([part(40), part(61)], left);
  expect([...over.picks].filter((pick) => pick === 0)).toHaveLength(1);
});

/** A small generator of numbers: the same ones every time. */
function chances(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 4294967296;
  };
}

const anything = (seed: number): readonly (readonly Option[])[] => {
  const chance = chances(seed);
  const document = () => Math.floor(chance() * 6);
  return Array.from({ length: 5 }, () =>
    Array.from({ length: 1 + Math.floor(chance() * 3) }, () =>
      takes(1 + 10 * chance(), ...new Set([document(), ...(chance() < 0.4 ? [document()] : [])])),
    ),
  );
};

test("margins that prices prove are never above the true ones", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const items = anything(seed);
    const { solution: best, marginOf } = solve(items, left);
    expect(best.isProven).toBe(true);
    const { margins, picks } = pricedOut(items, left, 0, 4);
    items.forEach((_, item) => {
      if ((margins[item] ?? 0) <= 0) return;
      expect(picks[item]).toBe(best.picks[item]);
      expect(margins[item] ?? 0).toBeLessThanOrEqual(marginOf(item) + 1e-6);
    });
  }
});

test("what the joint choice calls certain is the best solution, and its margin true", () => {
  for (let seed = 100; seed < 160; seed++) {
    const items = anything(seed);
    const { solution: best, marginOf } = solve(items, left);
    expect(best.isProven).toBe(true);
    const joint = chooseJointly(items, left);
    items.forEach((_, item) => {
      if (joint.margin(item) <= 1e-6) return;
      expect(joint.picks[item]).toBe(best.picks[item]);
      expect(joint.margin(item)).toBeLessThanOrEqual(marginOf(item) + 1e-6);
    });
  }
});

test("two hundred movements of one amount are proven at once", () => {
  const items = Array.from({ length: 200 }, (_, at) => [takes(16, at), takes(5, (at + 1) % 200), takes(5, (at + 2) % 200)]);
  const crowd = [...items, ...Array.from({ length: 20 }, (_, at) => [takes(6, at), takes(6, at + 1), takes(6, at + 2)])];
  const joint = chooseJointly(crowd, left);
  expect(items.every((_, item) => joint.picks[item] === 0 && joint.margin(item) > 3.2)).toBe(true);
});
