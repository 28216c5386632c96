import { ok, refuse, type Result } from "@/lib/kernel/result";

export type MediaType =
  "application/pdf" | "image/jpeg" | "image/png" | "image/webp" | "image/tiff" | "image/heic" | "application/xml" | "message/rfc822";

export type Inspected = { readonly mediaType: MediaType };

/**
 * What a file is by its first bytes; its name and what the browser says prove nothing. Refuses `document.empty` and
 * `document.unsupported_type`, the latter with the type where it is a known one, so that the person can be told.
 */
export function inspectUpload(bytes: Uint8Array, _fileName?: string): Result<Inspected> {
  if (bytes.length === 0) return refuse("document.empty");
  const readable = signatures.find(({ fits }) => fits(bytes));
  if (readable) return ok({ mediaType: readable.mediaType });
  const known = strangers.find(({ fits }) => fits(bytes));
  return known ? refuse("document.unsupported_type", { type: known.type }) : refuse("document.unsupported_type");
}

type Test = (bytes: Uint8Array) => boolean;

const at =
  (offset: number, ...expected: number[]): Test =>
  (bytes) =>
    expected.every((byte, i) => bytes[offset + i] === byte);

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

const page = /^[^\x20-\x7e]*\s*<(?:!doctype html|html)\b/iu;

/** A declaration or a first element, in one or two bytes a letter; a web page is none. */
function isXml(bytes: Uint8Array): boolean {
  const start = text(bytes, 0, 512).replace(/\0/gu, "");
  return (
    /^[^\x20-\x7e]*\s*<(?:\?xml|!DOCTYPE\s|!--|[A-Za-z][\w.-]*(?::[\w.-]+)?[\s>])/u.test(start) &&
    !page.test(start) &&
    !/<(?:svg|html)[\s>]/iu.test(start)
  );
}

/** Header lines from the first on, among them one that only mails have. */
function isMail(bytes: Uint8Array): boolean {
  const start = text(bytes, 0, 4096).replace(/^(?:\xef\xbb\xbf)?\s*/u, "");
  if (!/^(?:From [^\r\n]+|[!-9;-~]{1,60}:[ \t\r\n])/u.test(start)) return false;
  const head = /^[^]*?(?=\r?\n\r?\n|$)/u.exec(start)?.[0] ?? "";
  return /^(?:Received|Return-Path|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|DKIM-Signature):/imu.test(head);
}

/** By the brands in its first box; AVIF shares the box and is something else. */
export function isHeic(bytes: Uint8Array): boolean {
  const brands = text(bytes, 8, 32);
  return text(bytes, 4, 8) === "ftyp" && (/hei[cmsx]|hev[cmsx]/u.test(brands) || (/mif1|msf1/u.test(brands) && !brands.includes("avif")));
}

const signatures: readonly { readonly mediaType: MediaType; readonly fits: Test }[] = [
  // Readers accept junk before the header, and mail gateways put it there.
  { mediaType: "application/pdf", fits: (bytes) => /%PDF-\d/u.test(text(bytes, 0, 1024)) && !at(0, 0x4d, 0x5a)(bytes) },
  { mediaType: "image/jpeg", fits: at(0, 0xff, 0xd8, 0xff) },
  { mediaType: "image/png", fits: at(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mediaType: "image/webp", fits: (bytes) => text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP" },
  { mediaType: "image/heic", fits: isHeic },
  { mediaType: "image/tiff", fits: (bytes) => at(0, 0x49, 0x49, 0x2a, 0)(bytes) || at(0, 0x4d, 0x4d, 0, 0x2a)(bytes) },
  { mediaType: "application/xml", fits: isXml },
  { mediaType: "message/rfc822", fits: isMail },
];

const strangers: readonly { readonly type: string; readonly fits: Test }[] = [
  { type: "exe", fits: at(0, 0x4d, 0x5a) },
  { type: "exe", fits: at(0, 0x7f, 0x45, 0x4c, 0x46) },
  { type: "avif", fits: (bytes) => text(bytes, 4, 8) === "ftyp" && text(bytes, 8, 24).includes("avif") },
  { type: "zip", fits: at(0, 0x50, 0x4b, 0x03, 0x04) },
  { type: "zip", fits: at(0, 0x50, 0x4b, 0x05, 0x06) },
  { type: "gif", fits: (bytes) => text(bytes, 0, 4) === "GIF8" },
  { type: "doc", fits: at(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) },
  { type: "html", fits: (bytes) => /<(?:!doctype\s+)?html[\s>]/iu.test(text(bytes, 0, 512)) },
  { type: "svg", fits: (bytes) => /<svg[\s>]/iu.test(text(bytes, 0, 512)) },
];
