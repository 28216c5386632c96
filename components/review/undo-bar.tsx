"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { amountText } from "@/components/review/amount-list";
import type { Undoable } from "@/components/review/undo-stack";
import { useKeyOf } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { StatusShape } from "@/components/ui/status-mark";

type Props = {
  readonly entry: Undoable;
  /** Further decisions that can still be undone after this one. */
  readonly more: number;
  readonly busy: boolean;
  /** Over the document, where an item is open: the fields stay free. */
  readonly overDocument: boolean;
  /** The list has a bar of verbs below it on wide windows: they stay free. */
  readonly hasVerbsBelow?: boolean;
  readonly onUndo: () => void;
};

/** The last decision and the seconds left to take it back: sending waits that long. */
export function UndoBar({ entry, more, busy, overDocument, hasVerbsBelow = false, onUndo }: Props) {
  const t = useTranslations("review.undo");
  const undoKey = useKeyOf("undo");
  const left = useSecondsLeft(entry.endsAt);
  const count = entry.ids.length;
  const what = count > 1 ? t(`many.${entry.verdict}`, { count }) : t(`one.${entry.verdict}`, { title: entry.title });
  const amount = entry.verdict === "approve" ? amountText(entry.amount, entry.currency) : "";
  return (
    // The decision itself is announced once; a region that counted aloud would never be quiet.
    <div
      className={cx(
        "pointer-events-none absolute inset-x-0 z-30 flex justify-center px-3 print:hidden",
        overDocument ? "bottom-17 max-md:bottom-34 lg:right-1/2" : hasVerbsBelow ? "bottom-17 max-md:bottom-3" : "bottom-4 max-md:bottom-3",
      )}
    >
      <div className="pointer-events-auto relative flex max-w-full animate-rise items-center gap-3 overflow-hidden rounded-md border border-line bg-raised py-2 pr-2 pl-3 text-13 shadow-float">
        <StatusShape status={entry.verdict === "approve" ? "clear" : entry.verdict === "reject" ? "refused" : "waiting"} />
        <span className="min-w-0 truncate">
          {what}
          {amount !== "" && <span className="text-ink-2"> · {amount}</span>}
        </span>
        <span className="shrink-0 text-ink-2 tabular-nums max-sm:hidden">
          {entry.verdict === "approve" ? t("sendsIn", { seconds: left }) : t("endsIn", { seconds: left })}
          {more > 0 && ` · ${t("more", { count: more })}`}
        </span>
        <Button tone="secondary" onClick={onUndo} busy={busy} busyLabel={t("undoing")} shortcut={undoKey}>
          {t("action")}
        </Button>
        <span
          aria-hidden
          key={entry.endsAt}
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent"
          style={{ animation: `undo-runs-out ${entry.durationMs}ms linear forwards` }}
        />
      </div>
    </div>
  );
}

function useSecondsLeft(endsAt: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [endsAt]);
  return Math.max(0, Math.ceil((endsAt - now) / 1000));
}
