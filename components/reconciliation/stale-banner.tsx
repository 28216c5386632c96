"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "@/components/review/answers";
import { attempt } from "@/components/review/review-actions";
import { useSentences } from "@/components/review/use-sentences";
import { useAnnouncer } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { showMoment } from "@/components/ui/moment-text";
import { StatusShape } from "@/components/ui/status-mark";

type Props = {
  /** ISO; "": it was never read. */
  readonly since: string;
  readonly now: number;
  readonly onRefresh: (() => Promise<Answer<unknown>>) | null;
};

/** The copy of Holded is too old: nothing is approved by it. Says how old, and reads it anew. */
export function StaleBanner({ since, now, onRefresh }: Props) {
  const t = useTranslations("reconciliation.stale");
  const sentences = useSentences();
  const { toast } = useAnnouncer();
  const [isAsked, setIsAsked] = useState(false);
  const refresh = async () => {
    if (onRefresh === null) return;
    setIsAsked(true);
    const answer = await attempt(onRefresh);
    if (answer.ok) return;
    setIsAsked(false);
    toast({ text: sentences.failure(answer.error), status: "refused" });
  };
  const hours = since === "" ? 0 : Math.max(1, Math.round((now - Date.parse(since)) / 3_600_000));
  return (
    <div role="alert" className="hairline-b flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 bg-needs-soft px-4 py-2 text-13">
      <StatusShape status="needs" />
      <p className="min-w-0 flex-1">
        {since === ""
          ? t("never")
          : t(hours < 48 ? "hours" : "days", { count: hours < 48 ? hours : Math.round(hours / 24), at: showMoment(since) })}{" "}
        <span className="text-ink-2">{isAsked ? t("reading") : t("closed")}</span>
      </p>
      {onRefresh !== null && (
        <Button onClick={() => void refresh()} busy={isAsked} busyLabel={t("refreshing")}>
          {t("refresh")}
        </Button>
      )}
    </div>
  );
}
