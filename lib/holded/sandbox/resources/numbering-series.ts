import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { notFound, Problem, unprocessable } from "../problem";
import type { Database, Transaction } from "../store";
import { kindOf } from "./documents-kinds";
import type { DocumentType, HoldedDocument } from "./documents-model";

/** Words that name series: without hyphens, as seen live. `credit-note` and `sales-receipt` are refused. */
const seriesTypes = ["invoice", "creditnote", "salesreceipt", "estimate", "proform", "salesorder", "purchase", "purchaserefund"] as const;

/** Types whose numbers must follow their dates. */
const fiscal: readonly DocumentType[] = ["invoice", "creditnote", "salesreceipt"];

export type NumberingSeries = {
  readonly id: string;
  readonly type: DocumentType;
  readonly name: string;
  /** `F[YY]%%%%`: year and one `%` per digit. */
  readonly format: string;
  readonly last: number;
  readonly refund_numbering_series_id: string | null;
  readonly verifactu_excluded: boolean;
  /** Date of the last document that was given a number. */
  readonly lastDate: string | null;
};

type SeriesInput = {
  readonly name: string;
  readonly format: string;
  readonly last?: number | null;
  readonly refund_numbering_series_id?: string | null;
  readonly verifactu_excluded?: boolean;
};

export const numberingSeries: CollectionDefinition<NumberingSeries> = { name: "numbering-series", indexes: { type: (one) => one.type } };

/** The series that every new account begins with. */
export const firstSeries: readonly (readonly [type: DocumentType, name: string, format: string])[] = [
  ["invoice", "Facturas", "F[YY]%%%%"],
  ["creditnote", "Facturas rectificativas", "R[YY]%%%%"],
  ["salesreceipt", "Tickets", "T[YY]%%%%"],
  ["estimate", "Presupuestos", "P[YY]%%%%"],
  ["proform", "Proformas", "PF[YY]%%%%"],
  ["salesorder", "Pedidos de venta", "PV[YY]%%%%"],
];

export function newSeries(id: string, type: DocumentType, name: string, format: string): NumberingSeries {
  return { id, type, name, format, last: 0, refund_numbering_series_id: null, verifactu_excluded: false, lastDate: null };
}

export const numberingSeriesHandlers: Handlers = {
  // All at once: this list has no pages.
  "GET /numbering-series/{type}": (call) => ok({ items: call.read.in(numberingSeries).by("type", typeOf(call)).map(shown) }),
  "POST /numbering-series/{type}": (call) => {
    const type = typeOf(call);
    const input = bodyOf<SeriesInput>(call);
    const id = call.write.newId();
    call.write.put(numberingSeries, { ...newSeries(id, type, input.name, checkedFormat(input.format)), ...changes(input) });
    return created(id);
  },
  "PUT /numbering-series/{type}/{numberingSeriesId}": (call) => {
    const series = seriesToChange(call);
    const input = bodyOf<SeriesInput>(call);
    call.write.put(numberingSeries, { ...series, ...changes(input), name: input.name, format: checkedFormat(input.format) });
    return ok({ id: series.id });
  },
  "DELETE /numbering-series/{type}/{numberingSeriesId}": (call) => {
    const series = seriesToChange(call);
    if (series.lastDate !== null) throw unprocessable("A series that has given numbers cannot be deleted");
    call.write.remove(numberingSeries, series.id);
    return noContent;
  },
};

/** The number that a document will get, without taking it. */
type NextNumber = { readonly series: NumberingSeries; readonly number: string; readonly count: number };

/** @throws Problem 422 when the series is unknown, its last document is younger, or the number is taken */
export function nextNumber(database: Database, document: HoldedDocument): NextNumber {
  const series = seriesOf(database, document);
  if (fiscal.includes(document.type) && series.lastDate !== null && document.date < series.lastDate) {
    throw unprocessable(`The date ${document.date} is before that of the last approved document of the series (${series.lastDate})`);
  }
  const count = startsAnew(series, document.date) ? 1 : series.last + 1;
  const number = document.wantedNumber ?? written(series.format, document.date, count);
  const taken = database.in(kindOf(document.type).collection).by("number", number);
  if (taken.some((one) => one.id !== document.id)) throw unprocessable(`The number ${number} is already in use`);
  return { series, number, count };
}

/** The counter moves on; a number that the caller chose leaves it where it was. */
export function takeNumber(write: Transaction, next: NextNumber, document: HoldedDocument): void {
  const last = document.wantedNumber === null ? next.count : next.series.last;
  const before = next.series.lastDate;
  write.put(numberingSeries, { ...next.series, last, lastDate: before !== null && before > document.date ? before : document.date });
}

/** `F[YY]%%%%` with 1 in 2026 → `F260001`. A count that needs more digits gets them. */
export function written(format: string, date: string, count: number): string {
  return format
    .replace("[YYYY]", date.slice(0, 4))
    .replace("[YY]", date.slice(2, 4))
    .replace(/%+/, (digits) => String(count).padStart(digits.length, "0"));
}

function seriesOf(database: Database, document: HoldedDocument): NumberingSeries {
  const all = database.in(numberingSeries);
  if (document.number_line_id !== null) {
    const named = all.get(document.number_line_id);
    if (named?.type !== document.type) throw unprocessable("number_line_id: Numbering series not found");
    return named;
  }
  const first = all.by("type", document.type)[0];
  if (!first) throw unprocessable("There is no numbering series for this type of document");
  return first;
}

/** A series with the year in its numbers counts from 1 every year. Assumed. */
function startsAnew(series: NumberingSeries, date: string): boolean {
  return series.format.includes("[YY") && series.lastDate !== null && date.slice(0, 4) > series.lastDate.slice(0, 4);
}

function typeOf(call: Call): DocumentType {
  const word = call.params["type"] ?? "";
  const type = seriesTypes.find((one) => one === word);
  if (!type) throw new Problem(400, `Invalid document type "${word}". Expected one of: ${seriesTypes.join(", ")}`);
  return type;
}

function seriesToChange(call: Call): NumberingSeries {
  const series = call.write.in(numberingSeries).get(call.params["numberingSeriesId"] ?? "");
  if (series?.type !== typeOf(call)) throw notFound();
  return series;
}

function changes(input: SeriesInput): Partial<NumberingSeries> {
  return {
    ...(typeof input.last === "number" ? { last: checkedLast(input.last) } : {}),
    ...(input.refund_numbering_series_id === undefined ? {} : { refund_numbering_series_id: input.refund_numbering_series_id }),
    ...(input.verifactu_excluded === undefined ? {} : { verifactu_excluded: input.verifactu_excluded }),
  };
}

function checkedLast(last: number): number {
  if (!Number.isSafeInteger(last) || last < 0) throw unprocessable("last: must be a whole number");
  return last;
}

function checkedFormat(format: string): string {
  if (!/%/.test(format)) throw unprocessable('format: must contain one "%" per digit of the number');
  return format;
}

const shown = ({ type: _, lastDate: __, ...series }: NumberingSeries): unknown => series;
