"use client";
import { Landmark, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";
import { ReconciliationHead } from "@/components/reconciliation/section-tabs";
import { BucketTabs } from "@/components/review/bucket-tabs";
import type { Place } from "@/components/review/place";
import { useRowTexts } from "@/components/review/row-texts";
import { DropZone } from "@/components/review/upload/drop-zone";
import { UploadTray } from "@/components/review/upload/upload-tray";
import type { UploadEntry, UploadQueue } from "@/components/review/upload/upload-queue";
import type { QueueData } from "@/components/review/use-queue";
import { useKeyOf, useKeys } from "@/components/shell/keys";
import { StatementRow } from "@/components/statements/statement-row";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Bucket } from "@/lib/review/view";

type Props = {
  readonly place: Place;
  readonly bucket: Bucket;
  readonly onBucket: (bucket: Bucket) => void;
  readonly queue: QueueData;
  readonly uploads: { readonly entries: readonly UploadEntry[]; readonly queue: UploadQueue };
  readonly canWrite: boolean;
  readonly onOpen: (id: string) => void;
};

/** The statements that came, and the way in for the next. */
export function StatementListScreen({ place, bucket, onBucket, queue, uploads, canWrite, onOpen }: Props) {
  const t = useTranslations("statements");
  const files = useRef<HTMLInputElement>(null);
  const uploadKey = useKeyOf("upload");
  const openFiles = useCallback(() => files.current?.click(), []);
  useUploadKey(canWrite ? openFiles : null);
  return (
    <div className="flex h-[calc(100dvh-var(--bar-top,0px))] min-h-0 flex-col md:h-dvh">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 pt-3 pb-1 md:px-4">
        <ReconciliationHead place={place} current="statements" />
        {canWrite && (
          <Button icon={<Upload size={14} aria-hidden className="shrink-0" />} shortcut={uploadKey} onClick={openFiles}>
            {t("upload.pick")}
          </Button>
        )}
      </div>
      <BucketTabs current={bucket} counts={queue.counts} onChange={onBucket} />
      <UploadTray entries={uploads.entries} onDismiss={uploads.queue.dismiss} />
      <Rows queue={queue} bucket={bucket} onOpen={onOpen} onPick={canWrite ? openFiles : null} isBusy={uploads.entries.length > 0} />
      {canWrite && (
        <>
          <DropZone onFiles={uploads.queue.add} words={{ title: t("upload.drop"), hint: t("upload.hint") }} />
          <input
            ref={files}
            type="file"
            multiple
            tabIndex={-1}
            aria-label={t("upload.input")}
            accept=".n43,.q43,.c43,.aeb,.txt,.xml,.csv,.tsv,.camt,text/plain,text/csv,application/xml"
            className="sr-only"
            onChange={(event) => {
              uploads.queue.add([...(event.target.files ?? [])]);
              // The same file again must count as a change.
              event.target.value = "";
            }}
          />
        </>
      )}
    </div>
  );
}

function useUploadKey(open: (() => void) | null): void {
  useKeys({ ...(open === null ? {} : { upload: open }) });
}

type RowsProps = Pick<Props, "queue" | "bucket" | "onOpen"> & { readonly onPick: (() => void) | null; readonly isBusy: boolean };

function Rows({ queue, bucket, onOpen, onPick, isBusy }: RowsProps) {
  const t = useTranslations("statements");
  const texts = useRowTexts();
  if (queue.error !== null)
    return (
      <ErrorState title={t("error")} retry={{ label: t("again"), onRetry: queue.refetch }}>
        {t("errorText")}
      </ErrorState>
    );
  if (queue.total === 0) {
    if (queue.isLoading || isBusy) return <div className="flex-1" />;
    if (bucket !== "needs_me" || onPick === null) return <EmptyState title={t("empty.other")}>{t("empty.otherText")}</EmptyState>;
    return (
      <div className="m-3 flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center md:m-4">
        <Landmark size={28} strokeWidth={1.25} aria-hidden className="text-ink-3" />
        <p className="text-16 font-medium">{t("empty.title")}</p>
        <p className="max-w-[52ch] text-13 text-ink-2">{t("empty.text")}</p>
        <Button tone="primary" size="lg" onClick={onPick} className="mt-2">
          {t("empty.pick")}
        </Button>
      </div>
    );
  }
  return (
    <ul aria-label={t("title")} className="min-h-0 flex-1 overflow-y-auto">
      {queue.loaded.map((row) => (
        <StatementRow key={row.id} row={row} state={texts.state(row)} note={texts.note(row)} onOpen={onOpen} />
      ))}
    </ul>
  );
}
