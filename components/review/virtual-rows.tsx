"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type MouseEvent, type ReactNode } from "react";
import { lostPress, pressOf } from "@/components/review/lost-press";
import { cx } from "@/components/ui/cx";

export type RowHeights = { readonly phone: number; readonly comfortable: number; readonly compact: number };

type Props = {
  readonly label: string;
  /** The cells of the heading, each a `columnheader`. */
  readonly heading: ReactNode;
  readonly headingClass: string;
  readonly count: number;
  readonly heights: RowHeights;
  readonly keyAt: (index: number) => string;
  /** Place of the row that is to be in sight; −1: none. Followed when `cursor` changes, not at each refresh of the rows. */
  readonly cursor: string | null;
  readonly cursorAt: number;
  /** Still the rows of the list before, while the next one comes. */
  readonly isStale: boolean;
  readonly isMultiple: boolean;
  /** Something is ticked: the boxes of all rows show. */
  readonly isPicking: boolean;
  readonly row: (index: number) => ReactNode;
  /** First and last row that are drawn. */
  readonly onRange: (first: number, last: number) => void;
};

/** The rows in sight and a few more; five thousand scroll like thirty. */
export function VirtualRows(props: Props) {
  const { label, heading, headingClass, count, heights, keyAt, cursor, cursorAt, isStale, isMultiple, isPicking, row, onRange } = props;
  const pane = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(heights);
  // The list is drawn anew at each scroll on purpose; nothing of it is memoised.
  // eslint-disable-next-line react-hooks/incompatible-library
  const list = useVirtualizer({ count, getScrollElement: () => pane.current, estimateSize: () => rowHeight, overscan: 12 });
  const shown = list.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];

  useEffect(() => list.measure(), [list, rowHeight]);
  useEffect(() => onRange(first, last), [onRange, first, last]);
  // A press moves the cursor: the list does not follow it before the finger is lifted.
  const press = useRef<ReturnType<typeof pressOf<HTMLElement>>>(null);
  const letGo = () => (press.current = null);
  const find = (event: MouseEvent) => {
    const lost = lostPress(press.current, event.target as Node, event);
    letGo();
    if (!lost) return;
    event.stopPropagation();
    lost.click();
  };
  const follow = useEffectEvent(() => {
    if (cursorAt >= 0 && press.current === null) list.scrollToIndex(cursorAt, { align: "auto" });
  });
  useEffect(() => {
    if (cursor !== null) follow();
  }, [cursor]);

  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-multiselectable={isMultiple}
      aria-busy={isStale}
      className={cx("flex min-h-0 flex-1 flex-col transition-opacity", isStale && "pointer-events-none opacity-50 delay-150")}
    >
      <div role="row" aria-rowindex={1} className={cx("hairline-b h-8 shrink-0 px-4 text-12 text-ink-3 max-md:sr-only", headingClass)}>
        {heading}
      </div>
      <div
        ref={pane}
        onPointerDownCapture={(event) => (press.current = pressOf(controlOf(event.target), event))}
        onClickCapture={find}
        onPointerCancel={letGo}
        onKeyDownCapture={letGo}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        <div
          role="rowgroup"
          className="relative w-full"
          style={{ height: list.getTotalSize() }}
          {...(isPicking ? { "data-picking": "" } : {})}
        >
          {shown.map((item) => (
            <div
              key={keyAt(item.index)}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row(item.index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

const controlOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("input, button, a, [data-row]") : null;

const phone = "(max-width: 767px)";

/** As the person chose it; lower or higher on a phone, where a row has several lines. */
function useRowHeight(heights: RowHeights): number {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(phone);
      query.addEventListener("change", changed);
      const observer = new MutationObserver(changed);
      observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
      return () => {
        query.removeEventListener("change", changed);
        observer.disconnect();
      };
    },
    () =>
      matchMedia(phone).matches
        ? heights.phone
        : document.documentElement.dataset["density"] === "compact"
          ? heights.compact
          : heights.comfortable,
    () => heights.comfortable,
  );
}
