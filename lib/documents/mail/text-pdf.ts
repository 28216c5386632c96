import type { Lines } from "@/lib/documents/mail/text-grid";
import { upperControls } from "@/lib/documents/mail/windows-1252";

/** A4 in points. */
const page = { width: 595, height: 842, margin: 40 };
/** Of Courier, in parts of the size of the type. */
const letterWidth = 0.6;
const sizes = { least: 6, most: 9.5 };
const maxPages = 30;

/** Longest line, in letters, that fits the page in the smallest type. */
export const maxLetters = Math.floor((page.width - 2 * page.margin) / (letterWidth * sizes.least));

export type DrawnText = {
  readonly lines: Lines;
  /** Is on the page as invisible text: the reader ignores it and says so. */
  readonly hidden: string;
};

/**
 * Lines of text as a PDF in one typeface of equal letters, so that what stood in line stands in line. The same lines
 * always give the same bytes. Null when it would be too long, or mostly of letters that the typeface lacks.
 */
export function textPdf({ lines, hidden }: DrawnText): Uint8Array | null {
  const encoded = lines.map(encode);
  const letters = encoded.reduce((sum, { known }) => sum + known, 0);
  const lost = encoded.reduce((sum, { unknown }) => sum + unknown, 0);
  if (letters === 0 || lost > 0.2 * (letters + lost)) return null;
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 1);
  const size = Math.min(
    sizes.most,
    Math.max(sizes.least, Math.floor(((page.width - 2 * page.margin) / (letterWidth * longest)) * 100) / 100),
  );
  const leading = Math.round(size * 135) / 100;
  const perPage = Math.floor((page.height - 2 * page.margin) / leading);
  if (encoded.length > perPage * maxPages) return null;
  const pages: string[] = [];
  for (let from = 0; from < encoded.length; from += perPage) {
    const shown = encoded.slice(from, from + perPage).map(({ text }) => `(${text}) Tj T*`);
    const start = `BT /F1 ${size} Tf ${leading} TL ${page.margin} ${page.height - page.margin - size} Td`;
    pages.push(`${start}\n${shown.join("\n")}\nET`);
  }
  const unseen = hidden === "" ? "" : `\nBT /F1 6 Tf 3 Tr ${page.margin} 20 Td (${encode(hidden.slice(0, 2000)).text}) Tj ET`;
  return assembled(pages.map((content, index) => (index === 0 ? content + unseen : content)));
}

/** Objects: 1 catalogue, 2 page tree, 3 typeface, then page and content in turn. */
function assembled(contents: readonly string[]): Uint8Array {
  const kids = contents.map((_, index) => `${4 + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} /MediaBox [0 0 ${page.width} ${page.height}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

type Encoded = { readonly text: string; readonly known: number; readonly unknown: number };

/** One byte a letter, the marks of PDF strings escaped. Letters that the typeface lacks lose their accent, or become "?". */
function encode(line: string): Encoded {
  let text = "";
  let known = 0;
  let unknown = 0;
  for (const letter of line.normalize("NFC")) {
    const byte = byteOf(letter) ?? byteOf(replacements.get(letter) ?? letter.normalize("NFKD").slice(0, 1));
    const isLetter = /[\p{L}\p{N}]/u.test(letter);
    if (isLetter && byte !== null) known++;
    if (isLetter && byte === null) unknown++;
    const drawn = String.fromCharCode(byte ?? (isLetter ? 0x3f : 0x20));
    text += /[\\()]/u.test(drawn) ? `\\${drawn}` : drawn;
  }
  return { text, known, unknown };
}

const replacements = new Map([["−", "-"], ["‐", "-"], ["‑", "-"], ["→", ">"], ["✓", "x"], ["ł", "l"], ["Ł", "L"], ["đ", "d"], ["ı", "i"]]); // prettier-ignore

/** Letters of windows-1252 that are not at their place in Unicode. */
const moved = new Map([...upperControls].map((letter, index): [string, number] => [letter, 0x80 + index]));

function byteOf(letter: string): number | null {
  const code = letter.codePointAt(0) ?? 0;
  if ((code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff)) return code;
  return moved.get(letter) ?? null;
}
