import { describe, expect, it } from "vitest";
import { writeAnswer } from "@/lib/agents/quotes/engine/answer";
import type { Candidate, DraftLine } from "@/lib/agents/quotes/engine/model";
import { askedFor, item } from "@/lib/testing/quotes";

const candidate = (name: string, doubt: string | null = null): Candidate => ({
  item: item({ key: name, name }),
  probability: 0.5,
  because: [],
  quantity: { value: "1", packs: null, doubt },
});
const line = (text: string, decision: DraftLine["decision"]): DraftLine => ({
  asked: askedFor(text),
  repeated: null,
  decision,
  priced: null,
});
const matched = (text: string, doubt: string | null = null) =>
  line(text, { state: "matched", candidate: candidate("Taco", doubt), instead: null });

describe("the ready answer", () => {
  it("is none when nothing has to be asked", () => {
    expect(
      writeAnswer({ lines: [matched("2 tacos"), matched("150 tacos", "quantity.spare")], language: "es", unknownRepeat: null }),
    ).toBeNull();
  });

  it.each([
    ["es", "¿cuál de estos?", "no está en nuestro catálogo"],
    ["ca", "quin d'aquests?", "no és al nostre catàleg"],
    ["en", "which of these?", "not in our catalogue"],
  ] as const)("asks in %s about the unclear with its candidates and about what is not sold", (language, choose, notFound) => {
    const lines = [
      matched("2 tacos"),
      line("- 3 brocas", { state: "choose", candidates: [candidate("Broca 6"), candidate("Broca 8")] }),
      line("1  hormigonera\n150 l", { state: "not_found", nearest: [candidate("Cubo")] }),
    ];
    const answer = writeAnswer({ lines, language, unknownRepeat: null }) ?? "";
    expect(answer).toContain(choose);
    expect(answer).toContain("  · Broca 6\n  · Broca 8");
    expect(answer).toContain(notFound);
    expect(answer).toContain("1 hormigonera 150 l");
    expect(answer).not.toContain("tacos");
    expect(answer).not.toContain("Cubo");
  });

  it("asks for the quantity that the words leave open, and for the order that nobody knows", () => {
    const answer = writeAnswer({
      lines: [matched("entre 10 y 12 tacos", "quantity.range")],
      language: "es",
      unknownRepeat: "lo de siempre",
    });
    expect(answer).toContain("«entre 10 y 12 tacos»: ¿qué cantidad exacta?");
    expect(answer).toContain("«lo de siempre»: ¿a qué pedido se refiere?");
  });

  it("repeats the customer's words as they are, cut where they are long", () => {
    const answer = writeAnswer({
      lines: [line(`{words} $& ${"x".repeat(300)}`, { state: "not_found", nearest: [] })],
      language: "es",
      unknownRepeat: null,
    });
    expect(answer).toMatch(/«\{words\} \$& x{100,109}…»/);
  });
});
