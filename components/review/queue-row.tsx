"use client";
import { memo, type MouseEvent } from "react";
import { Initials } from "@/components/review/initials";
import type { RowTexts } from "@/components/review/row-texts";
import { RowTick } from "@/components/review/row-tick";
import { statusOf } from "@/components/review/state-mark";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import type { QueueRow as Row } from "@/lib/review/view";

/** Columns of the list from 768 px on; below, a row is two lines. Shared with the heading. */
export const rowGrid =
  "md:grid md:grid-cols-[28px_116px_minmax(120px,1.5fr)_minmax(88px,0.9fr)_84px_minmax(0,1.7fr)_28px_120px] md:items-center md:gap-x-3";

type Props = {
  readonly row: Row;
  /** Made once for the list: a translator for each row would be most of the work of scrolling. */
  readonly texts: RowTexts;
  readonly index: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly selectable: boolean;
  readonly onOpen: (id: string) => void;
  readonly onTick: (id: string, through: boolean) => void;
  readonly onPoint: (id: string) => void;
};

/** One line: mark, who, which, when, how much, and at most one sentence. */
export const QueueRow = memo(function QueueRow({ row, texts, index, selected, current, selectable, onOpen, onTick, onPoint }: Props) {
  const name = row.party ?? row.fileName ?? row.title;
  const number = row.party === null || row.title === "–" ? null : row.title;
  const note = texts.note(row);
  const open = (event: MouseEvent) => {
    onPoint(row.id);
    if (event.shiftKey && selectable) onTick(row.id, true);
    else onOpen(row.id);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={row.id}
      tabIndex={current ? 0 : -1}
      onFocus={() => onPoint(row.id)}
      onClick={open}
      className={cx(
        "group relative flex h-full cursor-default flex-wrap content-center items-center gap-x-3 px-3 text-13 outline-none select-none md:px-4",
        rowGrid,
        "hairline-b focus-visible:z-10 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent",
        selected ? "bg-accent-soft" : current ? "bg-hover" : "hover:bg-hover",
      )}
    >
      {current && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <span role="gridcell" className="flex w-7 items-center max-md:order-first" onClick={(event) => event.stopPropagation()}>
        {selectable && (
          <RowTick
            ticked={selected}
            focusable={current}
            label={texts.tick(`${name} ${number ?? ""}`.trim())}
            onTick={(through) => onTick(row.id, through)}
          />
        )}
      </span>
      <span role="gridcell" className="min-w-0 max-md:order-3 max-md:ml-10 max-md:text-12">
        <StatusMark status={statusOf(row)} className={row.state === "reading" ? "animate-breathe" : ""}>
          {texts.state(row)}
        </StatusMark>
      </span>
      <span
        role="gridcell"
        className={cx("min-w-0 flex-1 truncate max-md:order-1", row.state === "reading" ? "text-ink-2" : "font-medium")}
      >
        {name}
      </span>
      <span role="gridcell" className={cx("min-w-0 truncate text-ink-2 max-md:order-4 max-md:text-12", note !== null && "max-md:hidden")}>
        {number}
      </span>
      <span role="gridcell" className={cx("text-ink-2 max-md:order-5 max-md:text-12", note !== null && "max-md:hidden")}>
        {row.documentDate !== null && <PlainDateText value={row.documentDate} />}
      </span>
      <span
        role="gridcell"
        className={cx("min-w-0 truncate max-md:order-4 max-md:flex-1 max-md:text-12", noteTone(row))}
        title={note ?? undefined}
      >
        {note}
      </span>
      <span role="gridcell" className="flex max-md:hidden">
        {row.assignedTo !== null && <Initials person={row.assignedTo} label={texts.assigned(row.assignedTo.name)} />}
      </span>
      <span role="gridcell" className="text-right max-md:order-2">
        {row.state === "reading" ? <Skeleton className="ml-auto h-3 w-16" /> : <Amount value={row.amount} currency={row.currency} />}
      </span>
      {/* On a phone the second line begins here; an element of full width breaks the flex row. */}
      <span aria-hidden className="order-2 h-0 basis-full md:hidden" />
    </div>
  );
});

/** A row whose page has not come yet. */
export function QueueRowSkeleton() {
  return (
    <div aria-hidden className={cx("hairline-b flex h-full items-center gap-3 px-4", rowGrid)}>
      <span />
      <Skeleton className="h-3 w-20" />
      <Skeleton className="h-3 w-40" />
      <Skeleton className="h-3 w-16 max-md:hidden" />
      <Skeleton className="h-3 w-16 max-md:hidden" />
      <span className="max-md:hidden" />
      <span className="max-md:hidden" />
      <Skeleton className="ml-auto h-3 w-16" />
    </div>
  );
}

function noteTone(row: Row): string {
  // On its way and held up: it goes on by itself.
  if (row.state === "sending") return "text-needs";
  if (row.failure !== null || row.attention?.level === "block") return "text-refused";
  return row.attention?.level === "doubt" && row.state !== "snoozed" ? "text-needs" : "text-ink-3";
}
