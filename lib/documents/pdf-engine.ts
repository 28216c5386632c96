import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { definePDFJSModule, getResolvedPDFJS } from "unpdf";
import type { PDFDocumentProxy, PDFPageProxy } from "unpdf/pdfjs";
import type { PdfFont } from "@/lib/documents/pdf-glyphs";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

export type OpenPdf = { readonly document: PDFDocumentProxy; readonly ops: Readonly<Record<string, number>>; close(): Promise<void> };

/**
 * Opens a PDF for reading text: no scripts, no fetching, no fonts loaded, pictures skipped. Only for isolated
 * processes, since the parser works through whatever the file asks of it.
 */
export async function openPdf(bytes: Uint8Array): Promise<Result<OpenPdf>> {
  pretendFontLoading();
  const { getDocument, OPS } = await (parser ??= loadParser());
  const task = getDocument({
    data: new Uint8Array(bytes), // A copy: the parser takes the buffer away, and refuses a Buffer of Node.
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    disableFontFace: false,
    maxImageSize: 1,
    verbosity: 0,
    cMapUrl: new URL("../../cmaps/", fileOf("legacy/build/pdf.min.mjs")).href,
    cMapPacked: true,
    ownerDocument: { fonts: { add: () => undefined, delete: () => undefined } },
  } as unknown as Parameters<typeof getDocument>[0]);
  try {
    const document = await task.promise;
    return ok({ document, ops: OPS, close: () => task.destroy() });
  } catch (error) {
    await task.destroy();
    return refusalOf(error);
  }
}

let parser: ReturnType<typeof loadParser> | undefined;

/**
 * The build for older engines: the one inside unpdf calls functions that Node 20 lacks, and then stops silently in the
 * middle of a page.
 */
async function loadParser(): ReturnType<typeof getResolvedPDFJS> {
  await definePDFJSModule(() => import(fileOf("legacy/build/pdf.min.mjs").href) as ReturnType<typeof getResolvedPDFJS>);
  const resolved = await getResolvedPDFJS();
  resolved.GlobalWorkerOptions.workerSrc = fileOf("legacy/build/pdf.worker.min.mjs").href;
  return resolved;
}

/** Waits for the fonts that the operators name; a font that cannot be had is left out. */
export async function fontsOf(page: PDFPageProxy, names: Iterable<string>): Promise<Map<string, PdfFont>> {
  const fonts = new Map<string, PdfFont>();
  for (const name of names) {
    const font = await new Promise<unknown>((resolve) => void page.commonObjs.get(name, resolve));
    if (typeof font === "object" && font !== null) fonts.set(name, font);
  }
  return fonts;
}

function fileOf(file: string): URL {
  return pathToFileURL(createRequire(import.meta.url).resolve(`pdfjs-dist/${file}`));
}

/**
 * The parser believes that fonts can be loaded and so does not convert every glyph into a path, which nobody would
 * draw here.
 */
function pretendFontLoading(): void {
  const loaded = { load: () => Promise.resolve(), loaded: Promise.resolve() };
  Object.assign(globalThis, {
    FontFace: class {
      readonly loaded = loaded.loaded;
      readonly load = loaded.load;
    },
  });
}

/** The parser names its errors; everything it cannot make sense of is damage. */
function refusalOf(error: unknown): Result<never> {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return refuse("document.encrypted");
  return fail({ code: "document.damaged", retry: "never", cause: error });
}
