import PostalMime, { type Attachment, type Email } from "postal-mime";
import { inspectUpload, type MediaType } from "@/lib/documents/inspect-upload";
import { htmlLines } from "@/lib/documents/mail/html-lines";
import { isDecoration } from "@/lib/documents/mail/is-decoration";
import { leftReason } from "@/lib/documents/mail/left-reason";
import { mailHead } from "@/lib/documents/mail/mail-head";
import type { LeftPart, LeftReason, MailHead, MailPart, OpenedMail } from "@/lib/documents/model-mail";
import { originalSender } from "@/lib/documents/mail/original-sender";
import { pictureSize } from "@/lib/documents/mail/picture-size";
import { plainLines } from "@/lib/documents/mail/plain-lines";
import { maxLetters, textPdf, type DrawnText } from "@/lib/documents/mail/text-pdf";
import { mendControls } from "@/lib/documents/mail/windows-1252";
import { readXml } from "@/lib/documents/read-xml";
import { sha256 } from "@/lib/kernel/hash";
import { ok, refuse, type Result } from "@/lib/kernel/result";

/** What one mail may hold before it is refused or cut: forwarded mails inside each other, and files in all of them. */
const most = { depth: 5, parts: 200, bodyLetters: 1_000_000, headerBytes: 512 * 1024, mimeDepth: 40 };

/**
 * Takes a mail apart: files that may be invoices, the text of each message as drawn pages, and the names of what is
 * neither. Forwarded mails are opened too. Refuses `document.damaged` for what is no mail, and `document.too_complex` for
 * one with more parts than anybody sends. Runs where a hostile file may do no harm; never throws for what is in it.
 */
export async function openMail(bytes: Uint8Array): Promise<Result<OpenedMail>> {
  const opening = new Opening();
  const head = await opening.message(bytes, 0);
  if (head === "damaged") return refuse("document.damaged");
  if (opening.isOverfull) return refuse("document.too_complex", { limit: "parts" });
  return ok({ head, parts: opening.chosenParts(), bodies: opening.bodies, texts: opening.texts, left: opening.left });
}

type Found = MailPart & { readonly isInlinePicture: boolean };

class Opening {
  readonly bodies: MailPart[] = [];
  readonly texts: string[] = [];
  readonly left: LeftPart[] = [];
  private readonly found: Found[] = [];
  private readonly seen = new Set<string>();
  private count = 0;

  get isOverfull(): boolean {
    return this.count > most.parts;
  }

  async message(bytes: Uint8Array, depth: number): Promise<MailHead | "damaged"> {
    const mail = await parsed(bytes);
    if (!mail) return "damaged";
    const head = mailHead(mail);
    const text = this.textOf(mail);
    this.texts.push(asWritten(mail, text));
    const sent = { ...head, ...originalSender(head, text.lines) };
    const pdf = textPdf(text);
    if (pdf) this.bodies.push({ fileName: `${head.subject?.trim().slice(0, 120) || "correo"}.pdf`, bytes: pdf, head: sent });
    for (const [index, attachment] of mail.attachments.entries()) {
      this.count++;
      if (this.isOverfull) break;
      await this.attachment(attachment, { head: sent, depth, number: index + 1, html: mail.html ?? "" });
    }
    return head;
  }

  /** A picture inside the text is a document only where nothing else can be one: some telephones send photos so. */
  chosenParts(): readonly MailPart[] {
    const files = this.found.filter((part) => !part.isInlinePicture);
    if (files.length === 0) return this.found.map(bare);
    for (const { fileName } of this.found.filter((part) => part.isInlinePicture)) this.left.push({ fileName, why: "decoration" });
    return files.map(bare);
  }

  private textOf(mail: Email): DrawnText {
    const [html, text] = [mendControls(mail.html ?? ""), mendControls(mail.text ?? "")];
    if ((html || text).length > most.bodyLetters) {
      this.left.push({ fileName: "", why: "too_long" });
      return { lines: [], hidden: "" };
    }
    return html ? htmlLines(html, maxLetters) : { lines: plainLines(text, maxLetters), hidden: "" };
  }

  private async attachment(attachment: Attachment, at: { head: MailHead; depth: number; number: number; html: string }): Promise<void> {
    const bytes = bytesOf(attachment);
    const inspected = inspectUpload(bytes);
    const type = inspected.ok ? inspected.value.mediaType : null;
    const fileName = mendControls(attachment.filename ?? "").trim() || nameless(at.number, type);
    const leave = (why: LeftReason) => void this.left.push({ fileName, why });
    if (type === null || (type === "message/rfc822" && !isMail(attachment, fileName)))
      return leave(leftReason(fileName, attachment.mimeType, bytes));
    if (type === "message/rfc822") {
      if (at.depth + 1 >= most.depth) return leave("too_deep");
      return (await this.message(bytes, at.depth + 1)) === "damaged" ? leave("unsupported") : undefined;
    }
    const hash = sha256(bytes);
    if (this.seen.has(hash)) return leave("repeated");
    this.seen.add(hash);
    if (type === "application/xml" && isOtherXml(bytes)) return leave("other_xml");
    const isPicture = type.startsWith("image/");
    const isInline = isPicture && isInText(attachment, at.html);
    const size = isPicture ? await pictureSize(bytes) : null;
    if (isPicture && (size ? isDecoration({ ...size, isInline }) : isInline)) return leave("decoration");
    this.found.push({ fileName, bytes, head: at.head, isInlinePicture: isInline });
  }
}

/** Marks of quotation and signatures mean something in a plain text; what has none is taken as it is shown. */
function asWritten(mail: Email, { lines }: DrawnText): string {
  const plain = mendControls(mail.text ?? "").replace(/\r\n?/gu, "\n");
  return plain.trim() === "" || plain.length > most.bodyLetters ? lines.join("\n") : plain;
}

/** Null for what the parser gives up on: frames inside frames without end, headers of megabytes. */
async function parsed(bytes: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: most.mimeDepth,
      maxHeadersSize: most.headerBytes,
    });
  } catch {
    return null; // It throws plain errors, and only for what is in the file.
  }
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** Some texts begin like a mail: only what was sent as one, or is named like one, is opened. */
const isMail = ({ mimeType }: Attachment, fileName: string) =>
  mimeType === "message/rfc822" || mimeType === "message/global" || /\.eml$/iu.test(fileName);

/** Something else for machines, such as a receipt of delivery. What cannot be read at all is left to the reader's refusal. */
function isOtherXml(bytes: Uint8Array): boolean {
  const read = readXml(bytes);
  return !read.ok && read.error.code === "document.not_an_invoice";
}

function isInText({ related, contentId, disposition }: Attachment, html: string): boolean {
  const id = contentId?.replace(/^<|>$/gu, "") ?? "";
  return related === true || disposition === "inline" || (id !== "" && html.includes(`cid:${id}`));
}

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "application/xml": "xml",
  "image/heic": "heic",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/tiff": "tif",
  "image/webp": "webp",
};
const nameless = (number: number, type: MediaType | null) => `adjunto-${number}.${endings[type ?? ""] ?? "bin"}`;

const bare = ({ fileName, bytes, head }: Found): MailPart => ({ fileName, bytes, head });
