"use client";
import { useTranslations } from "next-intl";
import { RefusedRead } from "@/components/review/answers";
import { QueueEmpty, type Sample } from "@/components/review/queue-empty";
import { QueueList } from "@/components/review/queue-list";
import { QueueRowSkeleton } from "@/components/review/queue-row";
import type { QueueScreenProps } from "@/components/review/queue-screen-props";
import { useSentences } from "@/components/review/use-sentences";
import { ErrorState } from "@/components/ui/error-state";

type Props = QueueScreenProps & {
  readonly onTick: (id: string, through: boolean) => void;
  readonly onPoint: (id: string) => void;
  readonly onPickFiles: (() => void) | null;
};

/** The list, or why there is none. */
export function QueueBody(props: Props) {
  const { title, filter, onFilter, queue, selection, rights, uploads, samples, onPickFiles } = props;
  const t = useTranslations("queue");
  if (queue.error !== null) return <QueueError error={queue.error} onRetry={queue.refetch} />;
  if (queue.isLoading && queue.rows.length === 0) return <QueueSkeleton label={t("loading")} />;
  if (queue.total === 0 && uploads.entries.length > 0) return <div className="flex-1" />;
  if (queue.total === 0) {
    const isFirstTime = queue.counts !== null && Object.values(queue.counts).every((count) => count === 0);
    return (
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <QueueEmpty
          bucket={filter.bucket}
          q={filter.q}
          updatedAt={queue.updatedAt}
          isFirstTime={isFirstTime}
          samples={samples}
          onSample={rights.canWrite ? (sample) => void addSample(sample, uploads.queue.add) : null}
          onPickFiles={onPickFiles}
          onClearSearch={() => onFilter({ q: "" })}
        />
      </div>
    );
  }
  return (
    <QueueList
      label={title}
      isStale={queue.isLoading}
      rows={queue.rows}
      selection={selection}
      canApprove={rights.canApprove}
      onOpen={props.onOpen}
      onTick={props.onTick}
      onPoint={props.onPoint}
      onReach={props.onReach}
    />
  );
}

function QueueSkeleton({ label }: { readonly label: string }) {
  return (
    <div className="flex-1 overflow-hidden pt-8" aria-busy="true" aria-label={label} role="region">
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className="h-16 md:h-row">
          <QueueRowSkeleton />
        </div>
      ))}
    </div>
  );
}

function QueueError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useTranslations("common");
  const tq = useTranslations("queue");
  const sentences = useSentences();
  const failure = error instanceof RefusedRead ? error.failure : null;
  return (
    <div className="flex-1 overflow-y-auto">
      <ErrorState
        title={tq("errorTitle")}
        requestId={failure?.requestId}
        requestIdLabel={t("requestId")}
        copyLabel={t("copy")}
        copiedLabel={t("copied")}
        retry={{ label: t("retry"), onRetry }}
      >
        {failure === null ? tq("unreachable") : sentences.failure(failure)}
      </ErrorState>
    </div>
  );
}

/** A sample goes the way of any file. */
async function addSample(sample: Sample, add: (files: readonly File[]) => void): Promise<void> {
  const response = await fetch(sample.href);
  if (!response.ok) throw new Error(`sample ${sample.href} answered ${response.status}`);
  add([new File([await response.blob()], sample.fileName, { type: "application/pdf" })]);
}
