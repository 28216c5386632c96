import { describe, expect, it } from "vitest";
import { endStep, recordEdit, redoEdit, startHistory, undoEdit } from "@/components/review/edit-history";

describe("undoing edits", () => {
  it("takes back a whole word typed in one field, not one letter", () => {
    const typed = ["F", "F-", "F-2"].reduce((h, text) => recordEdit(h, text, "number"), startHistory("" as string));
    expect(typed.present).toBe("F-2");
    expect(undoEdit(typed).present).toBe("");
  });

  it("keeps two visits to the same field apart", () => {
    const first = endStep(recordEdit(startHistory("a" as string), "ab", "number"));
    const second = recordEdit(first, "abc", "number");
    expect(undoEdit(second).present).toBe("ab");
  });

  it("gives back by redo exactly what undo took", () => {
    const edited = recordEdit(recordEdit(startHistory(1 as number), 2, "a"), 3, "b");
    expect(redoEdit(undoEdit(edited))).toMatchObject({ past: [1, 2], present: 3, future: [] });
  });

  it("forgets the redo branch when something new is typed", () => {
    const branched = recordEdit(undoEdit(recordEdit(startHistory(1 as number), 2, "a")), 5, "b");
    expect(redoEdit(branched).present).toBe(5);
  });

  it("does nothing at either end", () => {
    const fresh = startHistory(1);
    expect(undoEdit(fresh)).toBe(fresh);
    expect(redoEdit(fresh)).toBe(fresh);
  });
});
