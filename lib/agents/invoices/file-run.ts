import "server-only";
import { readInvoices } from "@/lib/agents/invoices/read-invoices";
import type { InvoiceReading, ReadingContext } from "@/lib/agents/invoices/reading";
import { onlyPages, onPagesOf } from "@/lib/agents/invoices/split/only-pages";
import { readAsOne } from "@/lib/agents/invoices/split/read-pages";
import type { Unread, WrittenFile } from "@/lib/agents/invoices/store";
import { blobStore } from "@/lib/documents/blob-store";
import { keepDrawnPages } from "@/lib/documents/keep-drawn-pages";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { ReadDocument } from "@/lib/documents/model";
import { readDocument } from "@/lib/documents/read-document";
import { writePages } from "@/lib/documents/write-pages";
import { sha256 } from "@/lib/kernel/hash";
import { newId } from "@/lib/kernel/ids";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import type { CompanyScope } from "@/lib/platform/db/scope";
import type { Part } from "@/lib/review/model";

export type FoundInvoice = {
  readonly reading: InvoiceReading;
  /** Null: it has the file to itself. */
  readonly part: Part | null;
  /** Only its pages, stored, where it shares the file. */
  readonly file: WrittenFile | null;
};

export type FileRead = {
  readonly mediaType: string;
  readonly document: ReadDocument;
  /** For opening, reading and understanding. */
  readonly ms: number;
  readonly found: readonly [FoundInvoice, ...FoundInvoice[]];
  /** Set where the file was made of others only now. */
  readonly made: Pick<WrittenFile, "byteSize" | "sha256"> | null;
};

/**
 * Opens and understands the file of an item: whole, some of its pages, or made first of the files it stands for. What is
 * written here (a file made of others, the pages of each of several invoices) is stored before anybody names it.
 * Refuses what `readDocument` refuses, and `document.missing_file`.
 */
export async function readFileOf(scope: CompanyScope, unread: Unread, context: ReadingContext): Promise<Result<FileRead>> {
  const started = performance.now();
  const opened = await openFile(unread);
  if (!opened.ok) return opened;
  const { bytes, mediaType } = opened.value;
  const pages = unread.part?.pages;
  const cut = pages ? await pagesAlone(bytes, mediaType, pages) : null;
  const read = cut?.ok ? await readDocument(cut.value, "application/pdf") : await readDocument(bytes, mediaType);
  // What could not be read is looked at by a person all the more.
  if (!cut)
    await keepDrawnPages({
      blobKey: unread.blobKey,
      bytes,
      mediaType,
      pages: read.ok ? read.value.pages.map(({ number }) => number) : [1],
    });
  if (!read.ok) return read;
  const document = pages ? numbered(cut?.ok ? read.value : onlyPages(read.value, pages), pages) : read.value;
  const readings = readingsOf(unread, document, context);
  const ms = Math.round(performance.now() - started);
  const found = await (cut
    ? keepPart(scope, unread, readings[0], cut.ok ? cut.value : null)
    : keepParts(scope, unread, { bytes, mediaType, document }, readings));
  const made = unread.madeOf && { byteSize: bytes.byteLength, sha256: sha256(bytes) };
  return ok({ mediaType, document, ms, found, made });
}

type Opened = { readonly bytes: Uint8Array; readonly mediaType: string };

async function openFile(unread: Unread): Promise<Result<Opened>> {
  const made = unread.madeOf ? await makeFile(unread.madeOf) : null;
  if (made && !made.ok) return made;
  const bytes = made ? made.value : await blobStore().get(unread.blobKey);
  if (!bytes) return refuse("document.missing_file");
  // What was made can be looked at even where it cannot be read.
  if (made) await blobStore().put(unread.blobKey, bytes);
  const inspected = inspectUpload(bytes, made ? undefined : unread.fileName);
  return inspected.ok ? ok({ bytes, mediaType: inspected.value.mediaType }) : inspected;
}

async function makeFile(sources: NonNullable<Unread["madeOf"]>): Promise<Result<Uint8Array>> {
  const files: Opened[] = [];
  for (const { blobKey, mediaType } of sources) {
    const bytes = await blobStore().get(blobKey);
    if (!bytes) return refuse("document.missing_file");
    files.push({ bytes, mediaType });
  }
  return first(await writePages({ files, outputs: [sources.map(({ pages }, file) => ({ file, pages }))] }));
}

