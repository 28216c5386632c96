"use client";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Size } from "@/components/review/evidence/geometry";
import { PdfPage } from "@/components/review/evidence/pdf-page";
import type { SourceDocument } from "@/components/review/evidence/source-document";
import { useOpenPdf } from "@/components/review/evidence/use-open-pdf";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly source: SourceDocument;
  readonly pages: readonly number[];
  readonly busy: boolean;
  readonly onSplit: (at: readonly number[]) => void;
};

/** More small pictures than this would cost more than they show: then the numbers stand alone. */
const mostDrawn = 40;
const width = 76;

/** The pages in a row; between two of them a place to cut. */
export function PageCuts({ source, pages, busy, onSplit }: Props) {
  const t = useTranslations("review.pages");
  const [cuts, setCuts] = useState<ReadonlySet<number>>(new Set());
  const toggle = (page: number) => {
    const next = new Set(cuts);
    if (!next.delete(page)) next.add(page);
    setCuts(next);
  };
  const at = pages.filter((page) => cuts.has(page));
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-13 font-medium">{t("split")}</h3>
      <p className="text-12 text-ink-2">{t("splitHint")}</p>
      <Thumbnails source={source} pages={pages} cuts={cuts} onToggle={toggle} />
      <Button className="self-start" disabled={at.length === 0 || busy} onClick={() => onSplit(at)}>
        {at.length === 0 ? t("split") : t("splitInto", { count: at.length + 1 })}
      </Button>
    </div>
  );
}

type ThumbnailsProps = Pick<Props, "source" | "pages"> & { readonly cuts: ReadonlySet<number>; readonly onToggle: (page: number) => void };

function Thumbnails({ source, ...props }: ThumbnailsProps) {
  if (source.mediaType !== "application/pdf" || props.pages.length > mostDrawn) return <Row {...props} pdf={null} sizes={source.pages} />;
  return <Drawn source={source} {...props} />;
}

function Drawn({ source, ...props }: ThumbnailsProps) {
  const { state, sizes } = useOpenPdf(source);
  return <Row {...props} pdf={state.kind === "open" ? state.pdf : null} sizes={sizes} />;
}

type RowProps = Omit<ThumbnailsProps, "source"> & { readonly pdf: PDFDocumentProxy | null; readonly sizes: readonly Size[] };

function Row({ pages, cuts, onToggle, pdf, sizes }: RowProps) {
  const t = useTranslations("review.pages");
  return (
    <ol className="flex flex-wrap items-stretch gap-y-3">
      {pages.map((page, index) => (
        <li key={page} className="flex items-stretch">
          {index > 0 && (
            <button
              type="button"
              aria-pressed={cuts.has(page)}
              aria-label={t("cutBefore", { page })}
              title={t("cutBefore", { page })}
              onClick={() => onToggle(page)}
              className="group/cut flex w-10 items-center justify-center rounded-sm hover:bg-hover"
            >
              <span
                aria-hidden
                className={cx(
                  "h-full border-l-2",
                  cuts.has(page) ? "border-accent" : "border-dashed border-line group-hover/cut:border-line-strong",
                )}
              />
            </button>
          )}
          <Thumbnail page={page} pdf={pdf} size={sizes[page - 1] ?? { width: 595, height: 842 }} />
        </li>
      ))}
    </ol>
  );
}

function Thumbnail({ page, pdf, size }: { readonly page: number; readonly pdf: PDFDocumentProxy | null; readonly size: Size }) {
  const t = useTranslations("review.pages");
  const scale = width / size.width;
  const height = Math.min(140, size.height * scale);
  return (
    <figure className="flex flex-col items-center gap-1">
      {pdf !== null && (
        <div className="relative overflow-hidden rounded-[2px] border border-line" style={{ width, height }}>
          <PdfPage pdf={pdf} number={page} size={size} scale={scale} devicePixelRatio={2} part={{ left: 0, top: 0, width, height }} />
        </div>
      )}
      <figcaption className="text-12 whitespace-nowrap text-ink-3 tabular-nums">{t("page", { page })}</figcaption>
    </figure>
  );
}
