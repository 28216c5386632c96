import "server-only";
import type { DrawingTask } from "@/lib/documents/drawing-process";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import { Isolate } from "@/lib/documents/isolate";
import { defaultLimits } from "@/lib/documents/limits";
import { fail, refuse, type Result } from "@/lib/kernel/result";

/** Longest side of what is drawn, in pixels: an A4 page has 200 dots to the inch then. */
const maxSide = 2_400;
const timeoutMs = 20_000;

/**
 * One page of a photo or scan as JPEG, upright, for browsers that do not draw the file itself; made in an isolated process.
 * Refuses `access.not_found` for a page that the file does not have, `document.unsupported_type` for what is no picture,
 * `.too_large`, `.too_complex`, `.too_many_pages` and `.damaged`. Never throws for what is in the file.
 */
export async function drawPage(bytes: Uint8Array, page: number): Promise<Result<Uint8Array>> {
  const limits = defaultLimits;
  if (bytes.length > limits.maxBytes) return refuse("document.too_large", { limitMb: Math.round(limits.maxBytes / 1024 / 1024) });
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) return inspected;
  if (!inspected.value.mediaType.startsWith("image/")) return refuse("document.unsupported_type", { type: inspected.value.mediaType });
  const task: DrawingTask = { bytes, page, maxSide, limits };
  const outcome = await drawers.run<Result<Uint8Array>>(task, timeoutMs);
  if (outcome.kind === "answered") return outcome.value;
  return outcome.by === "crash"
    ? fail({ code: "document.damaged", retry: "never" })
    : refuse("document.too_complex", { limit: outcome.by });
}

/** Ends the process that waits for work now; it would end by itself. */
export function closeDrawers(): void {
  drawers.close();
}

/** A person waits for it, and it must not take the machine from those who read: one at a time. */
const drawers = new Isolate({
  script: "lib/documents/drawing-process.ts",
  maxProcesses: 1,
  memoryBytes: defaultLimits.ocrMemoryBytes,
});
