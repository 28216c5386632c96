import "server-only";
import { linesOfPages } from "@/lib/agents/quotes/page-lines";
import { textOfTable } from "@/lib/agents/quotes/table-text";
import { maxRequestLength, quoteChannels, type QuoteRequestText } from "@/lib/agents/quotes/model";
import type { WaitingRequest } from "@/lib/agents/quotes/store";
import { blobStore } from "@/lib/documents/blob-store";
import { inspectUpload } from "@/lib/documents/inspect-upload";
import type { OpenedMail } from "@/lib/documents/model-mail";
import { readDocument, takeMailApart } from "@/lib/documents/read-document";
import { isSheet, readSheet } from "@/lib/documents/sheets/read-sheet";
import { decodeText } from "@/lib/documents/statements/decode-text";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { ok, refuse, type Result } from "@/lib/kernel/result";

/**
 * The words of a request, however it arrived: pasted, in a mail, a table or a page. Refused: what cannot be read at all, as
 * `readDocument`, `takeMailApart` and `readSheet` say, and `document.missing_file`.
 */
export async function requestOf(waiting: WaitingRequest): Promise<Result<QuoteRequestText>> {
  const { blobKey, receivedOn } = waiting;
  const bytes = blobKey === null ? null : await blobStore().get(blobKey);
  if (!bytes) return refuse("document.missing_file");
  const told = { channel: quoteChannels.find((one) => one === waiting.channel), from: waiting.sender, subject: waiting.subject };
  if (waiting.mediaType === "text/plain" && told.channel !== undefined)
    return ok({ ...told, channel: told.channel, received: receivedOn, text: decodeText(bytes).text });
  const inspected = inspectUpload(bytes);
  if (inspected.ok && inspected.value.mediaType === "message/rfc822") return ofMail(bytes, receivedOn);
  const text = await textOf(bytes, waiting.fileName ?? "");
  return text.ok ? ok({ channel: "file", from: null, subject: waiting.fileName, received: receivedOn, text: text.value }) : text;
}

/** The text of a file that is no mail. */
async function textOf(bytes: Uint8Array, fileName: string): Promise<Result<string>> {
  if (isSheet(bytes)) {
    const sheet = readSheet(bytes);
    return sheet.ok ? ok(textOfTable(sheet.value)) : sheet;
  }
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) return /\.(?:csv|tsv|txt|text)$/iu.test(fileName) && isText(bytes) ? ok(textOfTable(tableOf(bytes))) : inspected;
  const { mediaType } = inspected.value;
  if (mediaType === "application/xml") return refuse("document.unsupported_type", { type: "xml" });
  const read = await readDocument(bytes, mediaType);
  return read.ok ? ok(linesOfPages(read.value.pages)) : read;
}

const isText = (bytes: Uint8Array) => !bytes.subarray(0, 4_096).includes(0);

/** A text without a delimiter is a table with one column. */
function tableOf(bytes: Uint8Array): readonly (readonly string[])[] {
  const { text } = decodeText(bytes);
  return text.split(/\r\n|\r|\n/u).map((line) => line.split(/[;\t]/u).map((cell) => cell.trim().replace(/^"(.*)"$/u, "$1")));
}

/** A mail's own words, and below them what stands in the files that came with it. */
async function ofMail(bytes: Uint8Array, receivedOn: string): Promise<Result<QuoteRequestText>> {
  const opened = await takeMailApart(bytes);
  if (!opened.ok) return opened;
  const mail = opened.value;
  const { fromName, fromAddress, subject, date } = mail.head;
  const from = fromAddress === null ? fromName : fromName === null ? fromAddress : named(fromName, fromAddress);
  const text = [mail.texts[0] ?? "", ...(await attachedTexts(mail))].filter((part) => part.trim() !== "").join("\n\n");
  const sentAt = date === null ? Number.NaN : Date.parse(date);
  const received = Number.isNaN(sentAt) ? receivedOn : todayInMadrid(() => new Date(sentAt));
  return ok({ channel: "email", from, subject, received, text: text.slice(0, maxRequestLength + 1) });
}

/** Within what a quote keeps of a sender, the address whole: customers are recognised by it. */
const named = (name: string, address: string): string => `${name.slice(0, 300 - address.length - 3)} <${address}>`.trim();

/** What cannot be read stays unread: the mail's own words are what was asked. */
async function attachedTexts({ parts }: OpenedMail): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { bytes, fileName } of parts.slice(0, 3)) {
    const text = await textOf(bytes, fileName);
    if (text.ok) texts.push(text.value);
  }
  return texts;
}
