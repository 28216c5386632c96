"use client";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ShownFailure } from "@/components/review/answers";
import { FieldsSkeleton } from "@/components/review/unread-item";
import { useSentences } from "@/components/review/use-sentences";
import { useKeyOf, useKeys } from "@/components/shell/keys";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of the review screen while the item comes. */
export function ItemLoading({ onBack }: { readonly onBack: () => void }) {
  const t = useTranslations("review.header");
  const backKey = useKeyOf("back");
  useKeys({ back: onBack });
  return (
    <div className="flex h-[calc(100dvh-var(--bar-top,0px))] flex-col md:h-dvh" aria-busy="true">
      <div className="hairline-b flex h-12 items-center gap-3 px-3">
        <IconButton label={t("back")} shortcut={backKey} onClick={onBack}>
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <Skeleton className="h-5 w-72" />
      </div>
      <div className="min-h-0 flex-1 overflow-hidden lg:grid lg:grid-cols-2">
        <div className="bg-sunken p-3 max-lg:h-[44dvh]">
          <div className="h-full rounded-[2px] border border-line bg-raised" />
        </div>
        <div className="px-8 pt-14 lg:border-l lg:border-line">
          <FieldsSkeleton />
        </div>
      </div>
      <div className="hairline-t h-14" />
    </div>
  );
}

export function ItemMissing({
  failure,
  onBack,
  onRetry,
}: {
  readonly failure: ShownFailure | null;
  readonly onBack: () => void;
  readonly onRetry: () => void;
}) {
  const t = useTranslations("review.missing");
  const common = useTranslations("common");
  const sentences = useSentences();
  useKeys({ back: onBack });
  return (
    <ErrorState
      title={t("title")}
      requestId={failure?.requestId}
      requestIdLabel={common("requestId")}
      copyLabel={common("copy")}
      copiedLabel={common("copied")}
      {...(failure?.code === "access.not_found" ? {} : { retry: { label: common("retry"), onRetry } })}
      action={<Button onClick={onBack}>{t("back")}</Button>}
    >
      {failure === null ? t("unreachable") : sentences.failure(failure)}
    </ErrorState>
  );
}
