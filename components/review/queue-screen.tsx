"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, type RefObject } from "react";
import { BucketTabs } from "@/components/review/bucket-tabs";
import { BulkBar } from "@/components/review/bulk-bar";
import { ClearOffer } from "@/components/review/clear-offer";
import { QueueBody } from "@/components/review/queue-body";
import type { QueueScreenProps } from "@/components/review/queue-screen-props";
import { QueueTools } from "@/components/review/queue-tools";
import { bulkSummary, selectThrough, toggle } from "@/components/review/selection";
import { DropZone } from "@/components/review/upload/drop-zone";
import { UploadTray } from "@/components/review/upload/upload-tray";
import { useQueueKeys } from "@/components/review/use-queue-keys";

/** The Monday morning list: what waits, what can go in one go, and the way in for new files. */
export function QueueScreen(props: QueueScreenProps) {
  const { title, filter, onFilter, queue, selection, onSelection, rights, uploads } = props;
  const t = useTranslations("queue");
  const search = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const pick = rights.canWrite ? () => files.current?.click() : null;
  const summary = bulkSummary(queue.loaded, selection.ids);
  const clearTicks = () => onSelection((now) => ({ ...now, ids: new Set() }));
  const tick = useCallback(
    (id: string, through: boolean) => onSelection((now) => (through ? selectThrough(now, queue.loaded, id) : toggle(now, id))),
    [onSelection, queue.loaded],
  );
  const point = useCallback((id: string) => onSelection((now) => (now.cursor === id ? now : { ...now, cursor: id })), [onSelection]);
  useQueueKeys({ ...props, summary, onPickFiles: pick, onSearch: () => search.current?.focus(), onClearTicks: clearTicks });
  return (
    <div className="flex h-[calc(100dvh-var(--bar-top,0px))] min-h-0 flex-col md:h-dvh">
      <QueueTools
        title={title}
        q={filter.q}
        onSearch={(q) => onFilter({ q })}
        sort={filter.sort}
        onSort={(sort) => onFilter({ sort })}
        searchRef={search}
        onPickFiles={pick}
        onTakePhoto={rights.canWrite ? () => camera.current?.click() : null}
      />
      <BucketTabs current={filter.bucket} counts={queue.counts} onChange={(bucket) => onFilter({ bucket })} />
      <UploadTray entries={uploads.entries} onDismiss={uploads.queue.dismiss} />
      {rights.canApprove && selection.ids.size === 0 && (
        <ClearOffer rows={queue.loaded} onTick={(ids) => onSelection((now) => ({ ...now, ids }))} />
      )}
      <QueueBody {...props} onTick={tick} onPoint={point} onPickFiles={pick} />
      {selection.ids.size > 0 && (
        <BulkBar
          summary={summary}
          ticked={selection.ids.size}
          busy={props.approving}
          onApprove={() => props.onApproveMany(summary.rows)}
          onClear={clearTicks}
        />
      )}
      {rights.canWrite && (
        <>
          <DropZone onFiles={uploads.queue.add} />
          <FileInput inputRef={files} label={t("fileInput")} onFiles={uploads.queue.add} />
          <FileInput inputRef={camera} label={t("cameraInput")} onFiles={uploads.queue.add} camera />
        </>
      )}
      <p className="sr-only" role="status">
        {queue.isLoading ? "" : t("announceCount", { count: queue.total, bucket: t(`bucket.${filter.bucket}`) })}
      </p>
    </div>
  );
}

type FileInputProps = {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly camera?: boolean;
};

/** Pressed through the visible buttons; several files at once, or the camera of a phone. */
function FileInput({ inputRef, label, onFiles, camera = false }: FileInputProps) {
  useEffect(() => {
    // Chosen before the page was ready: the change was not heard.
    const input = inputRef.current;
    if (input?.files?.length) takeFiles(input, onFiles);
  }, [inputRef, onFiles]);
  return (
    <input
      ref={inputRef}
      type="file"
      aria-label={label}
      tabIndex={-1}
      multiple={!camera}
      accept={camera ? "image/*" : "application/pdf,image/*,.xml,.xsig,.eml"}
      {...(camera ? { capture: "environment" as const } : {})}
      className="sr-only"
      onChange={(event) => takeFiles(event.target, onFiles)}
    />
  );
}

/** Emptied after: the same file again must count as a change. */
function takeFiles(input: HTMLInputElement, onFiles: (files: readonly File[]) => void): void {
  onFiles([...(input.files ?? [])]);
  input.value = "";
}
