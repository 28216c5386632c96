import "server-only";
import { availableParallelism } from "node:os";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { Isolate, type Outcome } from "@/lib/documents/isolate";
import { defaultLimits, type Limits } from "@/lib/documents/limits";
import type { ReadDocument } from "@/lib/documents/model";
import type { PdfReading } from "@/lib/documents/read-pdf";
import type { ReadingTask } from "@/lib/documents/reading-process";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

export type ReadOptions = { readonly limits?: Partial<Limits> };

/**
 * Words with positions from a PDF or a picture, read in an isolated process. Refuses `document.empty`, `.too_large`,
 * `.unsupported_type` (also when the bytes are not what `mediaType` says), `.encrypted`, `.damaged`, `.too_many_pages`,
 * `.too_complex` (time, memory or size) and `.no_text`. Never throws for what is in the file.
 */
export async function readDocument(bytes: Uint8Array, mediaType: string, options: ReadOptions = {}): Promise<Result<ReadDocument>> {
  const limits = { ...defaultLimits, ...options.limits };
  if (bytes.length > limits.maxBytes) return refuse("document.too_large", { limitMb: Math.round(limits.maxBytes / 1024 / 1024) });
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) return inspected;
  if (inspected.value.mediaType !== mediaType) return refuse("document.unsupported_type", { declared: mediaType });
  if (mediaType !== "application/pdf") return refuse("document.unsupported_type");
  const reading = await readInIsolation(bytes, limits);
  if (!reading.ok) return reading;
  const { pages, notes } = reading.value;
  return ok({ reader: "pdf-text", pages, notes });
}

/** Ends the processes that wait for work now; they would end by themselves. */
export function closeReaders(): void {
  readers.close();
}

const readers = new Isolate({
  script: "lib/documents/reading-process.ts",
  maxProcesses: Math.min(4, availableParallelism()),
  memoryBytes: defaultLimits.readMemoryBytes,
});

async function readInIsolation(bytes: Uint8Array, limits: Limits): Promise<Result<PdfReading>> {
  const task: ReadingTask = { bytes, limits };
  return resultOf(await readers.run<Result<PdfReading>>(task, limits.readTimeoutMs));
}

function resultOf<T>(outcome: Outcome<Result<T>>): Result<T> {
  if (outcome.kind === "answered") return outcome.value;
  return outcome.by === "crash" ? fail({ code: "document.damaged", retry: "never" }) : refuse("document.too_complex", { limit: outcome.by });
}
