import "server-only";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";
import { compareReadings } from "@/lib/agents/invoices/second-reader/compare";
import { pagesAsText } from "@/lib/agents/invoices/second-reader/pages-as-text";
import { invoiceMaxTokens, invoicePrompt, secondAnswer } from "@/lib/agents/invoices/second-reader/prompt";
import { askClaude } from "@/lib/claude/ask";
import { microsToCents } from "@/lib/claude/micros";
import type { Evidence } from "@/lib/claude/request";
import type { ClaudeMode } from "@/lib/claude/setup";
import { findSetup, noteSaid } from "@/lib/claude/store";
import { blobStore } from "@/lib/documents/blob-store";
import type { ReadDocument } from "@/lib/documents/model";
import { writePages } from "@/lib/documents/write-pages";
import type { Reason } from "@/lib/kernel/evidence";
import type { Failure } from "@/lib/kernel/result";
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

/** A file of many invoices waits no longer than this for all of them. */
const filePatienceMs = 180_000;
type Call = { readonly context: ReadingContext; readonly deadline: number };
const notAvailable: Reason = { code: "second.not_available", level: "info" };

/** What is no invoice is refused anyway, and what has no pages is read exactly. */
function isWanted(mode: ClaudeMode, { isInvoice, pages, standing }: InvoiceReading): boolean {
  return isInvoice && pages.length > 0 && (mode === "always" || standing !== "clear");
}

async function readOnce(scope: CompanyScope, file: FileToRead, one: Found, { context, deadline }: Call): Promise<InvoiceReading> {
  const local = one.reading;
  const patienceMs = Math.min(90_000, deadline - performance.now());
  if (patienceMs < 5_000) return { ...local, reasons: [...local.reasons, notAvailable] };
  const document = { ...file.document, pages: file.document.pages.filter(({ number }) => local.pages.includes(number)) };
  const ask = (evidence: readonly Evidence[]) =>
    askClaude(scope, {
      purpose: "invoice.second_reader",
      prompt: invoicePrompt,
      evidence,
      schema: secondAnswer,
      maxTokens: invoiceMaxTokens,
      subject: { documentId: file.documentId, part: one.part?.index ?? null },
      timeoutMs: 60_000,
      patienceMs,
    });
  const words: Evidence = { kind: "text", title: "Words of the pages:", text: pagesAsText(document) };
  const pictures = await original(file, one);
  const first = await ask([...pictures, words]);
  // What the file can cost at most is too much for what is left of the month: the words alone cost little.
  const isTooDear = pictures.length > 0 && !first.ok && first.error.code === "claude.budget_spent";
  const answer = isTooDear ? await ask([words]) : first;
  if (!answer.ok) return withoutAnswer(local, answer.error);
  const { value, callId, model, costMicros } = answer.value;
  const compared = compareReadings(local, value, document, context, { model, cents: microsToCents(costMicros) });
  await scope.write((tx) => noteSaid(tx, scope, callId, compared.said));
  return compared.reading;
}

const mostPages = 20;
/** What the API takes of one picture, before it grows by a third on its way; a PDF may be larger. */
const mostBytes = { image: 3_700_000, pdf: 15_000_000 } as const;
const pictureTypes = ["image/png", "image/jpeg", "image/webp"] as const;

/** Only this invoice: its own pages where it shares a file, or the file where it has one to itself and that is small. */
async function original({ blobKey, mediaType }: FileToRead, { reading, part, file }: Found): Promise<readonly Evidence[]> {
  if ((part !== null && file === null) || reading.pages.length > mostPages) return [];
  const type = file === null ? mediaType : "application/pdf";
  if (type !== "application/pdf" && !type.startsWith("image/")) return [];
  const bytes = await blobStore().get(file?.blobKey ?? blobKey);
  if (!bytes) return [];
  const picture = pictureTypes.find((one) => one === type);
  if (picture !== undefined && bytes.length <= mostBytes.image) return [{ kind: "image", bytes, mediaType: picture }];
  const pdf = type === "application/pdf" ? bytes : await asPdf(bytes, type);
  return pdf && pdf.length <= mostBytes.pdf ? [{ kind: "pdf", bytes: pdf }] : [];
}

/** Pictures of phones and scanners that the API does not take, or not so large; written where strangers' files may be opened. */
async function asPdf(bytes: Uint8Array, mediaType: string): Promise<Uint8Array | null> {
  const written = await writePages({ files: [{ bytes, mediaType }], outputs: [[{ file: 0, pages: null }]] });
  return (written.ok && written.value[0]) || null;
}

/** The item says that nobody else read it, and goes on. Switched off meanwhile is no news. */
function withoutAnswer(local: InvoiceReading, { code }: Failure): InvoiceReading {
  if (code === "claude.off" || code === "claude.cancelled") return local;
  const why: Reason = code === "claude.budget_spent" ? { code: "second.budget_spent", level: "info" } : notAvailable;
  return { ...local, reasons: [...local.reasons, why] };
}
