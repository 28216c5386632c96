"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { narrowing, wide } from "@/components/reconciliation/address";
import { MovementList } from "@/components/reconciliation/movement-list";
import { MovementRowSkeleton } from "@/components/reconciliation/movement-row";
import type { Movements } from "@/components/reconciliation/use-movements";
import { RefusedRead } from "@/components/review/answers";
import type { Place } from "@/components/review/place";
import { useSentences } from "@/components/review/use-sentences";
import { sectionHref } from "@/components/shell/section-href";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { showMoment } from "@/components/ui/moment-text";
import type { MovementFilter } from "@/lib/agents/reconciliation/list-query";

type Props = Omit<Parameters<typeof MovementList>[0], "rows" | "isStale"> & {
  readonly place: Place;
  readonly filter: MovementFilter;
  readonly onFilter: (change: Partial<MovementFilter>) => void;
  readonly movements: Movements;
  readonly canWrite: boolean;
};

/** The list, or why there is none. */
export function ListBody({ place, filter, onFilter, movements, canWrite, ...list }: Props) {
  const t = useTranslations("reconciliation");
  if (movements.error !== null) return <ListError error={movements.error} onRetry={movements.refetch} />;
  if (movements.isLoading && movements.rows.length === 0)
    return (
      <div className="flex-1 overflow-hidden pt-8" aria-busy="true" aria-label={t("loading")} role="region">
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index} className="h-19 md:h-row">
            <MovementRowSkeleton />
          </div>
        ))}
      </div>
    );
  if (movements.rows.length === 0)
    return <Empty place={place} filter={filter} onFilter={onFilter} movements={movements} canWrite={canWrite} />;
  return <MovementList {...list} rows={movements.rows} isStale={movements.isLoading} />;
}

/** An empty list says why it is empty and what can be done from here. */
function Empty({ place, filter, onFilter, movements, canWrite }: Pick<Props, "place" | "filter" | "onFilter" | "movements" | "canWrite">) {
  const t = useTranslations("reconciliation.empty");
  const isNarrow = filter.q !== "" || narrowing.some((name) => filter[name] !== null);
  const isFirstTime = movements.counts !== null && Object.values(movements.counts).every((count) => count === 0);
  const root = sectionHref(place.company, place.environment, "reconciliation");
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-center overflow-y-auto">
      {isNarrow ? (
        <EmptyState title={t("narrow.title")} action={<Button onClick={() => onFilter({ q: "", ...wide })}>{t("narrow.action")}</Button>}>
          {t("narrow.text")}
        </EmptyState>
      ) : isFirstTime ? (
        <EmptyState
          title={t("first.title")}
          action={
            canWrite ? (
              <Link href={`${root}/statements`} className={buttonClass("primary", "lg")}>
                {t("first.action")}
              </Link>
            ) : undefined
          }
        >
          {t("first.text")}
        </EmptyState>
      ) : (
        <EmptyState
          title={t(`${filter.bucket}.title`)}
          action={
            filter.bucket === "needs_me" ? (
              <Link href={`${root}/close`} className={buttonClass()}>
                {t("toClose")}
              </Link>
            ) : undefined
          }
        >
          {t(`${filter.bucket}.text`)}{" "}
          {filter.bucket === "needs_me" &&
            movements.updatedAt > 0 &&
            t("checked", { time: showMoment(new Date(movements.updatedAt).toISOString(), "time") })}
        </EmptyState>
      )}
    </div>
  );
}

function ListError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const common = useTranslations("common");
  const t = useTranslations("queue");
  const sentences = useSentences();
  const failure = error instanceof RefusedRead ? error.failure : null;
  return (
    <div className="flex-1 overflow-y-auto">
      <ErrorState
        title={t("errorTitle")}
        requestId={failure?.requestId}
        requestIdLabel={common("requestId")}
        copyLabel={common("copy")}
        copiedLabel={common("copied")}
        retry={{ label: common("retry"), onRetry }}
      >
        {failure === null ? t("unreachable") : sentences.failure(failure)}
      </ErrorState>
    </div>
  );
}
