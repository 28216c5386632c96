"use client";
import { FileText, Minus, Plus, StretchHorizontal, RectangleVertical } from "lucide-react";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import {
  naturalScale,
  photo,
  scaleOf,
  scrollFor,
  stepZoom,
  visiblePart,
  boxInPercent,
  sizesOfPages,
  type Rect,
  type Size,
  type Zoom,
} from "@/components/review/evidence/geometry";
import { DownloadLink } from "@/components/review/evidence/download-link";
import { DrawnPage } from "@/components/review/evidence/drawn-page";
import { NoView } from "@/components/review/evidence/no-view";
import { PageFrame, type EvidenceBox } from "@/components/review/evidence/page-frame";
import { PdfPage } from "@/components/review/evidence/pdf-page";
import type { SourceDocument } from "@/components/review/evidence/source-document";
import { useDevicePixelRatio } from "@/components/review/evidence/use-device-pixel-ratio";
import { useOpenPdf } from "@/components/review/evidence/use-open-pdf";
import { usePaneView } from "@/components/review/evidence/use-pane-view";
import { XmlSource } from "@/components/review/evidence/xml-source";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";

type Props = {
  readonly source: SourceDocument;
  readonly boxes: readonly EvidenceBox[];
  /** Path of the focused field; its box is lit and brought into sight. */
  readonly activePath: string | null;
  readonly onPick: (path: string) => void;
  /** What the fields say, and which of several invoices of the file it is: an electronic invoice has no pages to point at. */
  readonly payload: unknown;
  readonly part: number | null;
};

const gap = 12;

/** The source of a proposal: a PDF drawn here, or a picture, under the boxes of what was read. */
export function EvidencePane(props: Props) {
  const { source } = props;
  if (source.mediaType === "application/pdf") return <PdfSource {...props} />;
  if (/^image\/(png|jpe?g|webp|gif|avif|bmp)$/.test(source.mediaType)) return <PictureSource {...props} />;
  if (/^image\/(heic|heif|tiff)$/.test(source.mediaType)) return <DrawnSource {...props} />;
  if (source.mediaType === "application/xml") return <XmlSource {...props} />;
  return <NoView source={source} />;
}

function PdfSource(props: Props) {
  const { state, sizes } = useOpenPdf(props.source);
  if (state.kind === "failed") return <NoView source={props.source} reason={state.reason} />;
  const pdf = state.kind === "open" ? state.pdf : null;
  return <Pages {...props} sizes={sizes} natural={naturalScale} pdf={pdf} />;
}

