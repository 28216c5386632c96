"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from "react";
import { pageSize } from "@/components/review/page-size";
import { QueueRow, QueueRowSkeleton, rowGrid } from "@/components/review/queue-row";
import { useRowTexts } from "@/components/review/row-texts";
import { isBulkApprovable, type Selection } from "@/components/review/selection";
import { cx } from "@/components/ui/cx";
import type { QueueRow as Row } from "@/lib/review/view";

type Props = {
  readonly label: string;
  readonly rows: readonly (Row | undefined)[];
  /** Still the rows of the list before, while the next one comes. */
  readonly isStale: boolean;
  readonly selection: Selection;
  readonly canApprove: boolean;
  readonly onOpen: (id: string) => void;
  readonly onTick: (id: string, through: boolean) => void;
  readonly onPoint: (id: string) => void;
  /** How many pages of rows have come into sight. */
  readonly onReach: (pages: number) => void;
};

/** The rows in sight and a few more; three thousand scroll like thirty. */
export function QueueList({ label, rows, isStale, selection, canApprove, onOpen, onTick, onPoint, onReach }: Props) {
  const t = useTranslations("queue.columns");
  const texts = useRowTexts();
  const pane = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  // The list is drawn anew at each scroll on purpose; nothing of it is memoised.
  // eslint-disable-next-line react-hooks/incompatible-library
  const list = useVirtualizer({ count: rows.length, getScrollElement: () => pane.current, estimateSize: () => rowHeight, overscan: 12 });
  const shown = list.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => list.measure(), [list, rowHeight]);
  useEffect(() => onReach(Math.floor(last / pageSize) + 1), [onReach, last]);
  // Follows the cursor, not each refresh of the rows.
  const follow = useEffectEvent((cursor: string | null) => {
    const at = rows.findIndex((row) => row?.id === cursor);
    if (at >= 0) list.scrollToIndex(at, { align: "auto" });
  });
  useEffect(() => follow(selection.cursor), [selection.cursor]);

  // Tab enters the list once: at the cursor, else at the first row.
  const entry = rows.some((row) => row?.id === selection.cursor) ? selection.cursor : rows[0]?.id;
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={canApprove}
      aria-busy={isStale}
      className={cx("flex min-h-0 flex-1 flex-col transition-opacity", isStale && "pointer-events-none opacity-50 delay-150")}
    >
      <div role="row" aria-rowindex={1} className={cx("hairline-b h-8 shrink-0 px-4 text-12 text-ink-3 max-md:sr-only", rowGrid)}>
        <span role="columnheader" className="sr-only md:not-sr-only">
          <span className="sr-only">{t("tick")}</span>
        </span>
        <span role="columnheader">{t("state")}</span>
        <span role="columnheader">{t("party")}</span>
        <span role="columnheader">{t("title")}</span>
        <span role="columnheader">{t("date")}</span>
        <span role="columnheader">{t("note")}</span>
        <span role="columnheader">
          <span className="sr-only">{t("assigned")}</span>
        </span>
        <span role="columnheader" className="text-right">
          {t("amount")}
        </span>
      </div>
      <div ref={pane} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div
          role="rowgroup"
          className="relative w-full"
          style={{ height: list.getTotalSize() }}
          {...(selection.ids.size > 0 ? { "data-picking": "" } : {})}
        >
          {shown.map((item) => {
            const row = rows[item.index];
            return (
              <div
                key={row?.id ?? `at-${item.index}`}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row ? (
                  <QueueRow
                    row={row}
                    texts={texts}
                    index={item.index}
                    selected={selection.ids.has(row.id)}
                    current={row.id === entry}
                    selectable={canApprove && isBulkApprovable(row)}
                    onOpen={onOpen}
                    onTick={onTick}
                    onPoint={onPoint}
                  />
                ) : (
                  <QueueRowSkeleton />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const phone = "(max-width: 767px)";

/** 40 or 32 pixels as the person chose; two lines on a phone. */
function useRowHeight(): number {
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
    () => (matchMedia(phone).matches ? 64 : document.documentElement.dataset["density"] === "compact" ? 32 : 40),
    () => 40,
  );
}
