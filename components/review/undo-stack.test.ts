import { describe, expect, it } from "vitest";
import { dropUndo, pushUndo, stillOpen, type Undoable } from "@/components/review/undo-stack";

const entry = (ids: string, endsAt: number): Undoable => ({
  ids: [...ids],
  verdict: "approve",
  title: ids,
  amount: null,
  currency: null,
  endsAt,
  durationMs: 10_000,
});

describe("what can still be undone", () => {
  it("is the newest decision first", () => {
    const stack = pushUndo(pushUndo([], entry("a", 100)), entry("b", 110));
    expect(stack.map(({ title }) => title)).toEqual(["b", "a"]);
  });

  it("ends exactly when the window does", () => {
    const stack = [entry("b", 110), entry("a", 100)];
    expect(stillOpen(stack, 99)).toBe(stack);
    expect(stillOpen(stack, 100).map(({ title }) => title)).toEqual(["b"]);
  });

  it("holds each item once, also when it was part of a group", () => {
    const stack = pushUndo(pushUndo([], entry("abc", 1)), entry("b", 2));
    expect(stack.map(({ ids }) => ids)).toEqual([["b"], ["a", "c"]]);
    expect(dropUndo(stack, "b").map(({ ids }) => ids)).toEqual([["a", "c"]]);
  });
});