const pagesAlone = async (bytes: Uint8Array, mediaType: string, pages: readonly number[]): Promise<Result<Uint8Array>> =>
  first(await writePages({ files: [{ bytes, mediaType }], outputs: [[{ file: 0, pages }]] }));

function first(written: Result<readonly Uint8Array[]>): Result<Uint8Array> {
  if (!written.ok) return written;
  const [only] = written.value;
  return only ? ok(only) : fail({ code: "document.damaged", retry: "never" });
}

/** Pages that were counted from 1 again have the numbers of the file back. */
function numbered(document: ReadDocument, pages: readonly number[]): ReadDocument {
  return { ...document, pages: document.pages.map((page, i) => ({ ...page, number: pages[i] ?? page.number })) };
}

/** What a person divided or merged is one invoice; everything else is what it looks like. */
function readingsOf(
  { part, madeOf }: Unread,
  document: ReadDocument,
  context: ReadingContext,
): readonly [InvoiceReading, ...InvoiceReading[]] {
  if (part?.pages) {
    const alone = onlyPages(document, part.pages);
    return [onPagesOf(readAsOne(alone, context), part.pages)];
  }
  if (madeOf) return [readAsOne(document, context)];
  const all = readInvoices(document, context);
  const own = part && all[part.index - 1];
  // One of several in a file without pages that is read again is the same one as before.
  return own ? [own] : all;
}

async function keepPart(
  scope: CompanyScope,
  unread: Unread,
  reading: InvoiceReading,
  bytes: Uint8Array | null,
): Promise<readonly [FoundInvoice, ...FoundInvoice[]]> {
  const file = bytes && (await keep(scope, unread, bytes, reading.pages));
  return [{ reading: withAttachment(reading, file), part: unread.part && partWith(unread.part, file), file }];
}

async function keepParts(
  scope: CompanyScope,
  unread: Unread,
  { bytes, mediaType, document }: Opened & { readonly document: ReadDocument },
  readings: readonly [InvoiceReading, ...InvoiceReading[]],
): Promise<readonly [FoundInvoice, ...FoundInvoice[]]> {
  const isShared = readings.length > 1 && readings.every(({ pages }) => pages.length > 0 && pages.length < document.pages.length);
  const outputs = readings.map(({ pages }) => [{ file: 0, pages }]);
  const written = isShared ? await writePages({ files: [{ bytes, mediaType }], outputs }) : null;
  const found: FoundInvoice[] = [];
  for (const [at, reading] of readings.entries()) {
    const own = written?.ok ? written.value[at] : undefined;
    const file = own ? await keep(scope, unread, own, reading.pages) : null;
    const place = { index: at + 1, of: readings.length, ...(isShared && { pages: [...reading.pages] }) };
    const part = unread.part ?? (readings.length > 1 ? partWith(place, file) : null);
    found.push({ reading: isShared ? withAttachment(reading, file) : reading, part, file });
  }
  const [one, ...others] = found;
  if (!one) throw new Error("a file gives at least one reading");
  return [one, ...others];
}

const partWith = (part: Part, file: WrittenFile | null): Part => (file ? { ...part, fileId: file.documentId } : part);

/** Where the pages cannot be taken out, the person is told that Holded will get all of them. */
function withAttachment(reading: InvoiceReading, file: WrittenFile | null): InvoiceReading {
  return file ? reading : { ...reading, reasons: [...reading.reasons, { code: "page.whole_file_attached", level: "info" }] };
}

async function keep(scope: CompanyScope, { fileName }: Unread, bytes: Uint8Array, pages: readonly number[]): Promise<WrittenFile> {
  const documentId = newId();
  const blobKey = `${scope.companyId}/${scope.environment}/${documentId}`;
  await blobStore().put(blobKey, bytes);
  const [from = 1, to = from] = [pages[0], pages.at(-1)];
  const stem = fileName.replace(/\.[A-Za-z0-9]{1,5}$/, "");
  return {
    documentId,
    fileName: `${stem}-p${from === to ? from : `${from}-${to}`}.pdf`,
    blobKey,
    byteSize: bytes.byteLength,
    sha256: sha256(bytes),
  };
}
