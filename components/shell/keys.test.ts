import { describe, expect, it } from "vitest";
import { canMeet, commands, defaultKeyPreferences, keysOf, matchStroke, strokeOf, type CommandId } from "@/components/shell/keys";

const every: readonly CommandId[] = commands.map((command) => command.id);
const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) =>
  strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe("the key registry", () => {
  it("follows the character that was typed, wherever its key is", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("/", { shiftKey: true })).toBe("/");
    expect(press("J", { shiftKey: true })).toBe("Shift+j");
    expect(press("K", { metaKey: true })).toBe("mod+k");
    expect(press("Enter", { ctrlKey: true })).toBe("mod+Enter");
  });

  it("leaves AltGr and bare modifiers to typing", () => {
    expect(press("@", { ctrlKey: true, altKey: true })).toBeNull();
    expect(press("Shift", { shiftKey: true })).toBeNull();
  });

  it("gives every key to one command only among those that can stand on one page", () => {
    const keys = commands.flatMap((command) => command.keys.map((key) => ({ id: command.id, key: key as string })));
    const clashes = keys.filter(({ id, key }) => keys.some((other) => other.id !== id && other.key === key && canMeet(other.id, id)));
    expect(clashes).toEqual([]);
    expect(canMeet("duplicate", "nextAlternative")).toBe(false);
    expect(canMeet("approve", "nextAlternative")).toBe(true);
  });

  it("waits for the second stroke only when a sequence begins so", () => {
    expect(matchStroke("g", null, defaultKeyPreferences, every)).toEqual({ id: null, pending: true });
    expect(matchStroke("i", "g", defaultKeyPreferences, every)).toEqual({ id: "goInvoices", pending: false });
    expect(matchStroke("q", null, defaultKeyPreferences, every)).toEqual({ id: null, pending: false });
  });

  it("answers only to commands that something on screen can do", () => {
    expect(matchStroke("1", null, defaultKeyPreferences, ["help"]).id).toBeNull();
  });

  it("follows a person's own map and keeps only combinations when single keys are off", () => {
    expect(keysOf("approve", { on: true, map: { approve: "y" } })).toEqual(["y"]);
    expect(keysOf("approve", { on: true, map: { approve: "" } })).toEqual([]);
    expect(keysOf("approve", { on: false, map: {} })).toEqual([]);
    expect(keysOf("palette", { on: false, map: {} })).toEqual(["mod+k"]);
  });
});
