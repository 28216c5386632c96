import "server-only";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";
import {
  asPdf,
  fileForModel,
  filePatienceMs,
  invoiceQuestion,
  isWanted,
  mostPages,
  patienceUntil,
  readTwice,
} from "@/lib/agents/invoices/second-reader/twice-run";
import { askAlone, type LoneReader } from "@/lib/claude/ask-alone";
import type { Evidence } from "@/lib/claude/request";
import type { ReadDocument } from "@/lib/documents/model";
import { ok } from "@/lib/kernel/result";

type FileAlone = { readonly bytes: Uint8Array; readonly mediaType: string; readonly document: ReadDocument };

/**
 * The second reading without company and database: of what the own reading is unsure of, as the console asks it. What it
 * costs is on the bill of the key's owner and not known here.
 */
export async function secondReadingAlone(
  reader: LoneReader,
  file: FileAlone,
  readings: readonly InvoiceReading[],
  context: ReadingContext,
): Promise<readonly InvoiceReading[]> {
  const deadline = performance.now() + filePatienceMs;
  const done: InvoiceReading[] = [];
  for (const reading of readings) {
    if (!isWanted("unsure", reading)) {
      done.push(reading);
      continue;
    }
    const patienceMs = patienceUntil(deadline);
    const ask = async (evidence: readonly Evidence[]) => {
      const answer = await askAlone(reader, { ...invoiceQuestion, evidence, patienceMs });
      return answer.ok ? ok({ value: answer.value, model: reader.model, cents: "–" }) : answer;
    };
    const pictures = () => picturesOf(file, reading, readings.length > 1);
    done.push((await readTwice(reading, file.document, context, { patienceMs, pictures, ask })).reading);
  }
  return done;
}

/** Only this invoice: its own pages where it shares the file with others. */
async function picturesOf({ bytes, mediaType }: FileAlone, { pages }: InvoiceReading, isShared: boolean): Promise<readonly Evidence[]> {
  if (pages.length > mostPages) return [];
  if (!isShared) return fileForModel(bytes, mediaType);
  const own = await asPdf(bytes, mediaType, pages);
  return own ? fileForModel(own, "application/pdf") : [];
}
