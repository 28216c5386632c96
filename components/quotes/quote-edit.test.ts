import { describe, expect, it } from "vitest";
import { editQuoteLines, foundOf, nextCandidate, openLines, type AnyLine } from "@/components/quotes/quote-edit";
import type { QuoteLine } from "@/lib/agents/quotes/model";
import { candidateOf, itemOf, lineOf, priceOf } from "@/lib/testing/quote-lines";

const asked = {
  text: "300 tacos a 4,50",
  span: null,
  words: "tacos",
  said: "300",
  saidSpan: null,
  claimed: { amount: "4.5", kind: "price", span: null },
  remark: null,
} as const;
const only = (lines: readonly AnyLine[]): QuoteLine => {
  const [line] = lines;
  if (line?.type !== "item") throw new Error("no line");
  return line;
};

describe("editing the lines of a quote", () => {
  it("one key goes around all candidates and comes back to the first", () => {
    let line = lineOf("1");
    const seen: string[] = [];
    for (let step = 0; step < 3; step += 1) {
      const next = nextCandidate(line);
      if (next === null) throw new Error("no candidate");
      line = only(editQuoteLines([line], { kind: "item", id: "1", found: foundOf(next), remember: "customer" }));
      seen.push(line.item?.key ?? "");
    }
    expect(seen).toEqual(["B", "C", "A"]);
    expect(line).toMatchObject({ state: "matched", name: "Artículo A", remember: "customer", priced: null });
  });

  it("a line that is to be chosen takes the first candidate, and one that is no longer sold is none", () => {
    const open = lineOf("1", { state: "choose", item: null, priced: null });
    expect(nextCandidate(open)?.item.key).toBe("A");
    expect(nextCandidate(open, -1)?.item.key).toBe("C");
    const gone = { ...open, candidates: [candidateOf("A", { item: itemOf("A", { isActive: false }) })] };
    expect(nextCandidate(gone)).toBeNull();
  });

  it("packs of another size are counted anew, a quantity that a person typed is not", () => {
    const packs = { asked: "300", pack: "50", spare: "0" };
    const found = foundOf(candidateOf("B", { quantity: "6", packs }));
    const swapped = only(editQuoteLines([lineOf("1")], { kind: "item", id: "1", found, remember: "no" }));
    expect(swapped).toMatchObject({ quantity: "6", packs });
    const typed = only(editQuoteLines([lineOf("1")], { kind: "quantity", id: "1", quantity: "7" }));
    expect(only(editQuoteLines([typed], { kind: "item", id: "1", found, remember: "no" }))).toMatchObject({ quantity: "7", packs: null });
  });

  it("what stood there before can be had back although the search gave the other", () => {
    const line = lineOf("1", { candidates: [] });
    const swapped = only(editQuoteLines([line], { kind: "item", id: "1", found: { item: itemOf("Z"), counted: null }, remember: "no" }));
    expect(swapped.candidates.map(({ item }) => item.key)).toEqual(["A"]);
  });

  it("the base follows quantity, price and discount to the cent", () => {
    const steps = [
      { kind: "quantity", id: "1", quantity: "3" },
      { kind: "price", id: "1", price: "3.3333" },
      { kind: "discount", id: "1", discount: "12.5" },
    ] as const;
    const line = only(steps.reduce<readonly AnyLine[]>(editQuoteLines, [lineOf("1")]));
    expect(line.priced).toMatchObject({ net: "8.75", rule: "person", rulePrice: "5", discountRule: "person" });
  });

  it("a claimed price is applied only when asked for, as the price that is paid", () => {
    const line = lineOf("1", { asked, priced: priceOf({ discount: "10", discountRule: "contact" }) });
    expect(line.priced?.price).toBe("5");
    const applied = only(editQuoteLines([line], { kind: "claimed", id: "1" }));
    expect(applied.priced).toMatchObject({ price: "4.5", discount: "0", rule: "person", net: "9.00" });
  });

  it("lines move, sections open where they are wanted, nothing moves past the ends", () => {
    const lines = [lineOf("1"), lineOf("2"), lineOf("3")];
    const ids = (changed: readonly AnyLine[]) => changed.map(({ id }) => id).join("");
    expect(ids(editQuoteLines(lines, { kind: "move", id: "3", to: 0 }))).toBe("312");
    expect(ids(editQuoteLines(lines, { kind: "move", id: "1", to: -1 }))).toBe("123");
    expect(ids(editQuoteLines(lines, { kind: "section", id: "s", title: "Obra", before: "2" }))).toBe("1s23");
    expect(ids(editQuoteLines(lines, { kind: "remove", id: "2" }))).toBe("13");
  });

  it("says which lines still need a person", () => {
    const lines = [lineOf("1"), lineOf("2", { state: "choose" }), lineOf("3", { state: "not_found" })];
    expect(openLines(lines).map(({ id }) => id)).toEqual(["2", "3"]);
  });
});
