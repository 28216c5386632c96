import type { Box } from "@/lib/kernel/evidence";

export type Size = { readonly width: number; readonly height: number };
export type Rect = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type Zoom = number | "width" | "page";

/** CSS pixels per unit of the page. The steps are those of a magnifying glass, not of a slider. */
export const zoomSteps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 6] as const;
/** A page in points at "100 %" is as large as on paper at 96 dots per inch. */
export const naturalScale = 96 / 72;

/** Larger canvases are refused by some browsers (16.7 million pixels) and eat memory in all. */
const maxCanvasPixels = 16_000_000;

/** How many CSS pixels a page unit takes; `natural` is the scale of 100 %. */
export function scaleOf(zoom: Zoom, page: Size, pane: Size, natural: number): number {
  if (zoom === "width") return Math.max(0.05, pane.width / page.width);
  if (zoom === "page") return Math.max(0.05, Math.min(pane.width / page.width, pane.height / page.height));
  return zoom * natural;
}

/** The next step of the magnifying glass from wherever the zoom stands. */
export function stepZoom(scale: number, natural: number, direction: 1 | -1): number {
  const now = scale / natural;
  const further = direction === 1 ? zoomSteps.find((step) => step > now * 1.02) : zoomSteps.findLast((step) => step < now * 0.98);
  return further ?? zoomSteps.at(direction === 1 ? -1 : 0) ?? 1;
}

/** Device pixels per CSS pixel at which the whole page still fits one canvas. */
export function pixelRatioFor(page: Size, scale: number, devicePixelRatio: number): number {
  const pixels = page.width * scale * page.height * scale;
  return Math.min(devicePixelRatio, Math.sqrt(maxCanvasPixels / pixels));
}

/** The box on the drawn page with some air around it, in per cent of the page, kept inside the page. */
export function boxInPercent(box: Box, page: Size): Rect {
  const air = Math.max(page.width, page.height) * 0.003;
  const left = clamp(box[0] - air, 0, page.width);
  const top = clamp(box[1] - air, 0, page.height);
  const right = clamp(box[2] + air, left, page.width);
  const bottom = clamp(box[3] + air, top, page.height);
  return {
    left: (left / page.width) * 100,
    top: (top / page.height) * 100,
    width: ((right - left) / page.width) * 100,
    height: ((bottom - top) / page.height) * 100,
  };
}

/**
 * Where to scroll so that the rectangle is comfortably in sight, or null when it already is: the page must not swim
 * under the eye at each field.
 */
export function scrollFor(target: Rect, view: Rect): { readonly left: number; readonly top: number } | null {
  const inset = Math.min(48, view.height * 0.1);
  const seenVertically = target.top >= view.top + inset && target.top + target.height <= view.top + view.height - inset;
  const seenAcross = target.left >= view.left && target.left + target.width <= view.left + view.width;
  if (seenVertically && seenAcross) return null;
  return {
    top: seenVertically ? view.top : Math.max(0, target.top - (view.height - target.height) * 0.38),
    left: seenAcross ? view.left : Math.max(0, target.left - (view.width - target.width) / 2),
  };
}

/** The part of a page (CSS pixels, page origin) that the pane shows, or null when it is out of sight. */
export function visiblePart(page: Rect, view: Rect): Rect | null {
  const left = Math.max(page.left, view.left);
  const top = Math.max(page.top, view.top);
  const right = Math.min(page.left + page.width, view.left + view.width);
  const bottom = Math.min(page.top + page.height, view.top + view.height);
  if (right <= left || bottom <= top) return null;
  return { left: left - page.left, top: top - page.top, width: right - left, height: bottom - top };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** A picture until it is known how large it is. */
export const photo: Size = { width: 900, height: 1200 };

/**
 * Sizes by page, from the first to the last that is known; one that could not be read is like the one before it, and the
 * first page of a file of which nothing is known is `otherwise`.
 */
export function sizesOfPages(pages: readonly (Size & { readonly number: number })[], otherwise: Size = photo): readonly Size[] {
  const last = pages.reduce((most, { number }) => Math.max(most, number), 1);
  let like: Size = pages[0] ?? otherwise;
  return Array.from({ length: last }, (_, index) => {
    const { width, height } = (like = pages.find(({ number }) => number === index + 1) ?? like);
    return { width, height };
  });
}
