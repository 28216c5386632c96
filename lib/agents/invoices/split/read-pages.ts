import type { ReadDocument } from "@/lib/documents/model";
import type { Reason } from "@/lib/kernel/evidence";
import { withCodes } from "../apply-codes";
import { isOneNumber } from "./is-one-number";
import { extractInvoice } from "../extract";
import { withInstructions } from "../instructions";
import type { InvoiceReading, ReadingContext } from "../reading";
import { onlyPages, onPagesOf } from "./only-pages";
import { pageFacts, type PageFacts } from "./page-facts";
import { withPageMarks } from "./page-marks";
import { withTrustedLabels } from "./trusted-labels";
import { splitPages, type Cut } from "./split-pages";

/** From here on a place is cut, or left whole, by the pages alone; nearer to zero the sums decide. */
const sureGain = 2;

/**
 * The invoices on the pages of a file, each read from its own pages. A division that the pages do not prove and the sums
 * do not need is not made: the file stays one, and says that there may be several in it.
 */
export function readPages(document: ReadDocument, context: ReadingContext): readonly [InvoiceReading, ...InvoiceReading[]] {
  if (document.pages.length < 2) return [withPageMarks(whole(document, context), document)];
  const { pages, questioned } = withTrustedLabels(pageFacts(document, context));
  const countsThrough = pages.every(({ label }, i) => label?.at === i + 1 && label.of === document.pages.length);
  if (countsThrough) return [withDoubts(whole(document, context), questioned)];
  const { starts, doubts } = decide(document, context, pages);
  const groups = starts.map((start, i) => pages.slice(start, starts[i + 1] ?? pages.length));
  const [first = whole(document, context), ...others] = groups.map((group) => readGroup(document, context, group, groups.length > 1));
  const doubtful = doubts.map((at) => pages[at]?.page ?? at + 1);
  const told = (reading: InvoiceReading, index: number) => {
    const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? pages.length];
    const own = pages.slice(from + 1, to).map(({ page }) => page);
    const marked = withPageMarks(reading, document, (number) => pages.find(({ page }) => page === number)?.label ?? null);
    return withDoubts(marked, own.filter((page) => doubtful.includes(page))); // prettier-ignore
  };
  return [told(first, 0), ...others.map((one, i) => told(one, i + 1))];
}

const whole = (document: ReadDocument, context: ReadingContext) => withCodes(extractInvoice(document, context), document);

/** All pages as one invoice, whatever they look like: a person said so. */
export function readAsOne(document: ReadDocument, context: ReadingContext): InvoiceReading {
  return withInstructions(withPageMarks(whole(document, context), document), document);
}

type Decided = { readonly starts: readonly number[]; readonly doubts: readonly number[] };

/** The sure cuts first; then each doubtful place in its order, by what the sums say of both sides alone and together. */
function decide(document: ReadDocument, context: ReadingContext, pages: readonly PageFacts[]): Decided {
  const { cuts } = splitPages(pages);
  const places = cuts.filter(({ gain }) => gain > -sureGain);
  const starts = [0];
  const doubts: number[] = [];
  places.forEach(({ at, gain }: Cut, i) => {
    const left = pages.slice(starts.at(-1) ?? 0, at);
    const right = pages.slice(at, places[i + 1]?.at ?? pages.length);
    if (gain >= sureGain || areTwo(document, context, left, right)) starts.push(at);
    else if (right[0]?.couldStart || right[0]?.label?.at === 1) doubts.push(at);
  });
  return { starts, doubts };
}

/**
 * Both sides stand by themselves, as papers of another number, day or supplier and with another total; and read as one they would
 * have no better a total than apart.
 */
function areTwo(document: ReadDocument, context: ReadingContext, left: readonly PageFacts[], right: readonly PageFacts[]): boolean {
  const [a, b] = [readGroup(document, context, left, true), readGroup(document, context, right, true)];
  if (!stands(a) || !stands(b) || a.payload.total === b.payload.total) return false;
  const isOneSupplier = a.payload.supplier.taxId === null || a.payload.supplier.taxId === b.payload.supplier.taxId;
  const isOneDay = a.payload.issueDate === b.payload.issueDate;
  if (isOneNumber(a.payload.number, b.payload.number) && isOneDay && isOneSupplier) return false;
  const one = readGroup(document, context, [...left, ...right], true);
  const sureOfTotal = ({ confidence }: InvoiceReading) => confidence["total"] ?? 0;
  const isOneOfThem = [a.payload.total, b.payload.total].includes(one.payload.total);
  return isOneOfThem || sureOfTotal(one) <= Math.min(sureOfTotal(a), sureOfTotal(b));
}

/** Number, date and total are there, and the sums bear the total out. */
function stands({ isInvoice, payload, confidence }: InvoiceReading): boolean {
  return isInvoice && payload.number !== null && payload.issueDate !== null && (confidence["total"] ?? 0) > 0.9;
}

const posted = ["number", "issueDate", "supplier.taxId", "total"] as const;
const support = ({ confidence }: InvoiceReading): number => posted.reduce((sum, path) => sum + (confidence[path] ?? 0), 0);

/** Pages that are another paper stay with their invoice; they are left out of its reading where it is surer without them. */
function readGroup(document: ReadDocument, context: ReadingContext, group: readonly PageFacts[], isPart: boolean): InvoiceReading {
  const numbers = group.map(({ page }) => page);
  const readOf = (pages: readonly number[]) => {
    const own = isPart ? onlyPages(document, pages) : document;
    const [only] = group.filter(({ page }) => page === pages[0]);
    const reading = isPart && pages.length === 1 && only ? only.reading : extractInvoice(own, context);
    return { ...onPagesOf(withCodes(reading, own), isPart ? pages : own.pages.map(({ number }) => number)), pages: numbers };
  };
  const all = readOf(numbers);
  const attached = group.filter((page, i) => i > 0 && isOtherPaper(page)).map(({ page }) => page);
  if (attached.length === 0) return all;
  const reasons: Reason[] = [{ code: "page.attached", level: "info", detail: { pages: rangesOf(attached) } }];
  const core = isPart ? readOf(numbers.filter((page) => !attached.includes(page))) : all;
  const best = support(core) > support(all) ? core : all;
  return { ...best, reasons: [...best.reasons, ...reasons] };
}

/** A delivery note, an order; or text without a number, a date or an amount of its own: conditions of sale. */
function isOtherPaper({ reading, isBlank, label }: PageFacts): boolean {
  const { number, issueDate, total, lines } = reading.payload;
  return (
    !isBlank && (!reading.isInvoice || (label === null && number === null && issueDate === null && total === null && lines.length === 0))
  );
}

/** `own`: pages of this reading that may begin another invoice. */
function withDoubts(reading: InvoiceReading, own: readonly number[]): InvoiceReading {
  if (own.length === 0 || !reading.isInvoice) return reading;
  const reason: Reason = { code: "page.several_possible", level: "doubt", detail: { pages: own.join(", ") } };
  const reasons = [reason, ...reading.reasons.filter(({ code }) => code !== "reading.supported")];
  return { ...reading, reasons, standing: "needs_review" };
}

/** "3, 5–7" */
function rangesOf(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === page) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}
