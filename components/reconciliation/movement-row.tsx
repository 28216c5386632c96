"use client";
import { memo, type MouseEvent } from "react";
import { balanceOf } from "@/components/reconciliation/choose";
import { BankText } from "@/components/reconciliation/bank-text";
import { marksIn } from "@/components/reconciliation/evidence-marks";
import type { MovementTexts } from "@/components/reconciliation/movement-texts";
import { shownStory } from "@/components/reconciliation/shown-story";
import { Initials } from "@/components/review/initials";
import { RowTick } from "@/components/review/row-tick";
import { statusOf } from "@/components/review/state-mark";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow as Row } from "@/lib/agents/reconciliation/list-view";

/** The bank on the left, the books on the right, between them how they agree. Below 768 px a card. Shared with the heading. */
export const movementGrid =
  "md:grid md:grid-cols-[24px_14px_50px_minmax(130px,1.25fr)_112px_14px_minmax(150px,1.3fr)_28px] md:items-center md:gap-x-2.5 xl:grid-cols-[24px_14px_50px_minmax(180px,1.35fr)_116px_14px_minmax(190px,1.4fr)_minmax(120px,1fr)_44px_28px] xl:gap-x-3";

type Props = {
  readonly row: Row;
  /** As chosen here, saved or not. */
  readonly payload: ReconciliationPayload;
  readonly texts: MovementTexts;
  readonly index: number;
  readonly selected: boolean;
  readonly current: boolean;
  readonly selectable: boolean;
  readonly onOpen: (id: string) => void;
  readonly onTick: (id: string, through: boolean) => void;
  readonly onTwins: (row: Row) => void;
  readonly onPoint: (id: string) => void;
};

