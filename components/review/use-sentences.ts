"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ShownFailure } from "@/components/review/answers";
import type { Reason } from "@/lib/kernel/evidence";
import { failureSentence, reasonSentence } from "@/lib/platform/i18n/sentences";

export type Sentences = {
  readonly reason: (reason: Pick<Reason, "code" | "detail">) => string;
  /** What happened, what it means, what to do. */
  readonly failure: (failure: ShownFailure) => string;
  /** Only what happened: for a row, where there is room for no more. */
  readonly failureShort: (failure: ShownFailure) => string;
};

export function useSentences(): Sentences {
  const t = useTranslations();
  return useMemo(() => {
    const failure = (shown: ShownFailure) => failureSentence(t, shown);
    return { reason: (reason) => reasonSentence(t, reason), failure, failureShort: (shown) => firstSentence(failure(shown)) };
  }, [t]);
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
}
