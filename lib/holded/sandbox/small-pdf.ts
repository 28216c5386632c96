const linesPerPage = 50;

/** A PDF 1.4 file with lines of text in Helvetica. What Latin-1 cannot write becomes a question mark. */
export function smallPdf(lines: readonly string[]): Uint8Array {
  const pages: (readonly string[])[] = [];
  for (let start = 0; start < Math.max(1, lines.length); start += linesPerPage) pages.push(lines.slice(start, start + linesPerPage));
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap((page, index) => {
      const content = `BT /F1 11 Tf 50 790 Td 15 TL\n${page.map((line) => `(${escaped(line)}) Tj T*`).join("\n")}\nET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`, "latin1"));
}

/** One byte per character, so that lengths and offsets can be counted in characters. */
function escaped(line: string): string {
  const written = [...line]
    .map((sign) => (sign === "€" ? "\u0080" : sign.length === 1 && sign.charCodeAt(0) <= 0xff ? sign : "?"))
    .join("");
  return written.replace(/[\\()]/g, (sign) => `\\${sign}`);
}
