import { describe, expect, it } from "vitest";
import { lostPress, pressOf } from "@/components/review/lost-press";

/** As much of an element as the rule looks at. */
const element = (isConnected = true, inside: readonly unknown[] = []) => {
  const self = { isConnected, contains: (other: unknown) => other === self || inside.includes(other) };
  return self as unknown as HTMLElement;
};
const at = (clientX: number, clientY: number) => ({ clientX, clientY });

describe("a press on a row while the list moves", () => {
  const [name, list] = [element(), element()];
  const row = element(true, [name]);
  const press = pressOf(row, at(200, 300));

  it("is the row's although the browser gives the click to the list", () => {
    expect(lostPress(press, list, at(200, 300))).toBe(row);
    expect(lostPress(press, list, at(203, 304))).toBe(row);
  });

  it("is left to the browser where the click arrived, on the row or within it", () => {
    expect([lostPress(press, row, at(200, 300)), lostPress(press, name, at(200, 300))]).toEqual([null, null]);
  });

  it("is none after a drag, on a row that is gone, or where nothing was pressed", () => {
    expect(lostPress(press, list, at(200, 340))).toBeNull();
    expect(lostPress(pressOf(element(false), at(0, 0)), list, at(0, 0))).toBeNull();
    expect([lostPress(null, list, at(0, 0)), pressOf(null, at(0, 0))]).toEqual([null, null]);
  });
});
