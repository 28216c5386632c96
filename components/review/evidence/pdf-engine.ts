import type { PDFDocumentProxy, PDFWorker, getDocument } from "pdfjs-dist";

type Engine = { readonly getDocument: typeof getDocument; readonly version: string };

let engine: Promise<{ readonly pdfjs: Engine; readonly worker: PDFWorker }> | null = null;

/** Loaded when the first document is opened: the queue does not pay for it. */
function pdfEngine() {
  engine ??= import("pdfjs-dist/legacy/build/pdf.mjs").then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = asset(pdfjs.version, "legacy/build/pdf.worker.min.mjs");
    return { pdfjs, worker: new pdfjs.PDFWorker() };
  });
  return engine;
}

const asset = (version: string, path: string) => `/pdfjs/${version}/${path}`;

/** The last documents stay parsed: going back and forth in the queue costs nothing. */
const keptOpen = 4;
const open = new Map<string, Promise<PDFDocumentProxy>>();

/** Opens (or finds open) a PDF of our own origin. Rejects as pdf.js does: `PasswordException`, `InvalidPDFException` … */
export function openPdf(url: string): Promise<PDFDocumentProxy> {
  const known = open.get(url);
  const document = known ?? load(url);
  open.delete(url);
  open.set(url, document);
  if (!known) void document.catch(() => open.delete(url));
  while (open.size > keptOpen) closeOldest();
  return document;
}

async function load(url: string): Promise<PDFDocumentProxy> {
  const { pdfjs, worker } = await pdfEngine();
  return pdfjs.getDocument({
    url,
    worker,
    isEvalSupported: false,
    enableXfa: false,
    cMapUrl: asset(pdfjs.version, "cmaps/"),
    standardFontDataUrl: asset(pdfjs.version, "standard_fonts/"),
    wasmUrl: asset(pdfjs.version, "wasm/"),
    iccUrl: asset(pdfjs.version, "iccs/"),
    disableAutoFetch: true,
  }).promise;
}

function closeOldest(): void {
  const [oldest] = open.keys();
  if (oldest === undefined) return;
  const document = open.get(oldest);
  open.delete(oldest);
  // A document that never opened has nothing to free.
  document?.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
}
