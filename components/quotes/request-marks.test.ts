import { describe, expect, it } from "vitest";
import { requestPieces } from "@/components/quotes/request-marks";
import type { QuotePayload } from "@/lib/agents/quotes/model";
import { lineOf } from "@/lib/testing/quote-lines";

const text = "Hola: 300 tacos del 8 y <b>cola</b>. La manguera no.";
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const asked = (words: string, said: string | null) => ({
  text: words,
  span: at(words),
  words,
  said,
  saidSpan: said === null ? null : at(said),
  claimed: null,
  remark: null,
});

const payload = {
  request: { text },
  lines: [lineOf("1", { asked: asked("300 tacos del 8", "300") }), lineOf("2", { asked: asked("<b>cola</b>", null), state: "not_found" })],
  declined: [{ text: "La manguera", span: at("La manguera") }],
  warnings: [{ code: "x", text: "fuera", span: { start: 900, end: 950 } }],
} as unknown as QuotePayload;

describe("the request with the words of its lines", () => {
  it("loses no letter and adds none, whatever the spans are", () => {
    expect(
      requestPieces(payload)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(text);
  });

  it("knows whose words they are, and the quantity among them", () => {
    const marked = requestPieces(payload).filter(({ kind }) => kind !== "plain");
    expect(marked.map(({ text: words, kind, line }) => [words, kind, line?.index ?? null])).toEqual([
      ["300", "said", 0],
      [" tacos del 8", "line", 0],
      ["<b>cola</b>", "line", 1],
      ["La manguera", "declined", null],
    ]);
  });

  it("gives words that two lines claim to the first", () => {
    const both = {
      ...payload,
      lines: [lineOf("1", { asked: asked("300 tacos del 8", null) }), lineOf("2", { asked: asked("tacos del 8 y", null) })],
    };
    const pieces = requestPieces(both);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter(({ line }) => line !== null).map((piece) => piece.text)).toEqual(["300 tacos del 8", " y"]);
  });
});
