import type { ReadDocument } from "@/lib/documents/model";
import type { Reason } from "@/lib/kernel/evidence";
import { formatCents } from "@/lib/language/decimal";
import { findCandidates } from "../page/candidates";
import { layOut } from "../page/layout";
import { findHeaders } from "../page/table-headers";
import { findColumns, type AmountColumn } from "../page/tables";
import type { InvoiceReading } from "../reading";
import { carriesOf } from "./carries";
import { pageLabelsOf, type PageLabel } from "./page-label";

type LabelOf = (page: number) => PageLabel | null;

/**
 * Adds what the pages say of a rest that is not among them: "page 1 of 2", a sum that is carried on to another page or
 * brought from one. Other files are compared with it; by itself it only explains.
 */
export function withPageMarks(reading: InvoiceReading, document: ReadDocument, labelOf: LabelOf = printedOn(document)): InvoiceReading {
  const [first, last] = [reading.pages[0], reading.pages.at(-1)];
  if (!reading.isInvoice || first === undefined || last === undefined) return reading;
  const reasons = [
    ...counted(labelOf(first), labelOf(last), reading.pages.length),
    ...carried(document, first, last),
    ...linesAlone(reading, document),
  ];
  return reasons.length === 0 ? reading : { ...reading, reasons: [...reading.reasons, ...reasons] };
}

const printedOn = (document: ReadDocument): LabelOf => {
  return (number) => {
    const labels = pageLabelsOf(layOut(onPage(document, number)));
    return labels.length === 1 ? (labels[0] ?? null) : null;
  };
};

const onPage = (document: ReadDocument, number: number): ReadDocument => ({
  ...document,
  pages: document.pages.filter((page) => page.number === number),
});

/** Only where first and last page count the same sheets, and not all of them are here. */
function counted(first: PageLabel | null, last: PageLabel | null, here: number): Reason[] {
  if (!first || !last || first.of !== last.of || last.at - first.at + 1 !== here || here === first.of) return [];
  const { at: from, of } = first;
  const pages = from === last.at ? String(from) : `${from}–${last.at}`;
  return [{ code: "page.part_of_count", level: "info", detail: { from, to: last.at, of, pages } }];
}

function carried(document: ReadDocument, first: number, last: number): Reason[] {
  const reasons: Reason[] = [];
  const { brought } = carriesOf(layOut(onPage(document, first)));
  const { onward } = carriesOf(layOut(onPage(document, last)));
  if (brought) reasons.push({ code: "page.brought_forward", level: "info", detail: { amount: brought } });
  if (onward) reasons.push({ code: "page.carried_forward", level: "info", detail: { amount: onward } });
  return reasons;
}

/** A table of amounts and no tax anywhere: the detail of something that is summed up elsewhere, perhaps. */
function linesAlone({ pages, payload }: InvoiceReading, document: ReadDocument): Reason[] {
  if (payload.vat.some(({ rate }) => Number(rate) !== 0) || payload.number !== null) return [];
  const layout = layOut({ ...document, pages: document.pages.filter(({ number }) => pages.includes(number)) });
  const { numbers } = findCandidates(layout);
  const headers = findHeaders(layout, numbers);
  const columns = findColumns(layout, numbers.map((number) => ({ number, hits: [], inTable: false })), headers); // prettier-ignore
  const amounts = columns.filter(({ header, entries }) => header !== null && entries.length > 1);
  const rightmost = amounts.sort((a, b) => right(b) - right(a))[0];
  if (!rightmost) return [];
  const sum = rightmost.entries.reduce((all, { number }) => all + number.value, 0n);
  return [{ code: "page.lines_alone", level: "info", detail: { amount: formatCents(sum) } }];
}

const right = ({ entries }: AmountColumn): number => entries[0]?.number.box[2] ?? 0;