/** One movement of the bank and the best explanation of it. */
export const MovementRow = memo(function MovementRow(props: Props) {
  const { row, payload, texts, index, selected, current, selectable, onOpen, onTick, onPoint } = props;
  const { movement } = payload;
  const { option } = shownStory(payload, row.matching);
  const why = texts.why(row, payload);
  const which = texts.which(payload);
  const days = texts.days(payload);
  const click = (event: MouseEvent) => {
    const isAgain = current;
    onPoint(row.id);
    if (event.shiftKey && selectable) onTick(row.id, true);
    else if (isAgain || matchMedia("(max-width: 767px)").matches) onOpen(row.id);
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={row.id}
      tabIndex={current ? 0 : -1}
      onFocus={() => onPoint(row.id)}
      onClick={click}
      onDoubleClick={() => onOpen(row.id)}
      className={cx(
        "group relative grid h-full cursor-default grid-cols-[20px_minmax(0,1fr)_auto] content-center items-center gap-x-2 gap-y-0.5 px-3 text-13 outline-none select-none md:px-4",
        movementGrid,
        "hairline-b focus-visible:z-10 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent",
        selected ? "bg-accent-soft" : current ? "bg-hover" : "hover:bg-hover",
      )}
    >
      {current && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <Twins {...props} />
      <span role="gridcell" className="flex items-center max-md:order-1" onClick={(event) => event.stopPropagation()}>
        {selectable && (
          <RowTick
            ticked={selected}
            focusable={current}
            label={texts.tick(`${texts.who(payload)} ${which}`.trim())}
            onTick={(through) => onTick(row.id, through)}
          />
        )}
      </span>
      <span role="gridcell" className="flex items-center max-md:order-4">
        <StatusMark status={payload.choice === "undecided" && row.state === "open" ? "needs" : statusOf(row)} hideWord>
          {texts.state(row)}
        </StatusMark>
      </span>
      <span role="gridcell" className="text-12 text-ink-2 tabular-nums max-md:hidden">
        {shortDay(movement.bookingDate ?? movement.valueDate)}
      </span>
      <span role="gridcell" className="min-w-0 truncate max-md:order-2" title={movement.text}>
        <span className="mr-2 text-12 text-ink-3 tabular-nums md:hidden">{shortDay(movement.bookingDate ?? movement.valueDate)}</span>
        <BankText text={movement.text} marks={marksIn(option, 0)} />
      </span>
      <span role="gridcell" className="text-right max-md:order-3">
        <Amount value={movement.amount} currency={movement.currency} className={movement.amount.startsWith("-") ? "" : "text-clear"} />
      </span>
      <span role="gridcell" aria-hidden className="text-center text-ink-3 max-md:hidden">
        {signFor(payload)}
      </span>
      <span role="gridcell" className="flex min-w-0 gap-2 max-md:order-5 max-md:col-span-2">
        <span
          className={cx(
            "min-w-0 shrink-0 truncate",
            which === "" ? "max-w-full" : "max-w-[62%]",
            payload.choice === "match" ? "font-medium" : "text-ink-2",
          )}
        >
          {texts.who(payload)}
        </span>
        {which !== "" && <span className="min-w-0 truncate text-ink-2">{which}</span>}
      </span>
      <Why row={row} text={why.text} tone={why.tone} texts={texts} onTwins={props.onTwins} />
      <span role="gridcell" className="text-right text-12 text-ink-3 tabular-nums max-xl:hidden" title={days?.long}>
        {days !== null && (
          <>
            <span aria-hidden>{days.short}</span>
            <span className="sr-only">{days.long}</span>
          </>
        )}
      </span>
      <span role="gridcell" className="flex max-md:hidden">
        {row.assignedTo !== null && <Initials person={row.assignedTo} label={texts.assigned(row.assignedTo.name)} />}
      </span>
    </div>
  );
});

const tones = { plain: "text-ink-3", needs: "text-needs", refused: "text-refused" };

type WhyProps = {
  readonly row: Row;
  readonly text: string;
  readonly tone: keyof typeof tones;
  readonly texts: MovementTexts;
  readonly onTwins: (row: Row) => void;
};

/** The first of a group says that there are more of the same, and ticks them together. */
function Why({ row, text, tone, texts, onTwins }: WhyProps) {
  const isHead = row.twins !== null && row.twins.place === 1 && row.state === "open";
  return (
    <span
      role="gridcell"
      className={cx("min-w-0 truncate max-xl:hidden max-md:order-6 max-md:col-span-3 max-md:block max-md:pl-7 max-md:text-12", tones[tone])}
      title={text}
    >
      {isHead && row.twins !== null ? (
        <button
          type="button"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            onTwins(row);
          }}
          className="max-w-full truncate rounded-sm px-1 -mx-1 text-ink-2 underline decoration-line-strong underline-offset-4 hover:bg-sunken hover:text-ink"
        >
          {texts.twins(row.twins.count)}
        </button>
      ) : (
        text
      )}
    </span>
  );
}

/** A line at the left edge joins movements of one party and one amount. */
function Twins({ row: { twins } }: Pick<Props, "row">) {
  if (twins === null) return null;
  const isFirst = twins.place === 1;
  const isLast = twins.place === twins.count;
  return (
    <span
      aria-hidden
      className={cx(
        "absolute left-1.5 w-1.5 border-l border-line-strong md:left-2",
        isFirst ? "top-1/2 rounded-tl-sm border-t" : "-top-px",
        isLast ? "bottom-1/2 rounded-bl-sm border-b" : "bottom-0",
      )}
    />
  );
}

/** "=" to the cent, "≈" with a difference that has a name, "<" when part of the movement stays open, "∅" without a document. */
function signFor(payload: ReconciliationPayload): string {
  if (payload.choice === "no_document") return "∅";
  if (payload.choice === "undecided") return "?";
  if (balanceOf(payload) === "even") return "=";
  return payload.residual?.kind === "unapplied" ? ">" : "≈";
}

/** "03/11" */
const shortDay = (day: string): string => `${day.slice(8, 10)}/${day.slice(5, 7)}`;

/** A row whose page has not come yet. */
export function MovementRowSkeleton() {
  return (
    <div aria-hidden className={cx("hairline-b flex h-full items-center gap-3 px-4", movementGrid)}>
      <span />
      <Skeleton className="size-3.5 rounded-full" />
      <Skeleton className="h-3 w-10" />
      <Skeleton className="h-3 w-4/5 max-md:w-40" />
      <Skeleton className="ml-auto h-3 w-16" />
      <span />
      <Skeleton className="h-3 w-3/5 max-md:hidden" />
    </div>
  );
}
