import { expect, it } from "vitest";
import { isRowId, newId } from "@/lib/kernel/ids";

it("a new id is one and never the same twice", () => {
  const ids = Array.from({ length: 1000 }, newId);
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every(isRowId)).toBe(true);
});

it.each(["", "1", "../x", "00000000-0000-0000-0000-00000000000g"])("%j is no id", (text) => expect(isRowId(text)).toBe(false));
