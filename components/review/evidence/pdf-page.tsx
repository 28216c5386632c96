"use client";
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { pixelRatioFor, type Rect, type Size } from "@/components/review/evidence/geometry";

type Props = {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly size: Size;
  /** CSS pixels per point. */
  readonly scale: number;
  readonly devicePixelRatio: number;
  /** The part in sight, in CSS pixels of the page; null: out of sight, nothing is drawn. */
  readonly part: Rect | null;
};

/**
 * One page on canvas. The whole page is drawn at the resolution of the screen; where that would make the canvas too
 * large, the part in sight is drawn again on top, so that the letters are sharp at any zoom.
 */
export function PdfPage({ pdf, number, size, scale, devicePixelRatio, part }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const detailHolder = useRef<HTMLDivElement>(null);
  const inSight = part !== null;
  const ratio = pixelRatioFor(size, scale, devicePixelRatio);
  const detail = ratio < devicePixelRatio ? part : null;
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const target = holder.current;
    if (!inSight || target === null) return;
    return draw(pdf, number, scale * ratio, null, (canvas) => {
      canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%";
      target.replaceChildren(canvas);
      setDrawn(true);
    });
  }, [pdf, number, scale, ratio, inSight]);

  useEffect(() => {
    const target = detailHolder.current;
    if (target === null) return;
    if (detail === null) {
      target.replaceChildren();
      return;
    }
    return draw(pdf, number, scale * devicePixelRatio, scaled(detail, devicePixelRatio), (canvas) => {
      canvas.style.cssText = `position:absolute;left:${detail.left}px;top:${detail.top}px;width:${detail.width}px;height:${detail.height}px`;
      target.replaceChildren(canvas);
    });
  }, [pdf, number, scale, devicePixelRatio, detail]);

  return (
    <div aria-hidden className="absolute inset-0 bg-[#fff]" data-drawn={drawn || undefined}>
      <div ref={holder} />
      <div ref={detailHolder} />
    </div>
  );
}

/** Draws off screen and hands the finished canvas over: what is seen stays until what is better is ready. */
function draw(
  pdf: PDFDocumentProxy,
  number: number,
  scale: number,
  clip: Rect | null,
  show: (canvas: HTMLCanvasElement) => void,
): () => void {
  let task: RenderTask | null = null;
  let dropped = false;
  const start = (page: PDFPageProxy) => {
    if (dropped) return;
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(clip?.width ?? viewport.width));
    canvas.height = Math.max(1, Math.round(clip?.height ?? viewport.height));
    task = page.render({ canvas, viewport, ...(clip === null ? {} : { transform: [1, 0, 0, 1, -clip.left, -clip.top] }) });
    return task.promise.then(() => {
      if (!dropped) show(canvas);
    });
  };
  pdf
    .getPage(number)
    .then(start)
    .catch((error: Error) => {
      // A page that left the screen, or a document closed meanwhile, is no fault; anything else is.
      if (!dropped && error.name !== "RenderingCancelledException") throw error;
    });
  return () => {
    dropped = true;
    task?.cancel();
  };
}

function scaled(rect: Rect, by: number): Rect {
  return { left: rect.left * by, top: rect.top * by, width: rect.width * by, height: rect.height * by };
}
