import type { LeftReason } from "@/lib/documents/model-mail";

/** Why a file that is no PDF, picture, electronic invoice or mail stays where it is: by its declared type and its name. */
export function leftReason(fileName: string, mimeType: string, bytes: Uint8Array): LeftReason {
  if (bytes.length === 0) return "empty";
  const end = /\.([a-z0-9]{1,8})$/iu.exec(fileName)?.[1]?.toLowerCase() ?? "";
  if (
    mimeType === "application/ms-tnef" ||
    mimeType === "application/vnd.ms-tnef" ||
    fileName.toLowerCase() === "winmail.dat" ||
    isTnef(bytes)
  )
    return "outlook";
  if (/^text\/(?:x-)?vcard$/u.test(mimeType) || end === "vcf") return "contact";
  if (mimeType === "text/calendar" || mimeType === "application/ics" || end === "ics") return "calendar";
  if (/^application\/(?:x-)?(?:pkcs7-signature|pgp-signature|pgp-keys)$/u.test(mimeType) || /^(?:p7s|asc|sig)$/u.test(end))
    return "signature";
  if (isZip(bytes) || /^(?:zip|rar|7z|gz|tgz)$/u.test(end)) return "archive";
  return bytes[0] === 0x47 && bytes[1] === 0x49 && bytes[2] === 0x46 ? "decoration" : "unsupported";
}

const isTnef = (bytes: Uint8Array) => bytes[0] === 0x78 && bytes[1] === 0x9f && bytes[2] === 0x3e && bytes[3] === 0x22;
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
