"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { UploadEntry } from "@/components/review/upload/upload-queue";
import { useSentences } from "@/components/review/use-sentences";
import { StatusMark } from "@/components/ui/status-mark";

type Props = { readonly entries: readonly UploadEntry[]; readonly onDismiss: (key: string) => void };

/** Files on their way stand above the list until the list has them; a refused one stays until it was read. */
export function UploadTray({ entries, onDismiss }: Props) {
  const t = useTranslations("upload");
  if (entries.length === 0) return null;
  return (
    <ul aria-label={t("tray")} tabIndex={0} className="max-h-[40vh] shrink-0 overflow-y-auto bg-sunken">
      {entries.map((entry) => (
        <li key={entry.key} className="hairline-b relative flex min-h-row items-center gap-3 px-4 py-1 text-13 md:pl-14">
          <Line entry={entry} />
          {entry.state === "refused" && (
            <button
              type="button"
              aria-label={t("dismiss", { file: entry.fileName })}
              onClick={() => onDismiss(entry.key)}
              className="control-height inline-flex aspect-square shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X size={14} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({ entry }: { readonly entry: UploadEntry }) {
  const t = useTranslations("upload");
  const sentences = useSentences();
  if (entry.state === "refused") {
    return (
      <>
        <StatusMark status="refused" className="w-[116px] shrink-0">
          {t("state.refused")}
        </StatusMark>
        <span className="min-w-0 flex-1">
          <span className="font-medium">{entry.fileName}</span>
          <span className="text-refused"> {entry.failure === null ? "" : sentences.failure(entry.failure)}</span>
        </span>
      </>
    );
  }
  const percent = Math.round(entry.progress * 100);
  const isStoring = entry.state === "sending" && entry.progress >= 1;
  const isOnTheWay = entry.state === "sending" && !isStoring;
  return (
    <>
      <StatusMark status="waiting" className="w-[116px] shrink-0">
        {isStoring ? t("state.storing") : t(`state.${entry.state}`)}
      </StatusMark>
      <span className="min-w-0 flex-1 truncate text-ink-2">{entry.fileName}</span>
      {isOnTheWay && (
        <>
          <span className="text-12 text-ink-3">{percent} %</span>
          <div
            role="progressbar"
            aria-label={entry.fileName}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
            className="absolute inset-x-0 bottom-[-1px] h-0.5"
          >
            <div className="h-full origin-left bg-accent transition-transform" style={{ transform: `scaleX(${entry.progress})` }} />
          </div>
        </>
      )}
    </>
  );
}
