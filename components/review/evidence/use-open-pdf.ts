"use client";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useMemo, useState } from "react";
import type { Size } from "@/components/review/evidence/geometry";
import { openPdf } from "@/components/review/evidence/pdf-engine";
import type { SourceDocument } from "@/components/review/evidence/source-document";

type FailedReason = "encrypted" | "damaged" | "missing";
type State =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly url: string; readonly pdf: PDFDocumentProxy; readonly sizes: readonly Size[] }
  | { readonly kind: "failed"; readonly url: string; readonly reason: FailedReason };

const opening: State = { kind: "opening" };
const a4: Size = { width: 595, height: 842 };

/** Opens the PDF. Page sizes are the reader's while it opens, so that nothing jumps, and the file's own after. */
export function useOpenPdf(source: SourceDocument): { readonly state: State; readonly sizes: readonly Size[] } {
  const { url, pages } = source;
  const [result, setResult] = useState<State>(opening);
  useEffect(() => {
    let left = false;
    openPdf(url)
      .then(async (pdf) => ({ kind: "open", url, pdf, sizes: await sizesOf(pdf) }) as const)
      .catch((error: Error) => ({ kind: "failed", url, reason: reasonOf(error) }) as const)
      .then((state) => {
        if (!left) setResult(state);
      });
    return () => {
      left = true;
    };
  }, [url]);
  // The answer may still be that of the document before.
  const state = result.kind !== "opening" && result.url === url ? result : opening;
  const known = useMemo(() => (pages.length > 0 ? pages.map(({ width, height }) => ({ width, height })) : [a4]), [pages]);
  return { state, sizes: state.kind === "open" ? state.sizes : known };
}

async function sizesOf(pdf: PDFDocumentProxy): Promise<readonly Size[]> {
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return Promise.all(
    numbers.map(async (number) => {
      const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
      return { width, height };
    }),
  );
}

function reasonOf(error: Error): FailedReason {
  if (error.name === "PasswordException") return "encrypted";
  return error.name === "ResponseException" ? "missing" : "damaged";
}
