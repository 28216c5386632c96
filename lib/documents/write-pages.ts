import "server-only";
import { Isolate } from "@/lib/documents/isolate";
import type { WritingTask } from "@/lib/documents/page-writer";
import { fail, refuse, type Result } from "@/lib/kernel/result";

const timeoutMs = 120_000;

const writers = new Isolate({ script: "lib/documents/writing-process.ts", maxProcesses: 1, memoryBytes: 900 * 1024 * 1024 });

/**
 * PDFs made of pages of other files, written in an isolated process: some pages of one file, or several files as one.
 * Refuses `document.damaged` (also for a file that only a password opens) and `.too_complex` (time or memory).
 */
export async function writePages(task: WritingTask): Promise<Result<readonly Uint8Array[]>> {
  const outcome = await writers.run<Result<readonly Uint8Array[]>>(task, timeoutMs);
  if (outcome.kind === "answered") return outcome.value;
  return outcome.by === "crash"
    ? fail({ code: "document.damaged", retry: "never" })
    : refuse("document.too_complex", { limit: outcome.by });
}

/** Ends the process that waits for work now; it would end by itself. */
export function closeWriters(): void {
  writers.close();
}
