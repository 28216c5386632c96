"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { quoteGrid, QuoteRow } from "@/components/quotes/quote-row";
import type { QuoteListProps } from "@/components/quotes/quote-list-props";
import { pageSize } from "@/components/review/page-size";
import { QueueRowSkeleton } from "@/components/review/queue-row";
import { useRowTexts } from "@/components/review/row-texts";
import { VirtualRows } from "@/components/review/virtual-rows";

/** The requests that wait, one line each. */
export function QuoteList({ queue, cursor, onCursor, onOpen, onReach }: QuoteListProps) {
  const t = useTranslations("quotes.list");
  const texts = useRowTexts();
  const { rows } = queue;
  // Tab enters the list once: at the cursor, else at the first row.
  const entry = rows.some((row) => row?.id === cursor) ? cursor : rows[0]?.id;
  const onRange = useCallback((_first: number, last: number) => onReach(Math.floor(last / pageSize) + 1), [onReach]);
  return (
    <VirtualRows
      label={t("label")}
      headingClass={quoteGrid}
      heading={(["state", "customer", "request", "age", "note", "assigned", "amount"] as const).map((column) => (
        <span key={column} role="columnheader" className={column === "amount" ? "text-right" : ""}>
          {column === "assigned" ? <span className="sr-only">{t(`column.${column}`)}</span> : t(`column.${column}`)}
        </span>
      ))}
      count={rows.length}
      heights={heights}
      keyAt={(index) => rows[index]?.id ?? `at-${index}`}
      cursor={cursor}
      cursorAt={rows.findIndex((row) => row?.id === cursor)}
      isStale={queue.isLoading}
      isMultiple={false}
      isPicking={false}
      onRange={onRange}
      row={(index) => {
        const row = rows[index];
        if (!row) return <QueueRowSkeleton />;
        const shared = { texts, index, nowMs: queue.updatedAt, onOpen, onPoint: onCursor };
        return <QuoteRow row={row} current={row.id === entry} {...shared} />;
      }}
    />
  );
}

/** One line, two on a phone. */
const heights = { phone: 64, comfortable: 40, compact: 32 };
