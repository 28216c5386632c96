import { deflateSync } from "node:zlib";
import { PDFDocument, PDFHexString, PDFName, StandardFonts, type PDFFont, type PDFPage } from "pdf-lib";

export type Canvas = { readonly document: PDFDocument; readonly page: PDFPage; readonly font: PDFFont; readonly bold: PDFFont };

/** A4 in points. */
export const a4 = { width: 595, height: 842 } as const;

/** A PDF with one page, drawn by the caller in PDF coordinates (origin at the bottom left). */
export async function pdfOf(
  draw: (canvas: Canvas) => void | Promise<void>,
  size: readonly [number, number] = [a4.width, a4.height],
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([...size]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  await draw({ document, page, font, bold });
  return document.save();
}

/** An ordinary invoice, enough to be recognised. */
export async function smallInvoicePdf(): Promise<Uint8Array> {
  return pdfOf(({ page, font, bold }) => {
    page.drawText("FACTURA", { x: 50, y: 770, size: 20, font: bold });
    const lines = [
      "Ferretería Aldaba, S.L.",
      "NIF B12345674",
      "Número A-2291",
      "Fecha 14/10/2026",
      "Base imponible 1.100,00",
      "IVA 21 % 231,00",
      "Total 1.331,00 €",
    ];
    for (const [i, line] of lines.entries()) page.drawText(line, { x: 50, y: 730 - i * 24, size: 12, font });
  });
}

/** One page for each of these texts, printed as a typewriter would. */
export async function pagesPdf(...pages: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Courier);
  for (const text of pages) {
    const page = document.addPage([a4.width, a4.height]);
    for (const [i, line] of text.trim().split("\n").entries()) page.drawText(line, { x: 40, y: 790 - i * 14, size: 9, font });
  }
  return document.save();
}

/** A page whose content stream is given as it is, compressed. */
export async function rawPagePdf(content: Uint8Array | string, extra?: (canvas: Canvas) => void): Promise<Uint8Array> {
  return pdfOf((canvas) => {
    const { document, page } = canvas;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const stream = document.context.stream(deflateSync(bytes, { level: 1 }), { Filter: "FlateDecode" });
    page.node.set(PDFName.of("Contents"), document.context.register(stream));
    extra?.(canvas);
  });
}

/** Cannot be opened without a password that nobody has. */
export async function encryptedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.load(await smallInvoicePdf());
  const secret = (byte: number) => Buffer.alloc(32, byte).toString("hex");
  const security = document.context.obj({ Filter: "Standard", V: 1, R: 2, P: -44 });
  security.set(PDFName.of("O"), PDFHexString.of(secret(0x41)));
  security.set(PDFName.of("U"), PDFHexString.of(secret(0x42)));
  document.context.trailerInfo.Encrypt = document.context.register(security);
  document.context.trailerInfo.ID = document.context.obj([PDFHexString.of("00".repeat(16)), PDFHexString.of("00".repeat(16))]);
  return document.save({ useObjectStreams: false });
}