function PictureSource(props: Props) {
  const [measured, setMeasured] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  // The reader levels a photo before it reads; what is shown is the photo as it was taken.
  const known = measured ?? props.source.pages[0];
  if (broken) return <NoView source={props.source} reason="damaged" />;
  const picture = (
    // The bytes are private and of any size: the image optimiser has nothing to gain here.
    // eslint-disable-next-line @next/next/no-img-element
    <img
      src={props.source.url}
      alt=""
      draggable={false}
      className="absolute inset-0 size-full bg-sunken object-fill"
      onLoad={(event) => setMeasured({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
      onError={() => setBroken(true)}
    />
  );
  return <Pages {...props} sizes={[known ?? photo]} natural={1} picture={() => picture} pdf={null} />;
}

/** A picture that browsers do not draw, or of several pages: each page is asked for as one that they do. */
function DrawnSource(props: Props) {
  const { source } = props;
  // A file that could not be read has pages of no known size.
  const [measured, setMeasured] = useState<Size | undefined>();
  const sizes = useMemo(() => sizesOfPages(source.pages, measured), [source.pages, measured]);
  const onSize = (size: Size) => setMeasured((known) => known ?? size);
  const draw = (page: number) => <DrawnPage key={`${source.url}/${page}`} source={source} page={page} onSize={onSize} />;
  return <Pages {...props} sizes={sizes} natural={1} picture={draw} pdf={null} />;
}

type PagesProps = Omit<Props, "payload" | "part"> & {
  readonly sizes: readonly Size[];
  readonly natural: number;
  readonly pdf: PDFDocumentProxy | null;
  /** What stands on a page of a picture. */
  readonly picture?: (page: number) => ReactNode;
};

function Pages({ source, boxes, activePath, onPick, sizes, natural, pdf, picture }: PagesProps) {
  const t = useTranslations("review.source");
  const [zoom, setZoom] = useState<Zoom>("width");
  const [whole, setWhole] = useState(false);
  const own = whole ? undefined : source.ownPages;
  const { attach, element, view, sampled } = usePaneView();
  const devicePixelRatio = useDevicePixelRatio();
  const inner = { width: Math.max(80, view.width - 2 * gap), height: Math.max(80, view.height - 2 * gap) };
  const scale = scaleOf(zoom, sizes[0] ?? { width: 595, height: 842 }, inner, natural);
  const frames = useMemo(() => layOut(sizes, scale, inner.width, own), [sizes, scale, inner.width, own]);
  const page = pageInView(frames, view);

  useFollowing({ element, frames, boxes, activePath, sizes });
  const zoomBy = useCallback((direction: 1 | -1) => setZoom(stepZoom(scale, natural, direction)), [scale, natural]);
  useWheelZoom(element, zoomBy);
  useKeepingPlace(element, scale);

  return (
    <section aria-label={t("label", { file: source.fileName })} className="flex h-full min-h-0 min-w-0 flex-col bg-sunken">
      <div className="hairline-b flex h-10 shrink-0 items-center gap-1 bg-paper px-2 text-12 text-ink-3">
        <FileText size={14} aria-hidden className="ml-1 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-13 text-ink-2" title={source.fileName}>
          {source.fileName}
        </span>
        {source.ownPages !== undefined && (
          <button
            type="button"
            onClick={() => setWhole(!whole)}
            className="control-height rounded-md px-2 whitespace-nowrap text-accent underline-offset-4 hover:underline"
          >
            {whole ? t("ownPages") : t("wholeFile")}
          </button>
        )}
        {sizes.length > 1 && <span className="px-1 whitespace-nowrap">{t("page", { page, pages: sizes.length })}</span>}
        <IconButton label={t("zoomOut")} onClick={() => zoomBy(-1)}>
          <Minus size={14} aria-hidden />
        </IconButton>
        <span className="w-10 text-center whitespace-nowrap tabular-nums">{Math.round((scale / natural) * 100)} %</span>
        <IconButton label={t("zoomIn")} onClick={() => zoomBy(1)}>
          <Plus size={14} aria-hidden />
        </IconButton>
        <IconButton label={zoom === "width" ? t("fitPage") : t("fitWidth")} onClick={() => setZoom(zoom === "width" ? "page" : "width")}>
          {zoom === "width" ? <RectangleVertical size={14} aria-hidden /> : <StretchHorizontal size={14} aria-hidden />}
        </IconButton>
        <DownloadLink source={source} />
      </div>
      <div
        ref={attach}
        tabIndex={0}
        role="region"
        aria-label={t("pages")}
        className="group/source relative min-h-0 flex-1 overflow-auto overscroll-contain focus-visible:-outline-offset-2"
      >
        <div
          className="relative mx-auto"
          style={{ width: Math.max(inner.width, ...frames.map((frame) => frame.width)) + 2 * gap, height: heightOf(frames) }}
        >
          {sizes.map((size, index) => {
            const frame = frames[index];
            if (!frame || frame.height === 0) return null;
            const number = index + 1;
            return (
              <PageFrame key={number} frame={frame} size={size} number={number} boxes={boxes} activePath={activePath} onPick={onPick}>
                {picture?.(number) ??
                  (pdf ? (
                    <PdfPage
                      pdf={pdf}
                      number={number}
                      size={size}
                      scale={scale}
                      devicePixelRatio={devicePixelRatio}
                      part={visiblePart(frame, sampled)}
                    />
                  ) : (
                    <PageSkeleton />
                  ))}
              </PageFrame>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function PageSkeleton() {
  return (
    <div className="absolute inset-0 bg-[#fff] p-[8%] opacity-90 dark:opacity-100">
      <Skeleton className="h-[3%] w-2/5" />
      <Skeleton className="mt-[4%] h-[1.5%] w-1/4" />
      <Skeleton className="mt-[16%] h-[28%] w-full" />
      <Skeleton className="mt-[6%] ml-auto h-[7%] w-1/3" />
    </div>
  );
}

/** Pages of other items in the same file take no room until the whole file is asked for. */
function layOut(sizes: readonly Size[], scale: number, innerWidth: number, own: readonly number[] | undefined): readonly Rect[] {
  let top = gap;
  return sizes.map((size, index) => {
    if (own && !own.includes(index + 1)) return { left: gap, top, width: 0, height: 0 };
    const width = size.width * scale;
    const height = size.height * scale;
    const frame = { left: gap + Math.max(0, (innerWidth - width) / 2), top, width, height };
    top += height + gap;
    return frame;
  });
}

function heightOf(frames: readonly Rect[]): number {
  const last = frames.at(-1);
  return last ? last.top + last.height + gap : gap;
}

function pageInView(frames: readonly Rect[], view: Rect): number {
  const middle = view.top + view.height / 2;
  const index = frames.findLastIndex((frame) => frame.height > 0 && frame.top <= middle);
  return Math.max(1, index + 1);
}

type Following = {
  readonly element: HTMLElement | null;
  readonly frames: readonly Rect[];
  readonly sizes: readonly Size[];
  readonly boxes: readonly EvidenceBox[];
  readonly activePath: string | null;
};

/** The page follows the focused field, once per field: after that the person scrolls as she likes. */
function useFollowing({ element, frames, sizes, boxes, activePath }: Following): void {
  const now = useRef({ frames, sizes, boxes });
  useLayoutEffect(() => {
    now.current = { frames, sizes, boxes };
  });
  useEffect(() => {
    if (element === null || activePath === null) return;
    const { frames, sizes, boxes } = now.current;
    const box = boxes.find((candidate) => candidate.path === activePath);
    const frame = frames[(box?.page ?? 0) - 1];
    const size = sizes[(box?.page ?? 0) - 1];
    if (!box || !frame || !size) return;
    const share = boxInPercent(box.box, size);
    const target = {
      left: frame.left + (share.left / 100) * frame.width,
      top: frame.top + (share.top / 100) * frame.height,
      width: (share.width / 100) * frame.width,
      height: (share.height / 100) * frame.height,
    };
    const to = scrollFor(target, {
      left: element.scrollLeft,
      top: element.scrollTop,
      width: element.clientWidth,
      height: element.clientHeight,
    });
    if (to) element.scrollTo({ ...to, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }, [element, activePath]);
}

/** Ctrl and the wheel (or two fingers on a touchpad) magnify the page, not the window. */
function useWheelZoom(element: HTMLElement | null, zoomBy: (direction: 1 | -1) => void): void {
  const gathered = useRef(0);
  useEffect(() => {
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      gathered.current += event.deltaY;
      if (Math.abs(gathered.current) < 40) return;
      zoomBy(gathered.current < 0 ? 1 : -1);
      gathered.current = 0;
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [element, zoomBy]);
}

/** What stood in the middle of the pane stays there when the page grows or shrinks. */
function useKeepingPlace(element: HTMLElement | null, scale: number): void {
  const before = useRef(scale);
  useLayoutEffect(() => {
    const ratio = scale / before.current;
    before.current = scale;
    if (element === null || ratio === 1 || !Number.isFinite(ratio)) return;
    const middle = { x: element.scrollLeft + element.clientWidth / 2, y: element.scrollTop + element.clientHeight / 2 };
    if (element.scrollTop === 0 && element.scrollLeft === 0) return;
    element.scrollTo({
      left: middle.x * ratio - element.clientWidth / 2,
      top: middle.y * ratio - element.clientHeight / 2,
      behavior: "instant",
    });
  }, [element, scale]);
}
