import { describe, expect, it } from "vitest";
import { smallPdf } from "./small-pdf";

describe("a small PDF", () => {
  it("says where each of its objects is", () => {
    const text = Buffer.from(smallPdf(["Año (nuevo) \\ 10 €", ...Array.from({ length: 60 }, (_, line) => `línea ${line} 漢`)])).toString(
      "latin1",
    );
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(7);
    for (const [index, offset] of offsets.entries()) expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    expect(Number(/startxref\n(\d+)/.exec(text)?.[1])).toBe(text.indexOf("xref\n0"));
    expect(text).toContain("Año \\(nuevo\\) \\\\ 10 \u0080");
    expect(text).toContain("/Count 2");
  });
});
