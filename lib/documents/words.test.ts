import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Glyph } from "@/lib/documents/glyph";
import { cleanText, readingOrder, toFragments, toWords } from "@/lib/documents/words";

const base = { ux: 1, uy: 0, spacing: 0, size: 10, ascent: 7.5, descent: 2.1, bold: false, color: [0, 0, 0], hidden: null } as const;

/** Each letter 6 wide, `gap` between letters. */
function print(text: string, x: number, y: number, options: Partial<Glyph> & { gap?: number } = {}): Glyph[] {
  const { gap = 0, ...rest } = options;
  return [...text].map((letter, i) => ({ ...base, text: letter, x: x + i * (6 + gap), y, advance: 6, ...rest }));
}

const texts = (glyphs: readonly Glyph[]) => toWords(toFragments(glyphs)).map(({ text }) => text);

describe("words", () => {
  it("are parted by blanks and by gaps, not by kerning", () => {
    expect(texts(print("Base imponible", 0, 0))).toEqual(["Base", "imponible"]);
    expect(texts([...print("Total", 0, 0, { gap: 0.8 }), ...print("121,00", 50, 0)])).toEqual(["Total", "121,00"]);
  });
  it("are joined when the file draws them in pieces, in any order", () => {
    expect(texts([...print(",00", 36, 0), ...print("21", 24, 0), ...print("1.1", 6, 0)])).toEqual(["1.121,00"]);
  });
  it("spelled with wide gaps are one word", () => {
    expect(texts(print("FACTURA", 0, 0, { gap: 4 }))).toEqual(["FACTURA"]);
    expect(texts([...print("TOTAL", 0, 0, { gap: 4 }), ...print("NETO", 66, 0, { gap: 4 })])).toEqual(["TOTAL", "NETO"]);
    expect(texts([..."1234"].flatMap((digit, i) => print(digit, i * 30, 0)))).toEqual(["1", "2", "3", "4"]);
  });
  it("printed twice to look bold are one word, and bold", () => {
    const words = toWords(toFragments([...print("TOTAL", 0, 0), ...print("TOTAL", 0.4, 0)]));
    expect(words.map(({ text, bold }) => [text, bold])).toEqual([["TOTAL", true]]);
  });
  it("are made of pieces of one colour, and of one size", () => {
    const painted = toFragments([...print("1", 0, 0), ...print("000", 6, 0, { color: [255, 255, 255] })]);
    expect(painted.map(({ text }) => text)).toEqual(["1", "000"]);
    expect(texts([...print("m", 0, 0), ...print("2", 6, -4, { size: 5 })]).sort()).toEqual(["2", "m"]);
  });
  it("have a box around their letters, whatever way they run", () => {
    expect(toWords(toFragments(print("AB", 10, 100)))[0]?.box).toEqual([10, 92.5, 22, 102.1]);
    const upwards = [...print("A", 50, 100, { ux: 0, uy: -1 }), ...print("B", 50, 94, { ux: 0, uy: -1 })];
    const [word] = toWords(toFragments(upwards));
    expect([word?.text, word?.box]).toEqual(["AB", [42.5, 88, 52.1, 100]]);
  });
  it("come line by line from the left", () => {
    const glyphs = [...print("dos", 100, 20), ...print("tres", 0, 40), ...print("uno", 0, 20.5)];
    expect(texts(glyphs)).toEqual(["uno", "dos", "tres"]);
  });
  it("never lose or add a letter", () => {
    const word = fc.record({
      text: fc.stringMatching(/^[A-Za-z0-9.,]{1,8}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 1, max: 40 }).map((n) => n * 20),
    });
    fc.assert(
      fc.property(fc.uniqueArray(word, { selector: ({ y }) => y, maxLength: 20 }), (placed) => {
        const letters = (list: readonly string[]) => [...list.join("")].sort().join("");
        expect(letters(texts(placed.flatMap(({ text, x, y }) => print(text, x, y))))).toBe(letters(placed.map(({ text }) => text)));
      }),
    );
  });
});

it("text is cleaned of what has no picture", () => {
  expect(cleanText("o\ufb03cina")).toBe("officina");
  expect(cleanText("a\u200b\u202eb\u00adc\u{e0041}")).toBe("ab-c");
  expect(cleanText("cafe\u0301 nº m²")).toBe("café nº m²");
});

it("reading order does not depend on the order of arrival", () => {
  const word = (text: string, x: number, y: number) => ({
    text,
    box: [x, y, x + 20, y + 10] as [number, number, number, number],
    size: 10,
    bold: false,
    confidence: 1,
  });
  const words = [word("a", 0, 0), word("b", 30, 1), word("c", 0, 20), word("d", 30, 19)];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(words, { minLength: 4 }),
      (mixed) =>
        void expect(
          readingOrder(mixed)
            .map(({ text }) => text)
            .join(""),
        ).toBe("abcd"),
    ),
  );
});
