import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { evidenceAsShown } from "@/lib/documents/box-as-shown";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { MailPart } from "@/lib/documents/model-mail";
import { readDocument, takeMailApart } from "@/lib/documents/read-document";
import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
import type { ReadDocument, Reader } from "@/lib/documents/model";
import { chooseParts, nothingIn } from "@/lib/agents/invoices/choose-parts";
import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import { secondReadingAlone } from "@/lib/agents/invoices/second-reader/alone-run";
import type { LoneReader } from "@/lib/claude/ask-alone";
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
  /** Reads a second time what the own reading is unsure of. Absent: nothing leaves the machine. */
  readonly secondReader?: LoneReader;
};

/** Reads one file as the console does, without company, database or, unless a second reader is given, network. @throws when the file cannot be opened. */
export async function answerFile(file: string, shown: string, options: AnswerOptions): Promise<readonly HeadlessAnswer[]> {
  const bytes = new Uint8Array(await readFile(file));
  const inspected = inspectUpload(bytes, path.basename(file));
  const isMail = inspected.ok && inspected.value.mediaType === "message/rfc822";
  return isMail ? answerMail(bytes, shown, options) : answerBytes(bytes, shown, options);
}

async function answerBytes(
  bytes: Uint8Array,
  shown: string,
  { pageOnly, secondReader, ...context }: AnswerOptions,
): Promise<readonly HeadlessAnswer[]> {
  const started = performance.now();
  const inspected = inspectUpload(bytes);
  const read = inspected.ok ? await readDocument(bytes, inspected.value.mediaType) : inspected;
  const readMs = performance.now() - started;
  if (!read.ok) return [refusal(shown, read.error, { total: round(readMs), read: round(readMs), extract: 0 }, null)];
  const document = pageOnly && read.value.pages.length > 0 ? onlyPage(read.value) : read.value;
  const own = readInvoices(document, context);
  const mediaType = inspected.ok ? inspected.value.mediaType : "";
  const readings = secondReader ? await secondReadingAlone(secondReader, { bytes, mediaType, document }, own, context) : own;
  const totalMs = performance.now() - started;
  const ms = { total: round(totalMs), read: round(readMs), extract: round(totalMs - readMs) };
  return readings.map((reading, i) => answerOf(shown, i + 1, reading, document, ms));
}

/** Every invoice in a mail, then what in it could not be read or is none; of a mail without any, one refusal. */
async function answerMail(bytes: Uint8Array, shown: string, options: AnswerOptions): Promise<readonly HeadlessAnswer[]> {
  const started = performance.now();
  const opened = await takeMailApart(bytes);
  const ms = { total: round(performance.now() - started), read: round(performance.now() - started), extract: 0 };
  if (!opened.ok) return [refusal(shown, opened.error, ms, null)];
  const { parts, bodies, left } = opened.value;
  const { secondReader, ...local } = options;
  const known = new Map<MailPart, readonly HeadlessAnswer[]>();
  const answersOf = async (part: MailPart) => {
    const answers = known.get(part) ?? (await answerBytes(part.bytes, shown, local));
    known.set(part, answers);
    return answers;
  };
  const isForMachines = (part: MailPart) => {
    const inspected = inspectUpload(part.bytes);
    return !options.pageOnly && inspected.ok && inspected.value.mediaType === "application/xml";
  };
  const { items } = await chooseParts({ files: parts, texts: bodies }, isForMachines, async (part) =>
    (await answersOf(part)).flatMap(({ status, invoice, reasons }) =>
      invoice === null ? [] : [{ isInvoice: status !== "refused", payload: invoice, reasons }],
    ),
  );
  if (items.length === 0) return [refusal(shown, nothingIn(left), ms, null)];
  const answers: HeadlessAnswer[] = [];
  // Nobody pays for a second look at what is the same invoice in another form.
  for (const part of items) answers.push(...(secondReader ? await answerBytes(part.bytes, shown, options) : await answersOf(part)));
  const isRefused = ({ status }: HeadlessAnswer) => Number(status === "refused");
  return answers.sort((a, b) => isRefused(a) - isRefused(b)).map((answer, index) => ({ ...answer, document: index + 1 }));
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
