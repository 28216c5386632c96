"use client";
import { useTranslations } from "next-intl";
import { StateMark } from "@/components/review/state-mark";
import { useSentences } from "@/components/review/use-sentences";
import { useStepName } from "@/components/review/use-step-name";
import { wayInto } from "@/components/review/way-into";
import { CopyId } from "@/components/ui/copy-id";
import { showMoment } from "@/components/ui/moment-text";
import { StatusShape } from "@/components/ui/status-mark";
import type { ItemView } from "@/lib/review/view";

/** What is happening to an item that no longer waits for a decision, and what it means. */
export function StateSummary({ item }: { readonly item: ItemView<unknown> }) {
  const t = useTranslations("review.summary");
  const common = useTranslations("common");
  const sentences = useSentences();
  const person = item.decidedBy?.name ?? "";
  const at = item.decidedAt === null ? "" : showMoment(item.decidedAt);
  switch (item.state) {
    case "open":
      return null;
    case "reading":
      return <p role="status">{t("reading")}</p>;
    case "approved":
      return <p role="status">{item.decidedBy === null ? t("approvedByRule", { at }) : t("approved", { person, at })}</p>;
    case "sending":
      return (
        <div role="status" className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{item.failure === null ? t("sending") : sentences.failure(item.failure)}</span>
          <Steps item={item} />
        </div>
      );
    case "settled":
      return (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StateMark row={item} />
          <span>{item.decidedBy === null ? t("settledByRule", { at }) : t("settled", { person, at })}</span>
          {item.holdedId !== null && <CopyId value={item.holdedId} label={t("holdedId")} copiedLabel={common("copied")} />}
        </p>
      );
    case "snoozed":
      return <p>{t("snoozed", { until: item.snoozedUntil === null ? "" : showMoment(item.snoozedUntil) })}</p>;
    case "rejected":
      return (
        <p>
          {t("rejected", { person, at })} {item.rejectReason !== null && <span className="text-ink-2">«{item.rejectReason}»</span>}
        </p>
      );
    case "withdrawn":
      return <p className="text-ink-2">{t("withdrawn")}</p>;
    case "joined":
      return <p className="text-ink-2">{t("joined")}</p>;
    case "refused":
      return <p className="text-ink-2">{t("refused")}</p>;
    case "failed":
      return (
        <p className="flex items-start gap-2">
          <span className="pt-[3px]">
            <StatusShape status="refused" />
          </span>
          {item.failure === null ? t("failed") : sentences.failure(item.failure)}
        </p>
      );
  }
}

/** The way into Holded, ticked off step by step. */
function Steps({ item }: { readonly item: ItemView<unknown> }) {
  const nameOf = useStepName(item.kind);
  return (
    <ol className="flex flex-wrap gap-x-3 text-12 text-ink-3">
      {wayInto(item).map(({ step, isDone }) => (
        <li key={step} className="inline-flex items-center gap-1">
          <StatusShape status={isDone ? "clear" : "waiting"} />
          {nameOf(step)}
        </li>
      ))}
    </ol>
  );
}
