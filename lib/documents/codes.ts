import fs from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import type { PrintedCode } from "@/lib/documents/model";
import type { Gray } from "@/lib/documents/picture";
import type { DrawnPage, PageDrawer } from "@/lib/documents/raster";
import type { Raster } from "@/lib/documents/visibility";
import type { Box } from "@/lib/kernel/evidence";

let isPrepared = false;

/** The engine would fetch its program from the network; here it comes from the package. */
function prepare(): void {
  if (isPrepared) return;
  const wasm = fs.readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) } });
  isPrepared = true;
}

const quick: ReaderOptions = {
  formats: ["QRCode"],
  tryHarder: false,
  tryRotate: false,
  tryInvert: false,
  tryDownscale: false,
  returnErrors: true,
  maxNumberOfSymbols: 4,
};

/** Sharper pictures of a page whose code could not be made out, the likeliest first: 1 is 72 dots per inch. */
const sharper = [2, 1.5, 3] as const;
const maxPixels = 8_000_000;

/** What a page may say beside a fiscal code, in letters only. */
const hints = /verifactu|qrtributario|codigoqr|facturaverificable|ticketbai|tbai|atcud/u;

/**
 * QR codes on a drawn page of a PDF, with their places in points. A page is drawn again, sharper, only where a code was
 * seen but not made out, or where the words speak of one. Only for isolated processes.
 */
export async function codesOnPage(
  drawer: PageDrawer,
  raster: DrawnPage,
  number: number,
  words: readonly string[],
): Promise<readonly PrintedCode[]> {
  prepare();
  const first = await symbols(raster, raster.pageWidth / raster.width, quick);
  if (first.codes.length > 0) return first.codes;
  const said = words
    .join("")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/gu, "");
  if (!first.isDamaged && !hints.test(said)) return [];
  for (const scale of sharper) {
    const again = await drawer.draw(number, { scale, maxPixels });
    const found = again && (await symbols(again, again.pageWidth / again.width, quick));
    if (found && found.codes.length > 0) return found.codes;
  }
  return [];
}

/** QR codes in a photo or scan, which may be turned and faint. They have no place: the page is made level afterwards. */
export async function codesInPicture({ width, height, data }: Gray): Promise<readonly PrintedCode[]> {
  prepare();
  const rgba = new Uint8Array(width * height * 4);
  for (let at = 0; at < data.length; at++) rgba.fill(data[at] ?? 0, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  const { codes } = await symbols({ width, height, data: rgba }, 1, { ...quick, tryRotate: true, tryDownscale: true, returnErrors: false });
  return codes.map(({ text }) => ({ text, box: null }));
}

type Symbols = { readonly codes: readonly PrintedCode[]; readonly isDamaged: boolean };

async function symbols({ width, height, data }: Raster, unit: number, options: ReaderOptions): Promise<Symbols> {
  const picture = {
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength),
    width,
    height,
    colorSpace: "srgb",
  } as ImageData;
  const found = await readBarcodes(picture, options);
  const codes = found.flatMap(({ isValid, text, position }) =>
    isValid && text !== "" ? [{ text: text.slice(0, 1000), box: boxOf(Object.values(position), unit) }] : [],
  );
  return { codes, isDamaged: found.some(({ isValid }) => !isValid) };
}

function boxOf(corners: readonly { readonly x: number; readonly y: number }[], unit: number): Box {
  const xs = corners.map(({ x }) => x * unit);
  const ys = corners.map(({ y }) => y * unit);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
