import { expect, test } from "vitest";
import { runsOf, subsetsOf } from "@/lib/agents/reconciliation/engine/sums";

test("every subset with the sum is found, credit notes included, and no other", () => {
  const amounts = [100, 250, -50, 300, 400];
  const found = subsetsOf(amounts, 350, 10).found;
  const expected: string[] = [];
  for (let mask = 0; mask < 32; mask++) {
    const places = amounts.map((_, at) => at).filter((at) => mask & (1 << at));
    if (places.length >= 2 && places.reduce((sum, at) => sum + (amounts[at] ?? 0), 0) === 350) expected.push(places.join());
  }
  expect(found.map((places) => places.join()).sort()).toEqual(expected.sort());
});

test("more sets than asked for, or more amounts than can be counted, is said", () => {
  expect(subsetsOf([1, 1, 1, 1], 2, 3).isOpenEnded).toBe(true);
  expect(
    subsetsOf(
      Array.from({ length: 40 }, (_, at) => at + 1),
      50,
      3,
    ),
  ).toEqual({ found: [], isOpenEnded: true });
});

test("amounts larger than the sum take no place among those that are counted", () => {
  const amounts = [...Array.from({ length: 40 }, () => 900), 10, 20, 30];
  expect(subsetsOf(amounts, 60, 3)).toEqual({ found: [[40, 41, 42]], isOpenEnded: false });
});

test("runs are of neighbours, two at least", () => {
  expect(runsOf([50, 100, 150, 200, 250], 250, 12)).toEqual([[1, 3]]);
});

test("sums of money out are met like those of money in", () => {
  expect(subsetsOf([-100, -250, -300, -400], -350, 5).found).toEqual([[0, 1]]);
});
