"use client";
import { MessageSquarePlus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef, useState } from "react";
import { NewRequestForm } from "@/components/quotes/new-request-form";
import { QuoteHead } from "@/components/quotes/quote-head";
import { QuoteList } from "@/components/quotes/quote-list";
import { QuoteListEmpty } from "@/components/quotes/quote-list-empty";
import type { QuoteListProps } from "@/components/quotes/quote-list-props";
import { BucketTabs } from "@/components/review/bucket-tabs";
import { focusRow } from "@/components/review/focus-row";
import { SearchBox } from "@/components/review/search-box";
import { moved } from "@/components/review/selection";
import { DropZone } from "@/components/review/upload/drop-zone";
import { UploadTray } from "@/components/review/upload/upload-tray";
import { useKeyOf, useKeys } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";

/** The requests that wait, and the way in for the next: pasted, or as a file. */
export function QuoteListScreen(props: QuoteListProps) {
  const { place, filter, onFilter, queue, cursor, onCursor, onOpen, canWrite, uploads, onReceive } = props;
  const t = useTranslations("quotes");
  const files = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [writing, setWriting] = useState(false);
  const keys = { search: useKeyOf("searchQuotes"), fresh: useKeyOf("newRequest"), upload: useKeyOf("upload") };
  const rows = queue.loaded;
  const current = rows.find(({ id }) => id === cursor) ?? rows[0];
  const move = (by: 1 | -1) => {
    const next = moved(rows, current?.id ?? null, by);
    if (next === null) return;
    onCursor(next);
    focusRow(next);
  };
  const openFiles = useCallback(() => files.current?.click(), []);
  const focusSearch = useCallback(() => search.current?.focus(), []);
  const write = canWrite ? () => setWriting(true) : null;
  useWaysIn(focusSearch, canWrite ? openFiles : null);
  useKeys({
    ...(write === null ? {} : { newRequest: write }),
    ...(current === undefined ? {} : { moveNext: () => move(1), movePrevious: () => move(-1), open: () => onOpen(current.id) }),
  });
  return (
    <div className="flex h-[calc(100dvh-var(--bar-top,0px))] min-h-0 flex-col md:h-dvh">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 pt-3 pb-1 md:px-4">
        <QuoteHead place={place} current="requests" />
        <SearchBox
          q={filter.q}
          onSearch={(q) => onFilter({ q })}
          inputRef={search}
          label={t("list.search")}
          placeholder={t("list.searchPlaceholder")}
          shortcut={keys.search}
        />
        {canWrite && (
          <Button icon={<Upload size={14} aria-hidden className="shrink-0" />} shortcut={keys.upload} onClick={openFiles}>
            {t("list.upload")}
          </Button>
        )}
        {write !== null && (
          <Button
            tone="primary"
            icon={<MessageSquarePlus size={14} aria-hidden className="shrink-0" />}
            shortcut={keys.fresh}
            onClick={write}
          >
            {t("new.open")}
          </Button>
        )}
      </div>
      <BucketTabs label={t("list.buckets")} current={filter.bucket} counts={queue.counts} onChange={(bucket) => onFilter({ bucket })} />
      <UploadTray entries={uploads.entries} onDismiss={uploads.queue.dismiss} />
      {queue.total === 0 || queue.error !== null ? (
        <QuoteListEmpty {...props} onPick={canWrite ? openFiles : null} onWrite={write} />
      ) : (
        <QuoteList {...props} />
      )}
      {canWrite && (
        <>
          <DropZone onFiles={uploads.queue.add} words={{ title: t("list.drop"), hint: t("list.dropHint") }} />
          <input
            ref={files}
            type="file"
            multiple
            tabIndex={-1}
            aria-label={t("list.fileInput")}
            accept=".eml,.xlsx,.xls,.csv,.pdf,.txt,message/rfc822,application/pdf,text/csv,text/plain,image/*"
            className="sr-only"
            onChange={(event) => {
              uploads.queue.add([...(event.target.files ?? [])]);
              // The same file again must count as a change.
              event.target.value = "";
            }}
          />
          {writing && <NewRequestForm samples={props.samples} onReceive={onReceive} onClose={() => setWriting(false)} />}
        </>
      )}
    </div>
  );
}

function useWaysIn(search: () => void, upload: (() => void) | null): void {
  useKeys({ searchQuotes: search, ...(upload === null ? {} : { upload }) });
}
