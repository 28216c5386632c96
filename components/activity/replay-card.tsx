"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ShownReplay } from "@/components/activity/call-view";
import { firstLook, stepToRetry } from "@/components/activity/replay-step";
import type { Answer } from "@/components/settings/answer";
import { useCommand } from "@/components/settings/use-command";
import { Button } from "@/components/ui/button";
import { CopyId } from "@/components/ui/copy-id";
import { Dialog } from "@/components/ui/dialog";
import { showMoment } from "@/components/ui/moment-text";
import { StatusMark, type Status } from "@/components/ui/status-mark";
import { stepWord } from "@/lib/holded/push-steps";
import { failureCodes } from "@/lib/kernel/result";
import { failureSentence } from "@/lib/platform/i18n/sentences";

type Props = {
  readonly replay: ShownReplay;
  /** Null for somebody who does not approve. */
  readonly retry: ((id: string) => Promise<Answer>) | null;
};

const stepStatus: Readonly<Record<string, Status>> = { done: "clear", started: "needs", refused: "refused" };

/** Where the sending of a proposal stands, step by step, and another try of the step that stopped it. */
export function ReplayCard({ replay, retry }: Props) {
  const t = useTranslations();
  const [asking, setAsking] = useState(false);
  const failure = failureCodes.find((code) => code === replay.failure?.code);
  const stepName = useStepName();
  return (
    <section aria-label={t("activity.replay.title")} className="rounded-md border border-line bg-raised p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-[640px] text-13">
          <h3 className="font-medium">{t("activity.replay.title")}</h3>
          <p className="text-ink-2">
            {t(`activity.replay.state.${replay.state}`)}{" "}
            {replay.nextAttempt !== null && t("activity.replay.next", { moment: showMoment(replay.nextAttempt, "precise") })}
          </p>
          {failure !== undefined && <p className="mt-1">{failureSentence(t, { code: failure, detail: replay.failure?.detail })}</p>}
        </div>
        {replay.canRetry && retry !== null && (
          <Button tone="primary" onClick={() => setAsking(true)}>
            {t("activity.replay.button")}
          </Button>
        )}
      </div>
      <ol className="mt-3 flex flex-wrap gap-x-6 gap-y-1.5 text-13">
        {replay.steps.map(({ name, state }) => (
          <li key={name}>
            <StatusMark status={stepStatus[state] ?? "waiting"}>
              <span className="text-ink">{stepName(name)}</span>
              <span className="text-ink-3"> · {t(`activity.replay.stepState.${stateKey(state)}`)}</span>
            </StatusMark>
          </li>
        ))}
      </ol>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 text-12 text-ink-3">
        <span>
          {t("activity.replay.reference")} <CopyId value={replay.reference} label={t("common.copy")} copiedLabel={t("common.copied")} />
        </span>
        <span>
          {t("activity.replay.tried")} {t("activity.replay.runs", { n: replay.attempts })}
        </span>
        {replay.canRetry && retry === null && <span>{t("activity.replay.mayNot")}</span>}
      </p>
      {asking && retry !== null && <ConfirmReplay replay={replay} retry={retry} close={() => setAsking(false)} />}
    </section>
  );
}

type ConfirmProps = { readonly replay: ShownReplay; readonly retry: (id: string) => Promise<Answer>; readonly close: () => void };

/** Says what will be looked up before anything is written: a creation is never sent again blindly. */
function ConfirmReplay({ replay, retry, close }: ConfirmProps) {
  const t = useTranslations();
  const router = useRouter();
  const { busy, run } = useCommand();
  const stepName = useStepName();
  const { reference } = replay;
  const look = {
    reference: t("activity.replay.firstReference", { reference }),
    written: t("activity.replay.firstWritten", { id: replay.holdedId ?? reference }),
    nothing: t("activity.replay.firstNothing", { reference }),
  }[firstLook(replay)];
  async function confirm(): Promise<void> {
    await run(() => retry(replay.proposalId), t("activity.replay.done"));
    close();
    router.refresh();
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      size="sm"
      title={t("activity.replay.confirmTitle", { step: stepName(stepToRetry(replay) ?? "create") })}
      description={look}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button tone="primary" busy={busy} busyLabel={t("common.working")} onClick={() => void confirm()}>
            {t("activity.replay.confirm")}
          </Button>
        </>
      }
    />
  );
}

function useStepName(): (name: string) => string {
  const t = useTranslations("activity.steps");
  return (name) => {
    const word = stepWord(name);
    return word === null ? name : t(word);
  };
}

function stateKey(state: string): "done" | "started" | "refused" | "next" {
  return state === "done" || state === "started" || state === "refused" ? state : "next";
}
