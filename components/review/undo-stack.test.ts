import { describe, expect, it } from "vitest";
import { dropUndo, pushUndo, stillOpen, type Undoable } from "@/components/review/undo-stack";

const entry = (id: string, endsAt: number): Undoable => ({ id, verdict: "approve", title: id, amount: null, currency: null, endsAt });

describe("what can still be undone", () => {
  it("is the newest decision first", () => {
    const stack = pushUndo(pushUndo([], entry("a", 100)), entry("b", 110));
    expect(stack.map(({ id }) => id)).toEqual(["b", "a"]);
    expect(dropUndo(stack, "b").map(({ id }) => id)).toEqual(["a"]);
  });

  it("ends exactly when the window does", () => {
    const stack = [entry("b", 110), entry("a", 100)];
    expect(stillOpen(stack, 99)).toBe(stack);
    expect(stillOpen(stack, 100).map(({ id }) => id)).toEqual(["b"]);
  });

  it("holds one entry per item", () => {
    expect(pushUndo(pushUndo([], entry("a", 1)), entry("a", 2))).toEqual([entry("a", 2)]);
  });
});
