import fs from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import type { PrintedCode } from "@/lib/documents/model";
import { fromGray, grayOf, toGray, type Gray } from "@/lib/documents/picture";
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

// Trying harder finds four of five codes that are missed otherwise, and takes no longer.
const options: ReaderOptions = {
  formats: ["QRCode"],
  tryHarder: true,
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
  const first = await symbols(raster, raster.pageWidth / raster.width, options);
  if (first.codes.length > 0) return first.codes;
  const said = words
    .join("")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/gu, "");
  if (!first.isDamaged && !hints.test(said)) return [];
  for (const scale of sharper) {
    const again = await drawer.draw(number, { scale, maxPixels });
    const found = again && (await symbols(again, again.pageWidth / again.width, options));
    if (found && found.codes.length > 0) return found.codes;
  }
  return [];
}

/** QR codes in a photo or scan, which may be turned and faint. They have no place: the page is made level afterwards. */
export async function codesInPicture(picture: Gray): Promise<readonly PrintedCode[]> {
  prepare();
  const half = () => toGray(fromGray(picture).resize({ width: Math.max(1, Math.round(picture.width / 2)) }));
  for (const look of [() => Promise.resolve(picture), half]) {
    const found = await readBarcodes(asFile(await look()), { ...options, tryRotate: true, returnErrors: false });
    const codes = found.flatMap(({ isValid, text }) => (isValid && text !== "" ? [{ text: text.slice(0, longestText), box: null }] : []));
    if (codes.length > 0) return codes;
  }
  return [];
}

/** A grey picture in the plainest format there is: as pixels the engine takes colours only, which are four times as much. */
function asFile({ width, height, data }: Gray): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), data]);
}

const longestText = 1000;

type Symbols = { readonly codes: readonly PrintedCode[]; readonly isDamaged: boolean };

async function symbols(raster: Raster, unit: number, reading: ReaderOptions): Promise<Symbols> {
  const found = await readBarcodes(asFile(grayOf(raster)), reading);
  const codes = found.flatMap(({ isValid, text, position }) =>
    isValid && text !== "" ? [{ text: text.slice(0, longestText), box: boxOf(Object.values(position), unit) }] : [],
  );
  return { codes, isDamaged: found.some(({ isValid }) => !isValid) };
}

function boxOf(corners: readonly { readonly x: number; readonly y: number }[], unit: number): Box {
  const xs = corners.map(({ x }) => x * unit);
  const ys = corners.map(({ y }) => y * unit);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
