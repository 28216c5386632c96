/** The upper half of code page 850, from 0x80 on. */
const page850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "cp850";

type DecodedText = { readonly text: string; readonly encoding: TextEncoding };

/**
 * The text of a bank's file: UTF-8 where it is that throughout, otherwise the one of Windows-1252 and code page 850 in
 * which more of the letters are such as Spanish is written with. Byte order mark and the final Ctrl-Z of old files are cut.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide !== null) return { text: tidy(new TextDecoder(wide).decode(bytes)), encoding: wide };
  const utf8 = strictUtf8(bytes);
  if (utf8 !== null) return { text: tidy(utf8), encoding: "utf-8" };
  const windows = new TextDecoder("windows-1252").decode(bytes);
  const old = decode850(bytes);
  return spanishness(old) > spanishness(windows)
    ? { text: tidy(old), encoding: "cp850" }
    : { text: tidy(windows), encoding: "windows-1252" };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function decode850(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let from = 0; from < bytes.length; from += 8192) {
    chunks.push(
      Array.from(bytes.subarray(from, from + 8192), (byte) =>
        byte < 0x80 ? String.fromCharCode(byte) : (page850[byte - 0x80] ?? ""),
      ).join(""),
    );
  }
  return chunks.join("");
}

const spanish = /[ñÑáéíóúÁÉÍÓÚüÜçÇàèòÀÈÒïÏºª·€]/gu;
const foreign = /[^\p{ASCII}ñÑáéíóúÁÉÍÓÚüÜçÇàèòÀÈÒïÏºª·€]/gu;

const spanishness = (text: string): number => 2 * (text.match(spanish)?.length ?? 0) - (text.match(foreign)?.length ?? 0);

const tidy = (text: string): string => text.replace(/^\ufeff/u, "").replaceAll("\u001a", "");
