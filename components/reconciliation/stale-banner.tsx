"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
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

/** How often a page that waits for news of Holded asks whether they are there. */
const againMs = 4_000;

/** The copy of Holded is too old: nothing is approved by it. Says how old, and reads it anew. */
export function StaleBanner({ since, now, onRefresh }: Props) {
  const t = useTranslations("reconciliation.stale");
  const sentences = useSentences();
  const { toast } = useAnnouncer();
  const router = useRouter();
  const [isAsked, setIsAsked] = useState(false);
  // The page knows how old the copy is: asked again until the banner has no more reason to stand.
  useEffect(() => {
    if (!isAsked) return;
    const timer = setInterval(() => router.refresh(), againMs);
    return () => clearInterval(timer);
  }, [isAsked, router]);
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
