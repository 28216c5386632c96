import "server-only";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";
import {
  fileForModel,
  filePatienceMs,
  invoiceQuestion,
  isWanted,
  mostPages,
  patienceUntil,
  readTwice,
} from "@/lib/agents/invoices/second-reader/twice-run";
import { askClaude } from "@/lib/claude/ask";
import { microsToCents } from "@/lib/claude/micros";
import type { Evidence } from "@/lib/claude/request";
import { findSetup, noteSaid } from "@/lib/claude/store";
import { blobStore } from "@/lib/documents/blob-store";
import type { ReadDocument } from "@/lib/documents/model";
import { ok } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";

type FileToRead = {
  readonly documentId: string;
  readonly blobKey: string;
  readonly mediaType: string;
  readonly document: ReadDocument;
};

/** One invoice of the file; `file`: its own pages alone, where it shares the file with others. */
type Found = {
  readonly reading: InvoiceReading;
  readonly part: { readonly index: number } | null;
  readonly file: { readonly blobKey: string } | null;
};

/**
 * Lets the model read what the company wants it to read, and gives back what was found as it stands then. Without leave,
 * without need or without an answer it is what was given: a failure outside never fails a document.
 */
export async function secondReading<T extends Found>(
  scope: CompanyScope,
  file: FileToRead,
  found: readonly [T, ...T[]],
  context: ReadingContext,
): Promise<readonly [T, ...T[]]> {
  const setup = await scope.read((tx) => findSetup(tx, scope));
  if (!setup || setup.mode === "off") return found;
  const { mode } = setup;
  const deadline = performance.now() + filePatienceMs;
  const read = async (one: T): Promise<T> =>
    isWanted(mode, one.reading) ? { ...one, reading: await readOnce(scope, file, one, { context, deadline }) } : one;
  const [first, ...others] = found;
  const done: [T, ...T[]] = [await read(first)];
  for (const other of others) done.push(await read(other));
  return done;
}

type Call = { readonly context: ReadingContext; readonly deadline: number };

async function readOnce(scope: CompanyScope, file: FileToRead, one: Found, { context, deadline }: Call): Promise<InvoiceReading> {
  const patienceMs = patienceUntil(deadline);
  const subject = { documentId: file.documentId, part: one.part?.index ?? null };
  const ask = async (evidence: readonly Evidence[]) => {
    const answer = await askClaude(scope, { purpose: "invoice.second_reader", ...invoiceQuestion, evidence, subject, patienceMs });
    return answer.ok ? ok({ ...answer.value, cents: microsToCents(answer.value.costMicros) }) : answer;
  };
  const read = await readTwice(one.reading, file.document, context, { patienceMs, pictures: () => original(file, one), ask });
  const { answer, said } = read;
  if (answer) await scope.write((tx) => noteSaid(tx, scope, answer.callId, said));
  return read.reading;
}

/** Only this invoice: its own pages where it shares a file, or the file where it has one to itself and that is small. */
async function original({ blobKey, mediaType }: FileToRead, { reading, part, file }: Found): Promise<readonly Evidence[]> {
  if ((part !== null && file === null) || reading.pages.length > mostPages) return [];
  const bytes = await blobStore().get(file?.blobKey ?? blobKey);
  return bytes ? fileForModel(bytes, file === null ? mediaType : "application/pdf") : [];
}
