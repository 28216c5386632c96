import { expect, it } from "vitest";
import type { ReadDocument } from "@/lib/documents/model";
import { onlyPages } from "./only-pages";

it("some pages of a document come in the order that is asked for, backwards too", () => {
  const pages = [100, 200, 300].map((width, i) => ({ number: i + 1, width, height: 10, words: [] }));
  const document: ReadDocument = { reader: "pdf-text", pages, notes: [] };
  expect(onlyPages(document, [3, 1]).pages.map(({ number, width }) => [number, width])).toEqual([[1, 300], [2, 100]]); // prettier-ignore
});
