"use client";
import { MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { QuoteListProps } from "@/components/quotes/quote-list-props";
import type { RequestSample } from "@/components/quotes/request-sample";
import { RefusedRead } from "@/components/review/answers";
import { useSentences } from "@/components/review/use-sentences";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";

type Props = QuoteListProps & { readonly onPick: (() => void) | null; readonly onWrite: (() => void) | null };

/** Why there is no list, and what can be done from here. */
export function QuoteListEmpty({ queue, filter, onFilter, uploads, samples, onReceive, onPick, onWrite }: Props) {
  const t = useTranslations("quotes.empty");
  const common = useTranslations("common");
  const sentences = useSentences();
  if (queue.error !== null) {
    const failure = queue.error instanceof RefusedRead ? queue.error.failure : null;
    return (
      <div className="flex-1 overflow-y-auto">
        <ErrorState
          title={t("error")}
          requestId={failure?.requestId}
          requestIdLabel={common("requestId")}
          copyLabel={common("copy")}
          copiedLabel={common("copied")}
          retry={{ label: common("retry"), onRetry: queue.refetch }}
        >
          {failure === null ? t("unreachable") : sentences.failure(failure)}
        </ErrorState>
      </div>
    );
  }
  if (queue.isLoading || uploads.entries.length > 0) return <div className="flex-1" />;
  if (filter.q !== "")
    return (
      <EmptyState
        title={t("searchTitle", { q: filter.q })}
        action={<Button onClick={() => onFilter({ q: "" })}>{t("searchClear")}</Button>}
      >
        {t("searchText")}
      </EmptyState>
    );
  const isFirst = queue.counts !== null && Object.values(queue.counts).every((count) => count === 0);
  if (filter.bucket !== "needs_me" || onWrite === null || onPick === null || !isFirst)
    return <EmptyState title={t(`${filter.bucket}.title`)}>{t(`${filter.bucket}.text`)}</EmptyState>;
  return <FirstTime samples={samples} onReceive={onReceive} onPick={onPick} onWrite={onWrite} />;
}

type FirstProps = Pick<Props, "onReceive"> & {
  readonly samples: readonly RequestSample[];
  readonly onPick: () => void;
  readonly onWrite: () => void;
};

function FirstTime({ samples, onReceive, onPick, onWrite }: FirstProps) {
  const t = useTranslations("quotes.empty.first");
  return (
    <div className="m-3 flex flex-1 flex-col items-center justify-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-16 text-center md:m-4">
      <MessageSquareText size={28} strokeWidth={1.25} aria-hidden className="text-ink-3" />
      <p className="text-16 font-medium">{t("title")}</p>
      <p className="max-w-[50ch] text-13 text-ink-2">{t("text")}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <Button tone="primary" size="lg" onClick={onWrite}>
          {t("write")}
        </Button>
        <Button size="lg" onClick={onPick}>
          {t("pick")}
        </Button>
      </div>
      {samples.length > 0 && (
        <div className="mt-6 flex flex-col items-center gap-2">
          <p className="text-12 text-ink-3">{t("samples")}</p>
          <div className="flex flex-wrap justify-center gap-2">
            {samples.map(({ label, ...sample }) => (
              <Button key={label} onClick={() => void onReceive(sample)}>
                {label}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
