import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { evidenceAsShown } from "@/lib/documents/box-as-shown";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { readDocument } from "@/lib/documents/read-document";
import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
import type { ReadDocument, Reader } from "@/lib/documents/model";
import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";

/** One line of the headless reader's answers. Amounts are decimal strings, unknown values null. */
export type HeadlessAnswer = {
  readonly file: string;
  readonly document: number;
  readonly status: "clear" | "needs_review" | "refused";
  readonly reasons: readonly Reason[];
  readonly invoice: InvoicePayload | null;
  readonly evidence: Readonly<Record<string, { readonly page: number; readonly box: readonly number[]; readonly text: string }>>;
  readonly confidence: Readonly<Record<string, number>>;
  readonly ms: { readonly total: number; readonly read: number; readonly extract: number };
  readonly pages: number;
  readonly reader: Reader | null;
};

export type AnswerOptions = ReadingContext & {
  /** Leaves aside the electronic invoice that a PDF carries, so that the reading of the page itself can be measured. */
  readonly pageOnly: boolean;
};

/** Reads one file as the console does, without company, database or network. @throws when the file cannot be opened. */
export async function answerFile(file: string, shown: string, { pageOnly, ...context }: AnswerOptions): Promise<readonly HeadlessAnswer[]> {
  const started = performance.now();
  const bytes = new Uint8Array(await readFile(file));
  const inspected = inspectUpload(bytes, path.basename(file));
  const read = inspected.ok ? await readDocument(bytes, inspected.value.mediaType) : inspected;
  const readMs = performance.now() - started;
  if (!read.ok) return [refusal(shown, read.error, { total: round(readMs), read: round(readMs), extract: 0 }, null)];
  const document = pageOnly && read.value.pages.length > 0 ? onlyPage(read.value) : read.value;
  const readings = readInvoices(document, context);
  const totalMs = performance.now() - started;
  const ms = { total: round(totalMs), read: round(readMs), extract: round(totalMs - readMs) };
  return readings.map((reading, i) => answerOf(shown, i + 1, reading, document, ms));
}

function onlyPage({ structured: _carried, ...page }: ReadDocument): ReadDocument {
  return page;
}

function answerOf(file: string, number: number, reading: InvoiceReading, document: ReadDocument, ms: HeadlessAnswer["ms"]): HeadlessAnswer {
  if (!reading.isInvoice) return refusal(file, { code: "document.not_an_invoice", detail: { kind: reading.kind } }, ms, document);
  const evidence = evidenceAsShown(document.pages, reading.evidence).map(({ path: key, page, box, text }) => [key, { page, box, text }]);
  return {
    file,
    document: number,
    status: reading.standing,
    reasons: reading.reasons,
    invoice: reading.payload,
    evidence: Object.fromEntries(evidence) as HeadlessAnswer["evidence"],
    confidence: reading.confidence,
    ms,
    pages: document.pages.length,
    reader: document.structured && document.pages.length > 0 ? "mixed" : document.reader,
  };
}

function refusal(file: string, { code, detail }: Failure, ms: HeadlessAnswer["ms"], document: ReadDocument | null): HeadlessAnswer {
  const reason: Reason = detail ? { code, level: "block", detail: { ...detail } } : { code, level: "block" };
  return {
    file,
    document: 1,
    status: "refused",
    reasons: [reason],
    invoice: null,
    evidence: {},
    confidence: {},
    ms,
    pages: document?.pages.length ?? 0,
    reader: document?.reader ?? null,
  };
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
