import type { ReadDocument } from "@/lib/documents/model";
import type { Evidence } from "@/lib/kernel/evidence";
import { formatCents, formatFixed, type Fixed } from "@/lib/language/decimal";
import { findCandidates, isMoney, type Candidates } from "./page/candidates";
import { findCorrection } from "./page/corrected-invoice";
import { findCurrency } from "./page/currency";
import { findDatesOfInvoice } from "./page/document-dates";
import { findNumber } from "./page/document-number";
import { findIban } from "./page/payee-account";
import { layOut, type Layout, type Segment } from "./page/layout";
import { unitPriceOf } from "./page/line";
import { findRatedLines } from "./page/line-rates";
import { readLines, type LineTable } from "./page/lines";
import { judgePaper } from "./page/paper-kind";
import { findParties } from "./page/parties";
import { claim, labelsOf } from "./page/relate";
import { withRowHeads } from "./page/row-heads";
import { findHeaders } from "./page/table-headers";
import { findColumns, lineSums } from "./page/tables";
import { findRates, findTaxRows, type Labelled } from "./page/tax-rows";
import { solveTotals, type Totals } from "./page/totals";
import { withTillSlip } from "./page/with-till-slip";
import type { InvoicePayload, VatRow } from "./model";
import type { InvoiceReading, ReadingContext } from "./reading";
import { judgeReading } from "./judge";
import { nameTaxes } from "./page/tax-kind";
import { personalWithholdingRates } from "./vat-rates";

/**
 * Reads one document as an invoice: candidates by kind, then the assignment that satisfies the sums and the labels
 * best. Pure; the order of the words does not matter. Text of the document is data and is never followed.
 */
export function extractInvoice(document: ReadDocument, context: ReadingContext): InvoiceReading {
  const layout = layOut(document);
  const candidates = findCandidates(layout);
  const sums = readSums(layout, candidates);
  const [totals = null, runnerUp = null] = sums.solutions;
  const tableHeads = new Set(sums.headers.map((header) => header.row));
  const number = findNumber(layout, candidates, tableHeads);
  const dates = findDatesOfInvoice(layout, candidates, tableHeads, number);
  const paper = judgePaper(layout, {
    firstTable: sums.headers[0]?.row ?? Infinity,
    named: number !== null && number.score > 3.2,
    taxSolved: totals !== null && totals.rows.some((row) => row.rate > 0n && row.amount !== null),
    negative: totals !== null && totals.gross < 0n,
    hasTotal: totals !== null,
    fallsDue: dates.due !== null && !dates.dueDerived,
  });
  const lines = readLines({ layout, labelled: sums.labelled, columns: sums.columns, headers: sums.headers, rates: sums.rates, totals });
  const parties = findParties(layout, candidates, {
    ownTaxIds: context.ownTaxIds ?? [],
    ownNames: context.ownNames ?? [],
    heldFromPerson: totals?.withholding ? personalWithholdingRates.includes(formatFixed(totals.withholding.rate)) : false,
  });
  const iban = findIban(layout, candidates);
  const currency = findCurrency(
    candidates,
    layout.rows.map((row) => row.text),
    currencyMarksAt(totals),
  );
  const correction = paper.kind === "credit_note" ? findCorrection(layout, candidates) : null;
  const replaces = correction?.replaces === true && totals !== null && totals.gross > 0n;
  const payload: InvoicePayload = {
    docType: (paper.kind === "credit_note" && !replaces) || paper.kind === "receipt" ? paper.kind : "invoice",
    number: number?.value.slice(0, 60) ?? null,
    issueDate: dates.issue?.value ?? null,
    dueDate: dates.due?.value ?? null,
    currency: currency.code,
    supplier: { name: parties.supplier.name, taxId: parties.supplier.taxId?.taxId ?? null, contactId: null },
    customer: { name: parties.customer.name, taxId: parties.customer.taxId?.taxId ?? null },
    lines: linesOf(lines),
    ...sumsOf(totals),
    iban: iban?.value ?? null,
  };
  payload.vat = nameTaxes(layout, payload.vat, payload.supplier.taxId);
  const heldAmounts = sums.labelled.filter(
    ({ number: { value, percent }, number: printed, hits }) =>
      value !== 0n && (percent ? claim(hits, "withholding") >= 2 : isMoney(printed) && claim(hits, "withholding", "surcharge") >= 2),
  ).length;
  const evidence = collectEvidence({ number, dates, iban, parties, totals, lines });
  const verdict = judgeReading({
    payload,
    paper,
    parties,
    number,
    dates,
    currency,
    iban,
    totals,
    runnerUp,
    lines,
    document,
    context,
    heldAmounts,
    correction: correction && { ...correction, replaces },
  });
  const reading: InvoiceReading = {
    kind: paper.kind,
    isInvoice: paper.kind === "invoice" || paper.kind === "credit_note" || paper.kind === "receipt",
    pages: document.pages.map((page) => page.number),
    payload,
    evidence,
    ...verdict,
  };
  return withTillSlip(reading, layout, document, context);
}

