"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { daysApart, partiesOf, shownStory } from "@/components/reconciliation/shown-story";
import { useEvidenceWords } from "@/components/reconciliation/use-evidence-words";
import { useSentences } from "@/components/review/use-sentences";
import { showMoment } from "@/components/ui/moment-text";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import type { MovementRow } from "@/lib/agents/reconciliation/list-view";

type Tone = "plain" | "needs" | "refused";

/** The words of a line of the list; made once for all of them. */
export type MovementTexts = {
  /** Whom the proposal is about, or that there is no document. */
  readonly who: (payload: ReconciliationPayload) => string;
  /** The numbers of the documents; "" when there are none. */
  readonly which: (payload: ReconciliationPayload) => string;
  /** Why it may be taken for right, or what keeps it from that: one sentence. */
  readonly why: (row: MovementRow, payload: ReconciliationPayload) => { readonly text: string; readonly tone: Tone };
  /** "+4 d": booked four days after it was due. */
  readonly days: (payload: ReconciliationPayload) => { readonly short: string; readonly long: string } | null;
  readonly state: (row: MovementRow) => string;
  readonly tick: (name: string) => string;
  readonly assigned: (name: string) => string;
  readonly twins: (count: number) => string;
};

const shownNumbers = 3;

export function useMovementTexts(): MovementTexts {
  const t = useTranslations("reconciliation");
  const q = useTranslations("queue");
  const sentences = useSentences();
  const evidence = useEvidenceWords();
  return useMemo<MovementTexts>(
    () => ({
      who: (payload) => {
        if (payload.choice === "no_document") return t("row.noDocument", { class: t(`class.${payload.movementClass ?? "other"}`) });
        if (payload.choice === "undecided") return t("row.undecided");
        const [first, ...others] = partiesOf(payload);
        if (first === undefined) return t("row.nobody");
        return others.length === 0 ? first : t("row.parties", { name: first, count: others.length });
      },
      which: ({ documents }) => {
        const numbers = documents.slice(0, shownNumbers).map(({ number }) => number ?? t("row.numberless"));
        const rest = documents.length - numbers.length;
        return rest > 0 ? t("row.more", { numbers: numbers.join(", "), count: rest }) : numbers.join(", ");
      },
      why: (row, payload) => {
        if (row.failure !== null) return { text: sentences.failureShort(row.failure), tone: row.state === "sending" ? "needs" : "refused" };
        if (row.state === "snoozed" && row.snoozedUntil !== null)
          return { text: q("until", { until: showMoment(row.snoozedUntil) }), tone: "plain" };
        if (row.signedBy !== null) return { text: q("signedBy", { name: row.signedBy.name }), tone: "plain" };
        if (row.decidedBy !== null && row.state !== "open")
          return { text: t("row.decidedBy", { name: row.decidedBy.name }), tone: "plain" };
        if (row.attention?.level === "block") return { text: sentences.reason(row.attention), tone: "refused" };
        const { option } = shownStory(payload, row.matching);
        const [rule] = row.matching?.blockedBy ?? [];
        if (payload.choice === "match" && row.standing !== "clear" && rule !== undefined)
          return { text: t(`blocked.${rule}`), tone: "needs" };
        if (row.attention !== null && payload.choice !== "no_document") return { text: sentences.reason(row.attention), tone: "needs" };
        return { text: option === null ? "" : evidence.short(option.evidence, payload.movement.currency), tone: "plain" };
      },
      days: (payload) => {
        const days = daysApart(payload);
        if (days === null) return null;
        const short = days === 0 ? "0 d" : `${days > 0 ? "+" : "−"}${Math.abs(days)} d`;
        return { short, long: t(days < 0 ? "row.daysBefore" : "row.daysAfter", { days: Math.abs(days) }) };
      },
      state: ({ state, standing, payload }) => {
        if (state !== "open") return t(`state.${state}`);
        return payload.choice === "undecided" ? t("standing.undecided") : t(`standing.${standing ?? "needs_review"}`);
      },
      tick: (name) => q("tick", { title: name }),
      assigned: (name) => q("assignedTo", { name }),
      twins: (count) => t("row.twins", { count }),
    }),
    [t, q, sentences, evidence],
  );
}
