"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import type { FailureCode } from "@/lib/kernel/result";

type Verdict = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly brokenAt: string };
type Answer = { readonly ok: true; readonly value: Verdict } | { readonly ok: false; readonly error: { readonly code: FailureCode } };

/** Recomputes every hash on the server and says in one sentence what came of it. */
export function VerifyChainButton({ verify }: { readonly verify: () => Promise<Answer> }) {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  async function run(): Promise<void> {
    setBusy(true);
    setAnswer(null);
    setAnswer(await verify());
    setBusy(false);
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div role="status" className="text-13">
        {answer !== null && !answer.ok && <StatusMark status="needs">{t(`failure.${answer.error.code}`)}</StatusMark>}
        {answer?.ok === true && answer.value.ok && <StatusMark status="clear">{t("activity.verified", { n: answer.value.entries })}</StatusMark>}
        {answer?.ok === true && !answer.value.ok && (
          <StatusMark status="refused" className="whitespace-normal">
            {t("activity.broken", { seq: answer.value.brokenAt })}
          </StatusMark>
        )}
      </div>
      <Button busy={busy} busyLabel={t("activity.verifying")} onClick={() => void run()}>
        {t("activity.verify")}
      </Button>
    </div>
  );
}
