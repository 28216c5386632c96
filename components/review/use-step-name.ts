"use client";
import { useTranslations } from "next-intl";
import { entryOf, stepWord, type StepName } from "@/lib/holded/push-steps";
import type { Kind } from "@/lib/review/model";

/** What a step on the way into Holded is called once it is done, for an item of this kind. */
export function useStepName(kind: Kind): (step: StepName) => string {
  const t = useTranslations("review.history.step");
  return (step) => {
    const word = stepWord(step);
    return word === null ? step : t(word, { kind, n: entryOf(step) });
  };
}
