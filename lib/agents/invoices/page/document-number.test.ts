import { describe, expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import type { Box } from "@/lib/kernel/evidence";
import { paper } from "@/lib/testing/paper";
import { findCandidates } from "./candidates";
import { findNumber } from "./document-number";
import { layOut } from "./layout";

const numberOf = (document: ReadDocument): string | null => {
  const layout = layOut(document);
  return findNumber(layout, findCandidates(layout))?.value ?? null;
};

/** As recognition gives words: less than sure, and signs no higher than their ink. */
function recognised(text: string): ReadDocument {
  const document = paper(text);
  const pages = document.pages.map((page) => ({
    ...page,
    words: page.words.map((word) => ({
      ...word,
      confidence: 0.9,
      box: word.text === "-" ? low(word.box) : word.box,
    })),
  }));
  return { ...document, reader: "ocr", pages };
}

const low = ([left, top, right]: Box): Box => [left, top + 4, right, top + 6];

describe("the number of a recognised page", () => {
  it.each(["Nº Facture 4 - FA06/2015/000017", "Nº factura 4 FA06/2015/000017", "Factura 4 FA06/2015/000017"])(
    "is the code in “%s”, not the sign before it",
    (line) => expect(numberOf(recognised(`${line}\nFecha 2015-04-06`))).toBe("FA06/2015/000017"),
  );

  it.each([
    ["Nº factura 4 Fecha 14/10/2026", "4"],
    ["Nº factura: 4     Pedido: PED-2026-7", "4"],
    ["Nº factura: 4\nPED-2026-7", "4"],
    ["Factura nº 2026 / 4", "2026 / 4"],
  ])("is what stands beside its label in “%s”", (text, number) => expect(numberOf(recognised(text))).toBe(number));
});

describe("the number of a page that stands in the file", () => {
  it("is taken at its word, also when it is a single digit", () => {
    expect(numberOf(paper("Nº factura 4 PED-2026-7\nFecha 14/10/2026"))).toBe("4");
  });
});