function readSums(layout: Layout, candidates: Candidates) {
  const headers = findHeaders(layout, candidates.numbers);
  const valued = candidates.numbers.filter(isMoney);
  const alone = candidates.numbers.map((number): Labelled => ({ number, hits: labelsOf(layout, number, valued), inTable: false }));
  const lookup = withRowHeads(layout, alone);
  const columns = findColumns(layout, lookup, headers);
  const inTable = new Set(columns.filter((c) => c.header && c.entries.length > 1).flatMap((c) => c.entries.map((e) => e.number)));
  const labelled = lookup.map((one) => (inTable.has(one.number) ? { ...one, inTable: true } : one));
  const rates = findRates(labelled);
  const solutions = solveTotals({
    numbers: labelled,
    rates,
    rows: findTaxRows(labelled, rates),
    lineSums: lineSums(columns),
    ratedLines: findRatedLines(columns, rates),
  });
  return { headers, labelled, columns, rates, solutions };
}

function currencyMarksAt(totals: Totals | null): string[] {
  if (!totals) return [];
  const places = [totals.printed.gross, totals.printed.payable, ...totals.rows.flatMap((row) => [row.base, row.amount])];
  return places.flatMap((place) => (place?.number.currency ? [place.number.currency] : []));
}

type Sums = Pick<InvoicePayload, "netTotal" | "vat" | "vatTotal" | "withholding" | "total" | "payable">;

function sumsOf(totals: Totals | null): Sums {
  if (!totals) return { netTotal: null, vat: [], vatTotal: null, withholding: null, total: null, payable: null };
  const vat: VatRow[] = totals.rows.map((row) => ({
    rate: formatFixed(row.rate),
    base: formatCents(row.base.number.value),
    amount: formatCents(row.amount?.number.value ?? 0n),
    surchargeRate: row.surcharge ? formatFixed(row.surcharge.rate) : null,
    surchargeAmount: row.surcharge ? formatCents(row.surcharge.amount.number.value) : null,
  }));
  const held = totals.withholding;
  return {
    netTotal: formatCents(totals.net),
    vat,
    vatTotal: formatCents(totals.tax),
    withholding: held ? { rate: formatFixed(held.rate), base: formatCents(held.base), amount: formatCents(held.amount) } : null,
    total: formatCents(totals.gross),
    payable: formatCents(totals.payable),
  };
}

function linesOf(table: LineTable): InvoicePayload["lines"] {
  const text = (value: Fixed | null) => (value === null ? null : formatFixed(value));
  return table.lines.slice(0, 500).map((line) => ({
    description: line.description,
    quantity: text(line.quantity),
    unitPrice: unitPriceOf(line),
    discount: text(line.discount),
    net: formatCents(line.net),
    vatRate: text(line.rate),
    accountId: null,
  }));
}

type Readings = {
  readonly number: ReturnType<typeof findNumber>;
  readonly dates: ReturnType<typeof findDatesOfInvoice>;
  readonly iban: ReturnType<typeof findIban>;
  readonly parties: ReturnType<typeof findParties>;
  readonly totals: Totals | null;
  readonly lines: LineTable;
};

/** Where each value stands. A derived value has no place and gets none. */
function collectEvidence({ number, dates, iban, parties, totals, lines }: Readings): Evidence[] {
  const found: Evidence[] = [];
  const add = (path: string, place: { page: number; box: Evidence["box"]; text: string } | null | undefined) => {
    if (place) found.push({ path, page: place.page, box: place.box, text: place.text.slice(0, 500) });
  };
  const addSegments = (path: string, segments: readonly Segment[]) => segments[0] && add(path, segments[0]);
  add("number", number);
  add("issueDate", dates.issue);
  add("dueDate", dates.due);
  add("iban", iban);
  add("supplier.taxId", parties.supplier.taxId);
  add("customer.taxId", parties.customer.taxId);
  addSegments("supplier.name", parties.supplier.nameFrom);
  addSegments("customer.name", parties.customer.nameFrom);
  if (totals && !totals.derived) {
    totals.rows.forEach((row, i) => {
      add(`vat.${i}.base`, row.base.number);
      add(`vat.${i}.amount`, row.amount?.number);
      add(`vat.${i}.surchargeAmount`, row.surcharge?.amount.number);
    });
    add("netTotal", totals.printed.net?.number ?? (totals.rows.length === 1 ? totals.rows[0]?.base.number : null));
    add("vatTotal", totals.printed.tax?.number ?? (totals.rows.length === 1 && totals.off === 0n ? totals.rows[0]?.amount?.number : null));
  }
  add("total", totals?.printed.gross?.number);
  add("payable", totals?.printed.payable?.number);
  add("withholding.amount", totals?.withholding?.printed.number);
  lines.lines.forEach((line, i) => {
    addSegments(`lines.${i}.description`, line.descriptionFrom);
    add(`lines.${i}.quantity`, line.from.quantity);
    add(`lines.${i}.unitPrice`, line.from.unitPrice);
    add(`lines.${i}.discount`, line.from.discount);
    add(`lines.${i}.net`, line.from.net);
  });
  return found;
}
