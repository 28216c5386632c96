import type { ReadDocument } from "@/lib/documents/model";
import { extractInvoice } from "../extract";
import { fiscalCodeOf } from "../fiscal-code";
import { layOut } from "../page/layout";
import type { InvoiceReading, ReadingContext } from "../reading";
import { carriesOf } from "./carries";
import { onlyPages } from "./only-pages";
import { pageLabelsOf, type PageLabel } from "./page-label";

/** What one page says when it is read as if there were no other. */
export type PageFacts = {
  readonly page: number;
  readonly label: PageLabel | null;
  readonly isBlank: boolean;
  /** "Suma y sigue" at its end, "suma anterior" at its beginning. */
  readonly goesOn: boolean;
  readonly comesFrom: boolean;
  /** Invoice numbers in the fiscal codes printed on it. */
  readonly codeNumbers: readonly string[];
  readonly reading: InvoiceReading;
  /** It could be the first page of an invoice: it calls itself one, with number and date; or all its figures are there. */
  readonly couldStart: boolean;
  /** Nothing is missing from it: a number, a date, and a total that the sums support. */
  readonly isWhole: boolean;
};

export type Unlabelled = Omit<PageFacts, "label">;

/** Each page read alone, and what it prints of a count: time grows with the number of pages, and with nothing else. */
export function pageFacts(
  document: ReadDocument,
  context: ReadingContext,
): readonly { readonly facts: Unlabelled; readonly labels: readonly PageLabel[] }[] {
  return document.pages.map((page) => {
    const layout = layOut({ ...document, pages: [page] });
    const { goesOn, comesFrom } = carriesOf(layout);
    const reading = extractInvoice(onlyPages(document, [page.number]), context);
    return { labels: pageLabelsOf(layout), facts: { page: page.number, goesOn, comesFrom, ...factsOf(page, reading) } };
  });
}

function factsOf(page: ReadDocument["pages"][number], reading: InvoiceReading) {
  const { payload, isInvoice, confidence } = reading;
  const isSure = (path: string) => (confidence[path] ?? 0) > 0.9;
  const isNamed = reading.reasons.every(({ code }) => code !== "paper.kind_uncertain") && payload.issueDate !== null;
  const hasFigures = isSure("number") && isSure("total") && payload.supplier.taxId !== null;
  const couldStart = isInvoice && payload.number !== null && (isNamed || hasFigures);
  return {
    isBlank: page.words.length < 4,
    codeNumbers: (page.codes ?? []).flatMap(({ text }) => fiscalCodeOf(text)?.number ?? []),
    reading,
    couldStart,
    isWhole: couldStart && payload.issueDate !== null && isSure("total") && isSure("number"),
  };
}
