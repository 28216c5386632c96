"use client";
import { useTranslations } from "next-intl";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import type { QueueRow } from "@/lib/review/view";

type Marked = Pick<QueueRow, "state" | "standing">;

/** Shape, colour and word of where an item stands. */
export function StateMark({
  row,
  hideWord,
  className,
}: {
  readonly row: Marked;
  readonly hideWord?: boolean;
  readonly className?: string;
}) {
  const t = useTranslations("queue");
  const word = row.state === "open" && row.standing !== null ? t(`standing.${row.standing}`) : t(`state.${row.state}`);
  return (
    <StatusMark status={statusOf(row)} hideWord={hideWord === true} className={className}>
      {word}
    </StatusMark>
  );
}

export function statusOf({ state, standing }: Marked): Status {
  switch (state) {
    case "open":
      return standing === "clear" ? "clear" : "needs";
    case "approved":
    case "settled":
      return "clear";
    case "refused":
    case "failed":
    case "rejected":
      return "refused";
    case "reading":
    case "sending":
    case "snoozed":
    case "withdrawn":
    case "joined":
      return "waiting";
  }
}
