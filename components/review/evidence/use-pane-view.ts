"use client";
import { useCallback, useEffect, useState } from "react";
import type { Rect } from "@/components/review/evidence/geometry";

const nowhere: Rect = { left: 0, top: 0, width: 0, height: 0 };
const settleMs = 90;

/**
 * What a scrolling pane shows, in the coordinates of its content. `view` follows each frame; `sampled` waits until
 * scrolling pauses, for work that costs (drawing a page).
 */
export function usePaneView() {
  const [element, attach] = useState<HTMLDivElement | null>(null);
  const [view, setView] = useState<Rect>(nowhere);
  const [sampled, setSampled] = useState<Rect>(nowhere);

  const measure = useCallback((target: HTMLElement) => {
    const next = { left: target.scrollLeft, top: target.scrollTop, width: target.clientWidth, height: target.clientHeight };
    setView((now) => (same(now, next) ? now : next));
    return next;
  }, []);

  useEffect(() => {
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let first = true;
    const update = () => {
      const next = measure(element);
      clearTimeout(timer);
      const settle = () => setSampled((now) => (same(now, next) ? now : next));
      // The first measure draws at once: there is nothing to wait for.
      if (first && next.width > 0) settle();
      else timer = setTimeout(settle, settleMs);
      first = false;
    };
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener("scroll", update, { passive: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      element.removeEventListener("scroll", update);
    };
  }, [element, measure]);

  return { attach, element, view, sampled };
}

function same(a: Rect, b: Rect): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
