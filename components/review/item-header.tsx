"use client";
import { ArrowLeft, ChevronDown, ChevronUp, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Initials } from "@/components/review/initials";
import { MailSender } from "@/components/review/mail-story";
import { StateMark } from "@/components/review/state-mark";
import { nameOf } from "@/components/review/use-decisions";
import { useKeyOf } from "@/components/shell/keys";
import { Amount } from "@/components/ui/amount";
import { IconButton } from "@/components/ui/icon-button";
import { showMoment } from "@/components/ui/moment-text";
import { Stamp } from "@/components/ui/stamp";
import type { DraftStatus } from "@/components/review/edit-draft";
import type { ItemView, QueueRow } from "@/lib/review/view";

export type Position = {
  readonly index: number;
  readonly total: number;
  readonly next: QueueRow | null;
  readonly previous: QueueRow | null;
};

type Props = {
  readonly item: ItemView<unknown>;
  readonly position: Position | null;
  readonly saving: {
    readonly status: DraftStatus;
    readonly savedAt: string | null;
    readonly canUndo: boolean;
    readonly canRedo: boolean;
  } | null;
  readonly onBack: () => void;
  readonly onMove: (direction: 1 | -1) => void;
  readonly onUndoEdit: () => void;
  readonly onRedoEdit: () => void;
};

/** What it is, where it stands, whether it is saved; on the right where one is in the queue and what comes next. */
export function ItemHeader({ item, position, saving, onBack, onMove, onUndoEdit, onRedoEdit }: Props) {
  const t = useTranslations("review.header");
  const keys = { back: useKeyOf("back"), next: useKeyOf("moveNext"), previous: useKeyOf("movePrevious") };
  const stamped =
    (item.state === "approved" || item.state === "sending" || item.state === "settled") &&
    item.decidedBy !== null &&
    item.decidedAt !== null;
  return (
    <header className="hairline-b flex h-12 shrink-0 items-center gap-3 px-2 md:px-3">
      <IconButton label={t("back")} shortcut={keys.back} onClick={onBack}>
        <ArrowLeft size={16} aria-hidden />
      </IconButton>
      <h1 className="min-w-0 truncate text-16 font-semibold">{item.party === null ? (item.fileName ?? item.title) : nameOf(item)}</h1>
      <StateMark row={item} className="shrink-0 text-13 max-sm:hidden" />
      <MailSender events={item.events} />
      {stamped && item.decidedBy !== null && item.decidedAt !== null && (
        <Stamp
          size="sm"
          initials={item.decidedBy.initials}
          time={showMoment(item.decidedAt, "time")}
          label={t("stamp", { name: item.decidedBy.name, moment: showMoment(item.decidedAt) })}
        />
      )}
      {item.assignedTo !== null && <Initials person={item.assignedTo} label={t("assignedTo", { name: item.assignedTo.name })} />}
      <div className="ml-auto flex shrink-0 items-center gap-1 text-12 text-ink-3">
        {saving !== null && (
          <>
            <SavedText status={saving.status} savedAt={saving.savedAt} />
            {saving.canUndo && (
              <IconButton label={t("undoEdit")} shortcut="mod+z" onClick={onUndoEdit}>
                <Undo2 size={14} aria-hidden />
              </IconButton>
            )}
            {saving.canRedo && (
              <IconButton label={t("redoEdit")} shortcut="mod+Shift+z" onClick={onRedoEdit}>
                <Redo2 size={14} aria-hidden />
              </IconButton>
            )}
          </>
        )}
        {position !== null && (
          <>
            <span className="pl-2 whitespace-nowrap tabular-nums">
              {t("position", { index: position.index + 1, total: position.total })}
            </span>
            {position.next !== null && (
              <span className="flex max-w-72 min-w-0 items-center gap-1 pl-2 max-xl:hidden">
                <span className="shrink-0">{t("next")}</span>
                <span className="truncate text-ink-2">{position.next.party ?? position.next.fileName}</span>
                {position.next.amount !== null && <Amount value={position.next.amount} currency={position.next.currency} />}
              </span>
            )}
            <IconButton label={t("previousItem")} shortcut={keys.previous} disabled={position.previous === null} onClick={() => onMove(-1)}>
              <ChevronUp size={16} aria-hidden />
            </IconButton>
            <IconButton label={t("nextItem")} shortcut={keys.next} disabled={position.next === null} onClick={() => onMove(1)}>
              <ChevronDown size={16} aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </header>
  );
}

function SavedText({ status, savedAt }: { readonly status: DraftStatus; readonly savedAt: string | null }) {
  const t = useTranslations("review.header");
  if (status === "failed" || status === "stale") return <span className="text-refused">{t("notSaved")}</span>;
  if (status === "saving" || status === "unsaved") return <span>{t("saving")}</span>;
  return <span className="max-sm:hidden">{savedAt === null ? "" : t("saved", { time: showMoment(savedAt, "time") })}</span>;
}
