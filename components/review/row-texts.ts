"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSentences } from "@/components/review/use-sentences";
import { showMoment } from "@/components/ui/moment-text";
import type { QueueRow } from "@/lib/review/view";

/** The words of a row. */
export type RowTexts = {
  readonly state: (row: Pick<QueueRow, "state" | "standing">) => string;
  /** What stops it, what is doubtful, or until when it sleeps: one sentence at most. */
  readonly note: (row: QueueRow) => string | null;
  readonly tick: (title: string) => string;
  readonly assigned: (name: string) => string;
};

export function useRowTexts(): RowTexts {
  const t = useTranslations("queue");
  const sentences = useSentences();
  return useMemo(
    () => ({
      state: ({ state, standing }) => (state === "open" && standing !== null ? t(`standing.${standing}`) : t(`state.${state}`)),
      note: (row) => {
        if (row.failure !== null) return sentences.failureShort(row.failure);
        if (row.state === "snoozed" && row.snoozedUntil !== null) return t("until", { until: showMoment(row.snoozedUntil) });
        if (row.signedBy !== null) return t("signedBy", { name: row.signedBy.name });
        if (row.attention === null || ["settled", "rejected", "withdrawn", "joined"].includes(row.state)) return null;
        return sentences.reason(row.attention);
      },
      tick: (title) => t("tick", { title }),
      assigned: (name) => t("assignedTo", { name }),
    }),
    [t, sentences],
  );
}
