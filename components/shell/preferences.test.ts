import { describe, expect, it } from "vitest";
import { defaultPreferences, readPreferences, readPreferencesCookie } from "@/components/shell/preferences";

describe("the preferences of a person", () => {
  it("keep what is understood and fall back for the rest", () => {
    expect(readPreferences({ theme: "dark", density: "enormous", railFolded: true, older: 1 })).toEqual({
      ...defaultPreferences,
      theme: "dark",
      railFolded: true,
    });
    expect(readPreferences(null)).toEqual(defaultPreferences);
  });

  it.each([undefined, "", "{", "[]", '"dark"', "null", `{"theme":"${"x".repeat(5000)}"}`])("survive the cookie %s", (cookie) => {
    expect(readPreferencesCookie(cookie)).toEqual(defaultPreferences);
  });

  it("are read from what the browser was given", () => {
    const chosen = { ...defaultPreferences, theme: "light" as const, keys: { on: false, map: { approve: "y" } } };
    expect(readPreferencesCookie(JSON.stringify(chosen))).toEqual(chosen);
  });
});
