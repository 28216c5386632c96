"use client";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { ageOf } from "@/components/quotes/age";
import { Initials } from "@/components/review/initials";
import type { RowTexts } from "@/components/review/row-texts";
import { statusOf } from "@/components/review/state-mark";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { showMoment } from "@/components/ui/moment-text";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import type { QueueRow } from "@/lib/review/view";

/** Columns of the list from 768 px on; below, a row is two lines. Shared with the heading. */
export const quoteGrid =
  "md:grid md:grid-cols-[116px_minmax(120px,1.2fr)_minmax(120px,1.4fr)_72px_minmax(0,1.5fr)_28px_112px] md:items-center md:gap-x-3";

type Props = {
  readonly row: QueueRow;
  readonly texts: RowTexts;
  readonly index: number;
  readonly current: boolean;
  /** When the list was last asked for. */
  readonly nowMs: number;
  readonly onOpen: (id: string) => void;
  readonly onPoint: (id: string) => void;
};

/** One request: how sure its draft is, who asks, for what, since when, and at most one sentence. */
export const QuoteRow = memo(function QuoteRow({ row, texts, index, current, nowMs, onOpen, onPoint }: Props) {
  const note = texts.note(row);
  const isReading = row.state === "reading";
  const isBlocked = (row.failure !== null && row.state !== "sending") || row.attention?.level === "block";
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={row.id}
      tabIndex={current ? 0 : -1}
      onFocus={() => onPoint(row.id)}
      onClick={() => onOpen(row.id)}
      className={cx(
        "hairline-b relative flex h-full cursor-default flex-wrap content-center items-center gap-x-3 px-3 text-13 outline-none select-none md:px-4",
        quoteGrid,
        "focus-visible:z-10 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent",
        current ? "bg-hover" : "hover:bg-hover",
      )}
    >
      {current && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <span role="gridcell" className="min-w-0 max-md:order-3 max-md:text-12">
        <StatusMark status={statusOf(row)} className={isReading ? "animate-breathe" : ""}>
          {texts.state(row)}
        </StatusMark>
      </span>
      <span role="gridcell" className={cx("min-w-0 flex-1 truncate max-md:order-1", row.party !== null && "font-medium")}>
        {row.party ?? row.fileName ?? row.title}
      </span>
      <span role="gridcell" className="min-w-0 truncate text-ink-2 max-md:hidden" title={row.title}>
        {row.party === null && row.fileName === null ? "" : row.title}
      </span>
      <span role="gridcell" className="text-12 whitespace-nowrap text-ink-3 tabular-nums max-md:order-5" title={showMoment(row.createdAt)}>
        <Age since={row.createdAt} nowMs={nowMs} />
      </span>
      <span
        role="gridcell"
        title={note ?? undefined}
        className={cx(
          "min-w-0 truncate max-md:order-4 max-md:flex-1 max-md:text-12",
          isBlocked ? "text-refused" : row.attention?.level === "doubt" ? "text-needs" : "text-ink-3",
        )}
      >
        {note ?? <span className="md:hidden">{row.title}</span>}
      </span>
      <span role="gridcell" className="flex max-md:hidden">
        {row.assignedTo !== null && <Initials person={row.assignedTo} label={texts.assigned(row.assignedTo.name)} />}
      </span>
      <span role="gridcell" className="text-right max-md:order-2">
        {isReading ? <Skeleton className="ml-auto h-3 w-16" /> : <Amount value={row.amount} currency={row.currency} />}
      </span>
      {/* On a phone the second line begins here; an element of full width breaks the flex row. */}
      <span aria-hidden className="order-2 h-0 basis-full md:hidden" />
    </div>
  );
});

/** How long the customer has been waiting; counted anew whenever the list is. */
function Age({ since, nowMs }: { readonly since: string; readonly nowMs: number }) {
  const t = useTranslations("quotes.age");
  const { unit, count } = ageOf(since, nowMs);
  return <>{t(unit, { count })}</>;
}
