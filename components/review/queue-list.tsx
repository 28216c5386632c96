"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { pageSize } from "@/components/review/page-size";
import { QueueRow, QueueRowSkeleton, rowGrid } from "@/components/review/queue-row";
import { useRowTexts } from "@/components/review/row-texts";
import { isBulkApprovable, type Selection } from "@/components/review/selection";
import { VirtualRows } from "@/components/review/virtual-rows";
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

/** The invoices that wait, one line each. */
export function QueueList({ label, rows, isStale, selection, canApprove, onOpen, onTick, onPoint, onReach }: Props) {
  const texts = useRowTexts();
  // Tab enters the list once: at the cursor, else at the first row.
  const entry = rows.some((row) => row?.id === selection.cursor) ? selection.cursor : rows[0]?.id;
  const onRange = useCallback((_first: number, last: number) => onReach(Math.floor(last / pageSize) + 1), [onReach]);
  return (
    <VirtualRows
      label={label}
      heading={<Heading />}
      headingClass={rowGrid}
      count={rows.length}
      heights={heights}
      keyAt={(index) => rows[index]?.id ?? `at-${index}`}
      cursor={selection.cursor}
      cursorAt={rows.findIndex((row) => row?.id === selection.cursor)}
      isStale={isStale}
      isMultiple={canApprove}
      isPicking={selection.ids.size > 0}
      onRange={onRange}
      row={(index) => {
        const row = rows[index];
        return row ? (
          <QueueRow
            row={row}
            texts={texts}
            index={index}
            selected={selection.ids.has(row.id)}
            current={row.id === entry}
            selectable={canApprove && isBulkApprovable(row)}
            onOpen={onOpen}
            onTick={onTick}
            onPoint={onPoint}
          />
        ) : (
          <QueueRowSkeleton />
        );
      }}
    />
  );
}

/** One line, two on a phone. */
const heights = { phone: 64, comfortable: 40, compact: 32 };

function Heading() {
  const t = useTranslations("queue.columns");
  return (
    <>
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
    </>
  );
}
