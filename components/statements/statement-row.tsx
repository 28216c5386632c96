import { statusOf } from "@/components/review/state-mark";
import { cx } from "@/components/ui/cx";
import { StatusMark } from "@/components/ui/status-mark";
import type { QueueRow } from "@/lib/review/view";

type Props = {
  readonly row: QueueRow;
  readonly state: string;
  readonly note: string | null;
  readonly onOpen: (id: string) => void;
};

/** One statement: whose, which days, where it stands, and at most one sentence. */
export function StatementRow({ row, state, note, onOpen }: Props) {
  const isRead = row.party !== null;
  return (
    <li className="hairline-b">
      <button
        type="button"
        data-row={row.id}
        onClick={() => onOpen(row.id)}
        className="flex min-h-row w-full flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-left text-13 hover:bg-hover focus-visible:-outline-offset-2 md:grid md:grid-cols-[132px_minmax(140px,1.2fr)_minmax(180px,1fr)_minmax(0,2fr)] md:px-4"
      >
        <StatusMark status={statusOf(row)} className={cx("max-md:order-3 max-md:text-12", row.state === "reading" && "animate-breathe")}>
          {state}
        </StatusMark>
        <span className="min-w-0 truncate font-medium max-md:order-1 max-md:basis-full">{row.party ?? row.fileName ?? row.title}</span>
        <span className="min-w-0 truncate text-ink-2 tabular-nums max-md:order-2 max-md:basis-full">{isRead ? row.title : ""}</span>
        <span
          className={cx("min-w-0 truncate max-md:order-4 max-md:basis-full max-md:text-12", note === null ? "text-ink-3" : noteTone(row))}
          title={note ?? undefined}
        >
          {note ?? row.fileName}
        </span>
      </button>
    </li>
  );
}

function noteTone(row: QueueRow): string {
  if (row.failure !== null && row.state !== "sending") return "text-refused";
  return row.attention?.level === "block" || row.attention?.level === "doubt" ? "text-needs" : "text-ink-3";
}
