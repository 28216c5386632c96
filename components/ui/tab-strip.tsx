"use client";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { scrollFor } from "@/components/ui/scroll-for";

type Props = { readonly label: string; readonly current: string | undefined; readonly className: string; readonly children: ReactNode };

/** A row of links that may be wider than a phone: the current one is in sight. The page itself does not move. */
export function TabStrip({ label, current, className, children }: Props) {
  const strip = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const box = strip.current?.getBoundingClientRect();
    const tab = strip.current?.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!strip.current || !box || !tab) return;
    const { scrollLeft } = strip.current;
    const part = { start: tab.left - box.left + scrollLeft, size: tab.width };
    strip.current.scrollLeft = scrollFor(part, { start: scrollLeft, size: box.width });
  }, [current]);
  return (
    <nav ref={strip} aria-label={label} className={className}>
      {children}
    </nav>
  );
}
