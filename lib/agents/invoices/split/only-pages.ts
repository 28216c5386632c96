import type { ReadDocument } from "@/lib/documents/model";
import type { InvoiceReading } from "../reading";

/**
 * Some pages of a document as a document of their own: counted from 1 again, with what the reader noticed on them, and
 * without what the file carries for machines, which speaks of the whole.
 */
export function onlyPages({ reader, pages, notes }: ReadDocument, numbers: readonly number[]): ReadDocument {
  const wanted = new Set(numbers);
  // In the order of the item, which a person may have put together backwards.
  const own = numbers.flatMap((page) => pages.find(({ number }) => number === page) ?? []);
  const speaksOf = (page: unknown) => page === undefined || wanted.has(Number(page));
  const ownNotes = notes.filter(({ detail }) => speaksOf(detail?.["page"]));
  const isRecognised = ownNotes.some(({ code }) => code === "page.recognised");
  return {
    reader: reader === "mixed" && !isRecognised ? "pdf-text" : reader,
    pages: own.map((page, i) => ({ ...page, number: i + 1 })),
    notes: ownNotes,
  };
}

/** A reading of some pages, told in the page numbers of the file. */
export function onPagesOf(reading: InvoiceReading, numbers: readonly number[]): InvoiceReading {
  return {
    ...reading,
    pages: numbers,
    evidence: reading.evidence.map((one) => ({ ...one, page: numbers[one.page - 1] ?? one.page })),
  };
}
