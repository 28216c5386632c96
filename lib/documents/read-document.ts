import "server-only";
import { availableParallelism } from "node:os";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { Isolate, type Outcome } from "@/lib/documents/isolate";
import { defaultLimits, type Limits } from "@/lib/documents/limits";
import type { OpenedMail } from "@/lib/documents/model-mail";
import { mergePages } from "@/lib/documents/merge-pages";
import type { Page, ReadDocument } from "@/lib/documents/model";
import type { PdfReading } from "@/lib/documents/read-pdf";
import type { XmlReading } from "@/lib/documents/read-xml";
import type { ReadingTask } from "@/lib/documents/reading-process";
import type { RecognisedPicture } from "@/lib/documents/recognise-file";
import type { RecognisingTask } from "@/lib/documents/recognising-process";
import type { Reason } from "@/lib/kernel/evidence";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

export type ReadOptions = {
  readonly limits?: Partial<Limits>;
  /** Whether pictures are recognised; without it a scan has no words. Default: true. */
  readonly ocr?: boolean;
};

/**
 * Words with positions from a PDF or a picture, and the electronic invoice in a file, read in an isolated process. Refuses `document.empty`, `.too_large`,
 * `.unsupported_type` (also when the bytes are not what `mediaType` says), `.encrypted`, `.damaged`, `.too_many_pages`,
 * `.too_complex` (time, memory or size) and `.no_text`. Never throws for what is in the file.
 */
export async function readDocument(bytes: Uint8Array, mediaType: string, options: ReadOptions = {}): Promise<Result<ReadDocument>> {
  const limits = { ...defaultLimits, ...options.limits };
  if (bytes.length > limits.maxBytes) return refuse("document.too_large", { limitMb: Math.round(limits.maxBytes / 1024 / 1024) });
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) return inspected;
  if (inspected.value.mediaType !== mediaType) return refuse("document.unsupported_type", { declared: mediaType });
  // A mail is no document but an envelope of them: `takeMailApart`.
  if (mediaType === "message/rfc822") return refuse("document.unsupported_type", { type: "eml" });
  if (mediaType === "application/xml") return readXmlFile(bytes, limits);
  return mediaType === "application/pdf" ? readPdfFile(bytes, limits, options.ocr ?? true) : readPicture(bytes, limits);
}

/**
 * What a mail holds, taken apart in an isolated process. Refuses `document.too_large`, `.damaged` and `.too_complex`
 * (parts, time or memory). Never throws for what is in it.
 */
export async function takeMailApart(bytes: Uint8Array): Promise<Result<OpenedMail>> {
  if (bytes.length > maxMailBytes) return refuse("document.too_large", { limitMb: maxMailBytes / 1024 / 1024 });
  const task: ReadingTask = { bytes, kind: "mail", limits: defaultLimits };
  return resultOf(await readers.run<Result<OpenedMail>>(task, mailTimeoutMs));
}

/** A mail carries files a third longer than they are; forwarded ones are gone through once for each time they were. */
const maxMailBytes = 50 * 1024 * 1024;
const mailTimeoutMs = 90_000;

async function readXmlFile(bytes: Uint8Array, limits: Limits): Promise<Result<ReadDocument>> {
  const reading = resultOf(await readInIsolation<XmlReading>({ bytes, kind: "xml", limits }));
  return reading.ok ? ok({ reader: "xml", pages: [], notes: reading.value.notes, structured: reading.value.structured }) : reading;
}

async function readPdfFile(bytes: Uint8Array, limits: Limits, ocr: boolean): Promise<Result<ReadDocument>> {
  const reading = resultOf(await readInIsolation<PdfReading>({ bytes, kind: "pdf", limits }));
  if (!reading.ok) return reading;
  const { pages, notes, toRecognise, structured } = reading.value;
  const recognised: Page[] = [];
  const troubles: Reason[] = [];
  for (const page of ocr ? toRecognise : []) {
    const seen = await recogniseInIsolation<Page>({ bytes, kind: "pdf", page, limits });
    if (seen.ok) recognised.push(seen.value);
    else troubles.push({ code: "page.not_recognised", level: "doubt", detail: { page } });
  }
  const merged = mergePages({ pages, notes: [...notes, ...troubles], recognised });
  if (structured) return ok({ ...merged, structured });
  return ocr && merged.pages.every(({ words }) => words.length === 0) ? refuse("document.no_text") : ok(merged);
}

/** Page by page, as a TIFF may have several; the first decides whether the file can be read at all. */
async function readPicture(bytes: Uint8Array, limits: Limits): Promise<Result<ReadDocument>> {
  const read = (page: number) => recogniseInIsolation<RecognisedPicture>({ bytes, kind: "picture", page, limits });
  const first = await read(1);
  if (!first.ok) return first;
  const pages = [first.value.page];
  const notes: Reason[] = [];
  for (let number = 2; number <= first.value.pages; number++) {
    const next = await read(number);
    if (next.ok) pages.push(next.value.page);
    else notes.push({ code: "page.not_recognised", level: "doubt", detail: { page: number } });
  }
  return pages.every(({ words }) => words.length === 0) ? refuse("document.no_text") : ok({ reader: "ocr", pages, notes });
}

/** Ends the processes that wait for work now; they would end by themselves. */
export function closeReaders(): void {
  readers.close();
  recognisers.close();
}

const readers = new Isolate({
  script: "lib/documents/reading-process.ts",
  maxProcesses: Math.min(4, availableParallelism()),
  memoryBytes: defaultLimits.readMemoryBytes,
});

/** Recognition takes a processor and half a gigabyte for seconds: one at a time. */
const recognisers = new Isolate({
  script: "lib/documents/recognising-process.ts",
  maxProcesses: 1,
  memoryBytes: defaultLimits.ocrMemoryBytes,
});

async function recogniseInIsolation<T>(task: RecognisingTask): Promise<Result<T>> {
  return resultOf(await recognisers.run<Result<T>>(task, task.limits.ocrTimeoutMs));
}

function readInIsolation<T>(task: ReadingTask): Promise<Outcome<Result<T>>> {
  return readers.run<Result<T>>(task, task.limits.readTimeoutMs);
}

function resultOf<T>(outcome: Outcome<Result<T>>): Result<T> {
  if (outcome.kind === "answered") return outcome.value;
  return outcome.by === "crash"
    ? fail({ code: "document.damaged", retry: "never" })
    : refuse("document.too_complex", { limit: outcome.by });
}
