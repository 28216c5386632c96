"use client";
import { useTranslations } from "next-intl";
import { QuoteOutcome } from "@/components/quotes/quote-outcome";
import { QuotePanel } from "@/components/quotes/quote-panel";
import { QuoteSource } from "@/components/quotes/quote-source";
import { TotalsBar } from "@/components/quotes/totals-bar";
import { useQuoteDescribe } from "@/components/quotes/use-quote-describe";
import type { KindView } from "@/components/review/kind-view";
import type { QuotePayload } from "@/lib/agents/quotes/model";

/** A quote on the review screen. */
export const quoteView: KindView<QuotePayload> = {
  Panel: QuotePanel,
  Source: QuoteSource,
  Foot: TotalsBar,
  Outcome: QuoteOutcome,
  useSteps: () => {
    const t = useTranslations("quotes.steps");
    return { source: t("source"), fields: t("fields") };
  },
  isCompletedBySaving: true,
  needsTwo: () => false,
  useDescribe: useQuoteDescribe,
  evidenceOf: () => [],
};
