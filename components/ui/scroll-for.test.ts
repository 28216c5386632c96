import { describe, expect, it } from "vitest";
import { scrollFor } from "@/components/ui/scroll-for";

describe("a strip of tabs that is wider than its place", () => {
  const strip = (start: number) => ({ start, size: 300 });

  it.each([
    ["stays where the current one is in sight", { start: 40, size: 80 }, strip(0), 0],
    ["goes on to one behind its end", { start: 420, size: 80 }, strip(0), 224],
    ["goes on to one that is cut off", { start: 260, size: 80 }, strip(0), 64],
    ["goes back to one before its beginning", { start: 100, size: 80 }, strip(200), 76],
    ["never goes before its first", { start: 0, size: 80 }, strip(200), 0],
  ])("%s", (_, part, shown, wanted) => {
    expect(scrollFor(part, shown)).toBe(wanted);
  });
});
