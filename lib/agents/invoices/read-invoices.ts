import type { ReadDocument } from "@/lib/documents/model";
import type { Confidence, Reason } from "@/lib/kernel/evidence";
import { withCodes } from "./apply-codes";
import { checkInvoice } from "./check";
import { extractInvoice } from "./extract";
import { withInstructions } from "./instructions";
import type { InvoicePayload } from "./model";
import type { InvoiceReading, ReadingContext } from "./reading";
import { readPages } from "./split/read-pages";
import { compareWithPage } from "./structured/compare-page";
import { readStructured } from "./structured/read-structured";
import type { StructuredInvoice } from "./structured/structured-invoice";

/**
 * All invoices of a file, in the order in which they stand there. What the file carries for machines is taken as it is
 * and laid beside the page; what only stands on a page is understood. Never empty: a file without an invoice gives one
 * reading that says what it is.
 */
export function readInvoices(document: ReadDocument, context: ReadingContext): readonly [InvoiceReading, ...InvoiceReading[]] {
  const [first, ...others] = readAll(document, context);
  return [withInstructions(first, document), ...others.map((one) => withInstructions(one, document))];
}

function readAll(document: ReadDocument, context: ReadingContext): readonly [InvoiceReading, ...InvoiceReading[]] {
  const carried = document.structured ? readStructured(document.structured) : [];
  const hasPage = document.pages.some(({ words }) => words.length > 0);
  const [first, ...others] = carried;
  if (!first) return readPages(document, context);
  const page = hasPage && others.length === 0 ? extractInvoice(document, context) : null;
  return [withCodes(readingOf(first, page, document, context), document), ...others.map((one) => readingOf(one, null, document, context))];
}

function readingOf(
  { format, profile, payload, reasons }: StructuredInvoice,
  page: InvoiceReading | null,
  document: ReadDocument,
  { today, ownTaxIds }: ReadingContext,
): InvoiceReading {
  const compared = page && compareWithPage(payload, page.payload);
  const own: Reason[] = [
    { code: "structured.read", level: "good", detail: { format: names[format], profile: profile ?? "–" } },
    ...reasons,
  ];
  const isOtherPaper = page !== null && !page.isInvoice;
  if (isOtherPaper) own.push({ code: "structured.page_is_other", level: "doubt", path: "docType", detail: { kind: page.kind } });
  const all = [
    ...own,
    ...(compared?.reasons ?? []),
    ...checkInvoice(payload, ownTaxIds ? { today, ownTaxIds } : { today }),
    ...document.notes,
  ];
  const isClear = all.every(({ level }) => level === "good" || level === "info");
  return {
    kind: payload.docType,
    isInvoice: true,
    pages: document.pages.map(({ number }) => number),
    payload,
    evidence: page && compared ? page.evidence.filter(({ path }) => compared.agreeing.has(path)) : [],
    confidence: confidenceOf(payload),
    reasons: all,
    standing: isClear ? "clear" : "needs_review",
  };
}

const names = { facturae: "Facturae", ubl: "UBL", cii: "CII" } as const;

/** Every value stands in the file as its sender wrote it. */
function confidenceOf(payload: InvoicePayload): Confidence {
  const { number, issueDate, dueDate, supplier, netTotal, vatTotal, total, payable, iban } = payload;
  const known = {
    number,
    issueDate,
    dueDate,
    "supplier.taxId": supplier.taxId,
    "supplier.name": supplier.name,
    netTotal,
    vatTotal,
    total,
    payable,
    iban,
  };
  return Object.fromEntries(Object.entries(known).flatMap(([path, value]) => (value === null ? [] : [[path, 1]])));
}
