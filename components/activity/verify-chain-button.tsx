"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAnnouncer } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { StatusShape, type Status } from "@/components/ui/status-mark";
import type { FailureCode } from "@/lib/kernel/result";
import { failureSentence, type Translate } from "@/lib/platform/i18n/sentences";

type Verdict = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly brokenAt: string };
type Answer = { readonly ok: true; readonly value: Verdict } | { readonly ok: false; readonly error: { readonly code: FailureCode } };

/** Recomputes every hash on the server and says in one sentence what came of it. */
export function VerifyChainButton({ verify }: { readonly verify: () => Promise<Answer> }) {
  const t = useTranslations();
  const { announce } = useAnnouncer();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  async function run(): Promise<void> {
    setBusy(true);
    setAnswer(null);
    const next = await verify();
    setAnswer(next);
    setBusy(false);
    announce(sentence(t, next));
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {answer !== null && (
        <p className="flex items-start gap-1.5 text-13 max-md:order-last max-md:basis-full">
          <span className="pt-[3px]">
            <StatusShape status={statusOf(answer)} />
          </span>
          {sentence(t, answer)}
        </p>
      )}
      <Button busy={busy} busyLabel={t("activity.verifying")} onClick={() => void run()}>
        {t("activity.verify")}
      </Button>
    </div>
  );
}

function sentence(t: Translate, answer: Answer): string {
  if (!answer.ok) return failureSentence(t, answer.error);
  return answer.value.ok ? t("activity.verified", { n: answer.value.entries }) : t("activity.broken", { seq: answer.value.brokenAt });
}

function statusOf(answer: Answer): Status {
  if (!answer.ok) return "needs";
  return answer.value.ok ? "clear" : "refused";
}
