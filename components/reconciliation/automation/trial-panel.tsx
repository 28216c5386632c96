"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { AutomationCommands } from "@/components/reconciliation/automation/automation-commands";
import type { Where } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { showCount } from "@/components/ui/count-text";
import { showDate } from "@/components/ui/date-text";
import { showMoment } from "@/components/ui/moment-text";

export type ShownTrial = {
  readonly askedAt: string;
  /** Null while it runs. */
  readonly ranAt: string | null;
  readonly found: { readonly from: string; readonly until: string; readonly movements: number } | null;
};

type Props = { readonly where: Where; readonly trial: ShownTrial | null; readonly start: AutomationCommands["startTrial"] | null };

/** How often a page on which a trial runs asks whether it is done. */
const againMs = 3_000;

/** The trial over the past year: when it ran, over what, and the way to run it again. */
export function TrialPanel({ where, trial, start }: Props) {
  const t = useTranslations("automation.trial");
  const router = useRouter();
  const { busy, run } = useCommand();
  const isRunning = trial !== null && trial.ranAt === null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => router.refresh(), againMs);
    return () => clearInterval(timer);
  }, [isRunning, router]);
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 text-13">
      <p role="status" className="min-w-0 text-ink-2">
        {trial === null && t("never")}
        {isRunning && t("running")}
        {trial?.ranAt != null && trial.found !== null && (
          <>
            {t("ran", { moment: showMoment(trial.ranAt) })}{" "}
            {t("over", {
              movements: showCount(trial.found.movements),
              n: trial.found.movements,
              from: showDate(trial.found.from) ?? "",
              until: showDate(trial.found.until) ?? "",
            })}
          </>
        )}
      </p>
      {start !== null && (
        <Button
          busy={busy || isRunning}
          busyLabel={t("running")}
          onClick={() => void run(() => start(where), t("started")).then(() => router.refresh())}
        >
          {trial === null ? t("start") : t("again")}
        </Button>
      )}
    </div>
  );
}
