import fs from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";

let isPrepared = false;

/** A QR code as a PNG with so many pixels a side, printed as Veri*Factu wants it (error level M). */
export async function codePng(text: string, side: number): Promise<Buffer> {
  if (!isPrepared) {
    const wasm = fs.readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm"));
    prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) } });
    isPrepared = true;
  }
  const { svg } = await writeBarcode(text, { format: "QRCode", ecLevel: "M", scale: 4 });
  return sharp(Buffer.from(svg), { density: 600 }).resize(side, side).flatten({ background: "#fff" }).png().toBuffer();
}

/** The address in the code of an invoice of Veri*Factu. */
export const fiscalAddress = (number: string): string =>
  `https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=B12345674&numserie=${encodeURIComponent(number)}&fecha=14-10-2026&importe=1331.00`;

/** An A4 page at 200 dots per inch with a code of so many millimetres on it, and lines of print. */
export async function pageWithCode(text: string, millimetres: number): Promise<Buffer> {
  const side = Math.round((millimetres / 25.4) * 200);
  const print = Array.from(
    { length: 30 },
    (_, line) => `<text x="150" y="${800 + line * 40}" font-size="26">Concepto ${line} 12,50</text>`,
  );
  return sharp({ create: { width: 1654, height: 2339, channels: 3, background: "#fff" } })
    .composite([
      { input: Buffer.from(`<svg width="1654" height="2339">${print.join("")}</svg>`) },
      { input: await codePng(text, side), left: 1100, top: 200 },
    ])
    .png()
    .toBuffer();
}
